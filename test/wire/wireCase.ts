import type { Citation, EndState, ToolCall } from '../../src/openai/answer.ts';
import type { FailureKind } from '../../src/openai/failure.ts';
import type { Step } from './wireServer.ts';

/** A reply as bytes, and what whoever reads it has to make of it. */
export interface WireCase {
  /** What is said about it in one line. */
  name: string;
  reply: readonly Step[];
  /** Fields of the request besides the usual ones. */
  asked?: Readonly<Record<string, unknown>>;
  /** Milliseconds without content after which it is given up; half a minute where no silence is meant. */
  patience?: { firstToken?: number; stall?: number };
  required: Required;
}

export interface Required {
  state: EndState;
  /** Of the first choice. */
  text: string;
  /** Of the second. */
  second?: string;
  kind?: FailureKind;
  /** Words of the server's that must reach the user. */
  says?: string;
  tools?: readonly ToolCall[];
  citations?: readonly Citation[];
  /** Tokens in and out. */
  usage?: readonly [number, number];
  retryAfter?: number;
  code?: string;
  param?: string;
  /** The model's own words when it declined. */
  refusal?: string;
  finishReason?: string;
  status?: number;
  target?: string;
}

/** The key that every request carries; no outcome may repeat it. */
export const key = 'sk-wire-canary-0123456789abcdef';

const eventStream = 'text/event-stream; charset=utf-8';

/** The head of a reply whose body ends with the connection. */
export function head(status = 200, headers: Readonly<Record<string, string>> = {}): string {
  const all = { 'content-type': eventStream, connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n`;
}

/** A reply that is one document. */
export function document(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): string[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = /^\s*</.test(text)
    ? 'text/html'
    : typeof body === 'string'
      ? 'text/plain'
      : 'application/json';
  return [head(status, { 'content-type': type, ...headers }), text];
}

/** Events, each a value of JSON or text that is written as it is. */
export function events(...values: readonly unknown[]): string {
  return values
    .map(value => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`)
    .join('');
}

/** The reply that is a stream of these events. */
export function stream(...values: readonly unknown[]): string[] {
  return [head(), events(...values)];
}

const base = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'gpt-4o-mini',
};

/** A chunk with one choice. */
export function chunk(
  delta: unknown,
  finish: string | null = null,
  index: unknown = 0,
): Record<string, unknown> {
  return { ...base, choices: [{ index, delta, finish_reason: finish }] };
}

/** A chunk with words of the answer. */
export function words(
  content: string,
  finish: string | null = null,
  index: unknown = 0,
): Record<string, unknown> {
  return chunk({ content }, finish, index);
}

export const role = chunk({ role: 'assistant', content: '' });
export const stop = chunk({}, 'stop');
export const done = '[DONE]';

export function usage(prompt: number, completion: number): Record<string, unknown> {
  const counts = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  return { ...base, choices: [], usage: counts };
}

/** A whole answer in one document. */
export function completion(message: unknown, finish: string | null = 'stop'): Record<string, unknown> {
  return {
    ...base,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finish }],
    usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
  };
}

/** A body in the chunked encoding, a chunk a text, with its end. */
export function chunked(...texts: readonly string[]): string[] {
  return [...texts.map(text => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`), '0\r\n\r\n'];
}

/** The bytes of a text, each a packet of its own. */
export function byteByByte(text: string): Uint8Array[] {
  return [...Buffer.from(text)].map(byte => Uint8Array.of(byte));
}

/** A text in packets that end at these bytes. */
export function cutAt(text: string, ...places: readonly number[]): Uint8Array[] {
  const bytes = Buffer.from(text);
  return [...places, bytes.length].map((end, index) => bytes.subarray(places[index - 1] ?? 0, end));
}
