import * as z from 'zod/mini';
import type { Endpoint } from '../../endpoint/endpoint.ts';

/** The least that every request of these tests needs. */
export const hello = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] };

/** Posts a body (a string goes as it is) to the chat route with a key. */
export function post(endpoint: Endpoint, body: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(`${endpoint.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

const logprobs = z.nullish(
  z.object({
    content: z.nullable(
      z.array(
        z.object({
          token: z.string(),
          logprob: z.number().check(z.maximum(0)),
          bytes: z.array(z.int()),
          top_logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })),
        }),
      ),
    ),
  }),
);
const usage = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
  prompt_tokens_details: z.object({ cached_tokens: z.int() }),
});
const toolCall = z.object({
  index: z.optional(z.int()),
  id: z.optional(z.string()),
  function: z.object({ name: z.optional(z.string()), arguments: z.string() }),
});
const finishReason = z.nullable(z.enum(['stop', 'length', 'tool_calls', 'content_filter']));

const completion = z.object({
  id: z.string(),
  object: z.literal('chat.completion'),
  model: z.string(),
  system_fingerprint: z.string(),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({
        role: z.literal('assistant'),
        content: z.nullable(z.string()),
        refusal: z.nullable(z.string()),
        tool_calls: z.optional(z.array(toolCall)),
        annotations: z.optional(z.array(z.unknown())),
      }),
      logprobs,
      finish_reason: finishReason,
    }),
  ),
  usage,
});
const chunk = z.object({
  id: z.string(),
  object: z.literal('chat.completion.chunk'),
  choices: z.array(
    z.object({
      index: z.int(),
      delta: z.object({
        role: z.optional(z.string()),
        content: z.nullish(z.string()),
        refusal: z.nullish(z.string()),
        tool_calls: z.optional(z.array(toolCall)),
        annotations: z.optional(z.array(z.unknown())),
      }),
      logprobs,
      finish_reason: finishReason,
    }),
  ),
  usage: z.nullish(usage),
});

/** The JSON answer to a body that must be answered with 200. */
export async function complete(endpoint: Endpoint, body: object): Promise<z.infer<typeof completion>> {
  const response = await post(endpoint, body);
  return completion.parse(await response.json());
}

/** The data of the events of a stream, read to its end: chunks, and whether `[DONE]` came last. */
export async function readStream(response: Response) {
  const events = (await response.text()).split('\n\n').filter(event => event !== '');
  const data = events.map(event => event.replace(/^data: /, ''));
  const done = data.at(-1) === '[DONE]';
  const chunks = data.filter(text => text !== '[DONE]').map(text => chunk.parse(JSON.parse(text)));
  const choices = chunks.flatMap(({ choices }) => choices);
  const text = choices.map(({ delta }) => delta.content ?? '').join('');
  const finish = choices.map(choice => choice.finish_reason).find(reason => reason !== null);
  return { chunks, choices, text, finish, done };
}

/** The error object of a refused request. */
export async function readError(response: Response) {
  const error = z.object({
    message: z.string(),
    type: z.string(),
    param: z.nullable(z.string()),
    code: z.nullable(z.string()),
  });
  return z.object({ error }).parse(await response.json()).error;
}
