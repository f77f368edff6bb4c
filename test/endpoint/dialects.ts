import * as z from 'zod/mini';
import { type ApiError, invalidRequest, unsupportedParameter } from './errors.ts';
import { describeIssue } from './issues.ts';
import { type Model, models } from './models.ts';

/**
 * What servers other than OpenAI's take, by what their own pages list. Written down here once more, apart from what
 * Gloss believes of them: a test that took both from one place would agree with every mistake in it.
 */
export interface Dialect {
  /** The top-level fields that there are; every field of the API where this is missing. */
  fields?: readonly string[];
  /** The members of `stream_options` that there are. */
  streamOptions?: readonly string[];
  models: readonly Model[];
  /** A form with one prompt in place of messages. */
  form?: true;
}

export type DialectName = 'openai' | 'qubrid' | 'unorouter' | 'common' | 'form';

/** A gateway passes on what it takes; what a model makes of it is its own affair. */
const gateway = (id: string, contextWindow = 128_000): Model => ({
  id,
  contextWindow,
  maxOutput: 16_384,
  refuses: [],
});

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  openai: { models },
  qubrid: {
    fields: ['model', 'messages', 'stream', 'temperature', 'max_tokens', 'top_p'],
    models: [gateway('openai/gpt-4o-mini')],
  },
  unorouter: {
    fields: [
      ...['model', 'messages', 'stream', 'frequency_penalty', 'logit_bias', 'logprobs', 'max_tokens'],
      ...['presence_penalty', 'response_format', 'seed', 'stop', 'temperature', 'tool_choice', 'tools'],
      ...['top_logprobs', 'top_p', 'web_search_options'],
    ],
    models: [gateway('gpt-4o-mini')],
  },
  /** What Ollama, LM Studio, llama.cpp and vLLM have in common. */
  common: {
    fields: [
      ...['model', 'messages', 'stream', 'stream_options', 'temperature', 'top_p', 'presence_penalty'],
      ...['frequency_penalty', 'seed', 'stop', 'max_tokens', 'response_format', 'tools'],
    ],
    streamOptions: ['include_usage'],
    models: [gateway('gpt-4o-mini'), gateway('qwen3:4b', 32_768)],
  },
  form: {
    fields: [
      ...['model', 'system_prompt', 'prompt', 'image_urls', 'image_detail', 'temperature', 'top_p'],
      ...[
        'presence_penalty',
        'frequency_penalty',
        'seed',
        'max_completion_tokens',
        'response_format',
        'stream',
      ],
    ],
    models: [gateway('gpt-4o-mini')],
    form: true,
  },
};

/** What a dialect has against the fields of a body; undefined when it knows them all. */
export function checkFields(
  { fields, streamOptions }: Dialect,
  refused: ReadonlySet<string>,
  body: Record<string, unknown>,
): ApiError | undefined {
  const names = Object.keys(body);
  const unknown = names.find(name => refused.has(name) || (fields && !fields.includes(name)));
  if (unknown) return unsupportedParameter(unknown);
  const options = Object.keys(body['stream_options'] ?? {});
  const option = streamOptions && options.find(name => !streamOptions.includes(name));
  return option ? unsupportedParameter(`stream_options.${option}`) : undefined;
}

const form = z.looseObject({
  system_prompt: z.optional(z.string()),
  prompt: z.string(),
  image_urls: z.optional(z.array(z.string())),
  image_detail: z.optional(z.enum(['auto', 'low', 'high'])),
});

/**
 * The request that a gateway makes of its form.
 * @throws ApiError when the form is not filled in right.
 */
export function requestOfForm(body: Record<string, unknown>): Record<string, unknown> {
  const parsed = form.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw issue ? describeIssue(issue, body) : invalidRequest('Invalid form.', null, null);
  }
  const { system_prompt: system, prompt, image_urls: urls = [], image_detail: detail, ...rest } = parsed.data;
  const images = urls.map(url => ({ type: 'image_url', image_url: { url, ...(detail ? { detail } : {}) } }));
  return {
    ...rest,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: images.length > 0 ? [{ type: 'text', text: prompt }, ...images] : prompt },
    ],
  };
}
