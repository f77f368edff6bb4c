import * as z from 'zod/mini';

/**
 * The body of `POST /v1/chat/completions`, field by field, after the OpenAPI description of 2026-08-21
 * (https://github.com/openai/openai-openapi). Limits that it leaves to prose (metadata, logit_bias, names)
 * are those of the API reference. Rules between fields are in `rules.ts`.
 */

// A check's message names the kind of number, which zod's issue does not: the API's codes need it.
const decimal = (min: number, max: number) =>
  z.number().check(z.minimum(min, 'decimal'), z.maximum(max, 'decimal'));
const integer = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.int().check(z.minimum(min, 'integer'), z.maximum(max, 'integer'));

// Seeds are 64-bit, beyond what zod calls an integer; in a double the bounds are ±2^63.
const seed = z
  .number()
  .check(z.multipleOf(1), z.minimum(-(2 ** 63), 'integer'), z.maximum(2 ** 63, 'integer'));

const name = z.string().check(z.regex(/^[a-zA-Z0-9_-]+$/), z.maxLength(64));

const breakpoint = z.optional(z.strictObject({ mode: z.literal('explicit') }));
const textPart = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  prompt_cache_breakpoint: breakpoint,
});
const refusalPart = z.strictObject({ type: z.literal('refusal'), refusal: z.string() });
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    url: z.string().check(z.regex(/^(https?:\/\/|data:image\/(png|jpeg|gif|webp);base64,)/)),
    detail: z.optional(z.enum(['auto', 'low', 'high'])),
  }),
  prompt_cache_breakpoint: breakpoint,
});
const audioPart = z.strictObject({
  type: z.literal('input_audio'),
  input_audio: z.strictObject({ data: z.string(), format: z.enum(['wav', 'mp3']) }),
  prompt_cache_breakpoint: breakpoint,
});
const filePart = z.strictObject({
  type: z.literal('file'),
  file: z.strictObject({
    filename: z.optional(z.string()),
    file_data: z.optional(z.string()),
    file_id: z.optional(z.string()),
  }),
  prompt_cache_breakpoint: breakpoint,
});

const textContent = z.union([z.string(), z.array(textPart).check(z.minLength(1))]);
const userPart = z.discriminatedUnion('type', [textPart, imagePart, audioPart, filePart]);
const assistantPart = z.discriminatedUnion('type', [textPart, refusalPart]);

const toolCall = z.discriminatedUnion('type', [
  z.strictObject({
    id: z.string(),
    type: z.literal('function'),
    function: z.strictObject({ name: z.string(), arguments: z.string() }),
  }),
  z.strictObject({
    id: z.string(),
    type: z.literal('custom'),
    custom: z.strictObject({ name: z.string(), input: z.string() }),
  }),
]);

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('developer'), content: textContent, name: z.optional(name) }),
  z.strictObject({ role: z.literal('system'), content: textContent, name: z.optional(name) }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.string(), z.array(userPart).check(z.minLength(1))]),
    name: z.optional(name),
  }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.optional(z.union([z.string(), z.array(assistantPart).check(z.minLength(1)), z.null()])),
    refusal: z.nullish(z.string()),
    name: z.optional(name),
    audio: z.nullish(z.strictObject({ id: z.string() })),
    tool_calls: z.optional(z.array(toolCall).check(z.minLength(1))),
    function_call: z.nullish(z.strictObject({ name: z.string(), arguments: z.string() })),
  }),
  z.strictObject({ role: z.literal('tool'), content: textContent, tool_call_id: z.string() }),
  z.strictObject({ role: z.literal('function'), content: z.nullable(z.string()), name }),
]);

/** A JSON Schema as the request carries it; what of it is allowed is the business of `strict.ts`. */
const jsonSchema = z.record(z.string(), z.unknown());

const functionTool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name,
    description: z.optional(z.string()),
    parameters: z.optional(jsonSchema),
    strict: z.nullish(z.boolean()),
  }),
});
const customTool = z.strictObject({
  type: z.literal('custom'),
  custom: z.strictObject({
    name,
    description: z.optional(z.string()),
    format: z.optional(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('text') }),
        z.strictObject({
          type: z.literal('grammar'),
          grammar: z.strictObject({ definition: z.string(), syntax: z.enum(['lark', 'regex']) }),
        }),
      ]),
    ),
  }),
});

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
    z.strictObject({ type: z.literal('custom'), custom: z.strictObject({ name: z.string() }) }),
    z.strictObject({
      type: z.literal('allowed_tools'),
      allowed_tools: z.strictObject({
        mode: z.enum(['auto', 'required']),
        tools: z.array(z.record(z.string(), z.unknown())),
      }),
    }),
  ]),
]);

const responseFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name,
      description: z.optional(z.string()),
      schema: z.optional(jsonSchema),
      strict: z.nullish(z.boolean()),
    }),
  }),
]);

const moderationMode = z.nullish(z.strictObject({ mode: z.enum(['score', 'block']) }));

export const chatRequest = z.strictObject({
  model: z.string(),
  messages: z.array(message).check(z.minLength(1)),
  audio: z.nullish(
    z.strictObject({
      voice: z.union([z.string(), z.strictObject({ id: z.string() })]),
      format: z.enum(['wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16']),
    }),
  ),
  frequency_penalty: z.nullish(decimal(-2, 2)),
  function_call: z.optional(z.union([z.enum(['none', 'auto']), z.strictObject({ name: z.string() })])),
  functions: z.optional(
    z
      .array(
        z.strictObject({ name, description: z.optional(z.string()), parameters: z.optional(jsonSchema) }),
      )
      .check(z.minLength(1), z.maxLength(128)),
  ),
  logit_bias: z.nullish(z.record(z.string().check(z.regex(/^\d+$/)), integer(-100, 100))),
  logprobs: z.nullish(z.boolean()),
  max_completion_tokens: z.nullish(integer(1)),
  max_tokens: z.nullish(integer(1)),
  metadata: z.nullish(z.record(z.string().check(z.maxLength(64)), z.string().check(z.maxLength(512)))),
  modalities: z.nullish(z.array(z.enum(['text', 'audio'])).check(z.minLength(1))),
  moderation: z.nullish(
    z.strictObject({
      model: z.string(),
      policy: z.nullish(z.strictObject({ input: moderationMode, output: moderationMode })),
    }),
  ),
  n: z.nullish(integer(1, 128)),
  parallel_tool_calls: z.optional(z.boolean()),
  prediction: z.nullish(z.strictObject({ type: z.literal('content'), content: textContent })),
  presence_penalty: z.nullish(decimal(-2, 2)),
  prompt_cache_key: z.nullish(z.string()),
  prompt_cache_options: z.optional(
    z.strictObject({
      mode: z.optional(z.enum(['implicit', 'explicit'])),
      ttl: z.optional(z.enum(['30m'])),
    }),
  ),
  prompt_cache_retention: z.nullish(z.enum(['in_memory', '24h'])),
  reasoning_effort: z.nullish(z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'])),
  response_format: z.optional(responseFormat),
  safety_identifier: z.nullish(z.string().check(z.maxLength(64))),
  seed: z.nullish(seed),
  service_tier: z.nullish(z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast'])),
  stop: z.nullish(z.union([z.string(), z.array(z.string()).check(z.minLength(1), z.maxLength(4))])),
  store: z.nullish(z.boolean()),
  stream: z.nullish(z.boolean()),
  stream_options: z.nullish(
    z.strictObject({
      include_usage: z.optional(z.boolean()),
      include_obfuscation: z.optional(z.boolean()),
    }),
  ),
  temperature: z.nullish(decimal(0, 2)),
  tool_choice: z.optional(toolChoice),
  tools: z.optional(
    z.array(z.discriminatedUnion('type', [functionTool, customTool])).check(z.minLength(1), z.maxLength(128)),
  ),
  top_logprobs: z.nullish(integer(0, 20)),
  top_p: z.nullish(decimal(0, 1)),
  user: z.optional(z.string()),
  verbosity: z.nullish(z.enum(['low', 'medium', 'high'])),
  web_search_options: z.optional(
    z.strictObject({
      search_context_size: z.optional(z.enum(['low', 'medium', 'high'])),
      user_location: z.nullish(
        z.strictObject({
          type: z.literal('approximate'),
          approximate: z.strictObject({
            country: z.optional(z.string()),
            region: z.optional(z.string()),
            city: z.optional(z.string()),
            timezone: z.optional(z.string()),
          }),
        }),
      ),
    }),
  ),
});

export type ChatRequest = z.infer<typeof chatRequest>;
export type Message = ChatRequest['messages'][number];

/** The text of a message, its text parts joined; empty when it has none. */
export function textOf(message: Message): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  return (content ?? []).map(part => (part.type === 'text' ? part.text : '')).join('\n');
}

/** The text of the last user message, which is what the stand-in answers; empty when there is none. */
export function lastUserText(request: ChatRequest): string {
  const last = request.messages.findLast(message => message.role === 'user');
  return last ? textOf(last) : '';
}
