import assert from 'node:assert/strict';
import type { AnswerEnd, AnswerEvent } from '../../../src/openai/answer.ts';
import type { RequestBody } from '../../../src/openai/request.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { withServer } from './serve.ts';

export const request: RequestBody = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Why does this retry twice?' }],
  stream: true,
  stream_options: { include_usage: true, include_obfuscation: false },
};
export const key = 'sk-test-canary-0123456789';
export const patience = { firstToken: 30_000, stall: 30_000 };

/** What comes of asking an endpoint: the text of the first choice, and how it ended. @param options.onText called at each text */
export async function answerFrom(
  baseUrl: string,
  asked: RequestBody,
  { onText, ...options }: Partial<Parameters<typeof streamAnswer>[2]> & { onText?: () => void } = {},
): Promise<{ text: string; end: AnswerEnd }> {
  const { signal = new AbortController().signal } = options;
  let text = '';
  const events: AnswerEvent[] = [];
  for await (const event of streamAnswer({ baseUrl, apiKey: key }, asked, { patience, ...options, signal })) {
    events.push(event);
    if (event.type !== 'text') continue;
    if (event.choice === 0) text += event.text;
    onText?.();
  }
  const last = events.at(-1);
  assert.equal(events.filter(event => event.type === 'end').length, 1, 'an answer ends once');
  assert.ok(last?.type === 'end', 'the end comes last');
  return { text, end: last.end };
}

/** Serves each body as it is given, whole, whatever is asked. */
export function served(
  body: string,
  contentType = 'text/event-stream',
  status = 200,
): ReturnType<typeof answerFrom> {
  return withServer(
    (_incoming, response) => response.writeHead(status, { 'content-type': contentType }).end(body),
    host => answerFrom(`http://${host}/v1`, request),
  );
}

/** The stream of these chunks, to its end. */
export function events(...chunks: unknown[]): string {
  return [...chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n'].join('');
}
