import {
  type ApiError,
  forbidden,
  invalidRequest,
  noQuota,
  overloaded,
  rateLimited,
  serverError,
  unknownModel,
  unknownPath,
  wrongKey,
} from './errors.ts';
import type { Reply } from './reply.ts';
import { splitText } from './tokens.ts';

/** A whole HTTP answer in place of the API's. */
export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * How the body of an answer ends. `complete` is the only right one; the others go wrong after half
 * of the text. A JSON answer breaks off after half of its body, or is an error alone.
 * - `reset` the connection is reset
 * - `eof` the body ends cleanly, as if it were whole
 * - `done` `[DONE]` comes without any finish_reason
 * - `error` an error frame comes in the middle
 * - `malformed` one event is no JSON; the rest of the answer follows
 * - `stall` nothing more comes until the client closes
 */
export type Ending = 'complete' | 'reset' | 'eof' | 'done' | 'error' | 'malformed' | 'stall';

/** An answer in the API's form that may be wrong in its text, its ending, or by making the client wait. */
export interface Play {
  reply: Reply;
  ending?: Ending;
  /** Sends the JSON form although a stream was asked for. */
  unstreamed?: boolean;
  /** Sends no text before `release()`. */
  held?: boolean;
}

interface Named {
  description: string;
}
export type Fault =
  | (Named & { http: HttpAnswer })
  | (Named & { silent: true })
  | (Named & { play: (reply: Reply) => Play });

const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };
const sse = { 'content-type': 'text/event-stream; charset=utf-8' };

const catalogue = {
  asUsual: {
    description: 'none: this request is answered, and what is played next waits for another one',
    play: reply => ({ reply }),
  },
  wrongKey: { description: '401 invalid_api_key', http: refuse(wrongKey('sk-stand-in-0000')) },
  forbidden: {
    description: '403, the project may not use the model',
    http: refuse(forbidden('gpt-4o-mini')),
  },
  modelNotFound: { description: '404 model_not_found', http: refuse(unknownModel('gpt-none')) },
  pathNotFound: {
    description: '404 as for a base URL without /v1',
    http: refuse(unknownPath('POST', '/chat/completions')),
  },
  rateLimit: { description: '429 rate_limit_exceeded, retry-after 1 s', http: refuse(rateLimited(1)) },
  noQuota: { description: '429 insufficient_quota: waiting does not help', http: refuse(noQuota()) },
  serverError: { description: '500 server_error', http: refuse(serverError()) },
  overloaded: { description: '503 server_is_overloaded', http: refuse(overloaded()) },
  badGatewayHtml: {
    description: '502 with an HTML page, as proxies send',
    http: {
      status: 502,
      headers: html,
      body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    },
  },
  htmlOk: {
    description: '200 with an HTML page, as captive portals send',
    http: {
      status: 200,
      headers: html,
      body: '<!doctype html><html><head><title>Hotel Wi-Fi</title></head><body><form><button>Log in</button></form></body></html>',
    },
  },
  jsonErrorOk: {
    description: '200 with a JSON error',
    http: { status: 200, headers: json, body: JSON.stringify(serverError().body) },
  },
  commandLinkError: {
    description: '400 whose message holds a link that would run a command',
    http: refuse(invalidRequest('Broken. [Fix](command:workbench.action.terminal.new)', null, 'bad_request')),
  },
  empty: { description: '200 with an empty body', http: { status: 200, headers: sse, body: '' } },
  onlyDone: {
    description: '200 with nothing but [DONE]',
    http: { status: 200, headers: sse, body: 'data: [DONE]\n\n' },
  },
  noHeaders: { description: 'no answer at all until the client closes', silent: true },
  jsonAnswerOk: {
    description: 'the whole answer as JSON although a stream was asked for',
    play: reply => ({ reply, unstreamed: true }),
  },
  cutBeforeFinish: {
    description: 'the connection is reset in the middle of the text',
    play: reply => ({ reply, ending: 'reset' }),
  },
  endBeforeFinish: {
    description: 'the body ends cleanly in the middle of the text',
    play: reply => ({ reply, ending: 'eof' }),
  },
  doneBeforeFinish: {
    description: '[DONE] in the middle of the text, without a finish_reason',
    play: reply => ({ reply, ending: 'done' }),
  },
  midStreamError: {
    description: 'an error frame in the middle of the text',
    play: reply => ({ reply, ending: 'error' }),
  },
  malformedEvent: {
    description: 'one event in the middle of the text is no JSON',
    play: reply => ({ reply, ending: 'malformed' }),
  },
  stall: {
    description: 'half of the text, then nothing until the client closes',
    play: reply => ({ reply, ending: 'stall' }),
  },
  slow: { description: 'no text before release()', play: reply => ({ reply, held: true }) },
  length: {
    description: 'half of the text, finish_reason length',
    play: reply => ({ reply: { ...reply, pieces: firstHalf(reply.pieces), finish: 'length' } }),
  },
  contentFilter: {
    description: 'half of the text, finish_reason content_filter',
    play: reply => ({ reply: { ...reply, pieces: firstHalf(reply.pieces), finish: 'content_filter' } }),
  },
  refusal: {
    description: 'a refusal instead of content',
    play: reply => ({ reply: { ...say(reply, "I'm sorry, I can't help with that."), lane: 'refusal' } }),
  },
  schemaViolation: {
    description: 'JSON that does not fit the schema',
    play: reply => ({ reply: say(reply, '{"unexpected":true}') }),
  },
  invalidJson: {
    description: 'text that is no JSON where JSON was asked for',
    play: reply => ({ reply: say(reply, 'Sure! Here is the JSON you asked for: {tags: [') }),
  },
  cutJson: {
    description: 'JSON that ends in the middle, finish_reason length',
    play: reply => ({
      reply: { ...say(reply, '{"tags":["queue","upl'), finish: 'length' },
    }),
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof catalogue;

/** Everything that can be made to go wrong, by name. */
export const faults: Readonly<Record<FaultName, Fault>> = catalogue;

/** The first half, at least one and never all, of what a reply would send. */
export function firstHalf<T>(items: readonly T[]): T[] {
  return items.slice(0, Math.max(1, Math.floor(items.length / 2)));
}

/** The HTTP answer that carries an error of the API. */
export function refuse(error: ApiError): HttpAnswer {
  return { status: error.status, headers: { ...json, ...error.headers }, body: JSON.stringify(error.body) };
}

function say(reply: Reply, text: string): Reply {
  return { ...reply, pieces: splitText(text), toolCalls: [], lane: 'content', finish: 'stop' };
}
