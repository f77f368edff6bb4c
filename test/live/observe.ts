import * as z from 'zod/mini';
import type { Usage } from '../../src/openai/answer.ts';
import type { Connection } from '../../src/openai/client.ts';
import { exchange } from '../../src/openai/exchange.ts';
import type { Failure } from '../../src/openai/failure.ts';
import type { Reply } from '../../src/openai/reply.ts';
import type { RequestBody } from '../../src/openai/request.ts';
import { streamAnswer } from '../../src/openai/streamAnswer.ts';

/** What of an answer shows whether a parameter had its effect. */
export interface Observed {
  text: string;
  /** Whether it came as a stream of events. */
  isStream: boolean;
  choices: number;
  finishReason?: string;
  toolCalls: number;
  logprobs: boolean;
  topLogprobs: number;
  usage?: Usage;
}

/** Milliseconds. */
const patience = { firstToken: 60_000, stall: 30_000 };

const count = z.nullish(z.number());
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.nullish(z.string()),
      message: z.object({ content: z.nullish(z.string()), tool_calls: z.nullish(z.array(z.unknown())) }),
      logprobs: z.nullish(
        z.object({
          content: z.nullish(z.array(z.object({ top_logprobs: z.nullish(z.array(z.unknown())) }))),
        }),
      ),
    }),
  ),
  usage: z.nullish(
    z.object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.nullish(z.object({ cached_tokens: count })),
    }),
  ),
});

/** Sends a request, with the key in its header only, and tells what came back. Never throws. */
export async function observe(
  connection: Connection,
  body: RequestBody,
): Promise<{ observed: Observed } | { failure: Failure }> {
  const signal = AbortSignal.timeout(120_000);
  if (body.stream === true) return observeStream(connection, body, signal);
  const reply = await exchange(
    connection,
    signal,
    (client, options) => client.post('/chat/completions', { ...options, body }),
    document => completion.safeParse(document).data,
  );
  if ('failure' in reply) return reply;
  const { choices, usage } = reply.value;
  const [first] = choices;
  const tokens = first?.logprobs?.content;
  return {
    observed: {
      text: first?.message.content ?? '',
      isStream: false,
      choices: choices.length,
      ...(first?.finish_reason ? { finishReason: first.finish_reason } : {}),
      toolCalls: first?.message.tool_calls?.length ?? 0,
      logprobs: (tokens?.length ?? 0) > 0,
      topLogprobs: tokens?.[0]?.top_logprobs?.length ?? 0,
      ...(usage
        ? {
            usage: {
              promptTokens: usage.prompt_tokens ?? 0,
              completionTokens: usage.completion_tokens ?? 0,
              cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
            },
          }
        : {}),
    },
  };
}

async function observeStream(
  connection: Connection,
  body: RequestBody,
  signal: AbortSignal,
): Promise<{ observed: Observed } | { failure: Failure }> {
  const texts: string[] = [];
  let isStream = false;
  const onReply = ({ headers }: Reply) => {
    isStream = headers['content-type']?.startsWith('text/event-stream') ?? false;
  };
  for await (const event of streamAnswer({ ...connection, onReply }, body, { signal, patience })) {
    if (event.type === 'text') {
      texts.push(event.text);
      continue;
    }
    if (event.type !== 'end') continue;
    const { failure, finishReason, usage } = event.end;
    if (failure) return { failure };
    const shown = { text: texts.join(''), isStream, choices: 1, toolCalls: 0 };
    return {
      observed: {
        ...shown,
        logprobs: false,
        topLogprobs: 0,
        ...(finishReason ? { finishReason } : {}),
        ...(usage ? { usage } : {}),
      },
    };
  }
  return { failure: { kind: 'empty' } };
}
