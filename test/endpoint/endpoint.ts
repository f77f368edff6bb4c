import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { Account, type AccountLimits } from './account.ts';
import { PromptCache } from './cache.ts';
import { allowAnyOrigin, answerPreflight } from './cors.ts';
import { type Delivery, sendCompletion, sendHttp, waitForClose } from './delivery.ts';
import { type DialectName, dialects } from './dialects.ts';
import { ApiError, missingKey, rateLimited, unknownModel, unknownPath, wrongKey } from './errors.ts';
import { type Fault, faults, refuse } from './faults.ts';
import { Gate } from './gate.ts';
import { describeModel, findModel, type Model } from './models.ts';
import { standInNote } from './prose.ts';
import { answer } from './reply.ts';
import { checkPromptSize, checkRequest } from './rules.ts';
import { readScript, type Script } from './script.ts';
import { encodePrompt } from './tokens.ts';

export interface EndpointOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** The pace of a stream; 0, the default, sends as fast as the client reads. */
  tokensPerSecond?: number;
  /** The bearer keys that are accepted; by default any that is not empty. */
  keys?: readonly string[];
  /** Whose fields and models there are; OpenAI's by default. Any other refuses every field that it does not list. */
  dialect?: DialectName;
  /** Fields refused from the start, as `refuse` does it. */
  refuses?: readonly string[];
  /** What the account may ask for; without them every request is told that it is the only one of its minute. */
  limits?: AccountLimits;
  /** `YYYY-MM-DD` by model, for `shutdown_date`. */
  shutdownDates?: Readonly<Record<string, string>>;
}

export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The body as it came; empty when there was none. */
  text: string;
  /** The body parsed; undefined when it is no JSON. */
  body: unknown;
  /** Resolves when the exchange is over: true when the client closed it before the end of the answer. */
  aborted: Promise<boolean>;
}

export interface Endpoint {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** `http://127.0.0.1:PORT/v1`, what clients call the base URL. */
  readonly baseUrl: string;
  /** Every request, preflights too, in the order in which their bodies ended. */
  readonly requests: readonly RecordedRequest[];
  /** The next request from now on that is no preflight, as soon as its body is read. */
  nextRequest(): Promise<RecordedRequest>;
  /**
   * Plays a fault or a reply for the next `times` requests that are in order; one that is not gets its own
   * error. The `GET` routes take faults of HTTP alone (a status, a page, silence) and leave others queued.
   */
  play(script: Script, times?: number): void;
  /** Answers requests that have any of these fields with `unsupported_parameter`; without fields, accepts all again. */
  refuse(...fields: readonly string[]): void;
  /** Stops every stream before its text delta number `deltas` (from 0, where a JSON answer waits too). */
  hold(deltas?: number): void;
  /** Lets held and `slow` answers go on. */
  release(): void;
  /** Ends all connections and the server. */
  close(): Promise<void>;
}

/**
 * Starts the stand-in for the Chat Completions API on 127.0.0.1. It is no model: it checks requests as strictly
 * as the API does, and answers from a small catalogue and the request itself. Rejects when the port is taken.
 */
export async function startEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const gate = new Gate();
  const cache = new PromptCache();
  const account = options.limits && new Account(options.limits);
  const requests: RecordedRequest[] = [];
  const queue: Fault[] = [];
  const arrivals = new EventEmitter<{ request: [RecordedRequest] }>();
  const dialect = dialects[options.dialect ?? 'openai'];
  let refused: ReadonlySet<string> = new Set(options.refuses);
  let ids = 0;

  // A bug of our own is no ApiError: it ends the process, so that no test takes it for an answer.
  const server = createServer(async (request, response) => {
    const startedAt = performance.now();
    const closed = new AbortController();
    let cut = false;
    const aborted = new Promise<boolean>(resolve => {
      response.once('close', () => {
        resolve(!response.writableFinished && !cut);
        closed.abort();
      });
    });
    const delivery: Delivery = {
      response,
      closed: closed.signal,
      cut: () => {
        cut = true;
        response.socket?.resetAndDestroy();
      },
      gate,
      tokensPerSecond: options.tokensPerSecond ?? 0,
    };
    ids += 1;
    response.setHeader('x-request-id', `req_standin${ids}`);
    try {
      const recorded = await record(request, aborted);
      allowAnyOrigin(response);
      if (request.method === 'OPTIONS') return answerPreflight(request, response);
      arrivals.emit('request', recorded);
      response.setHeader('openai-processing-ms', Math.ceil(performance.now() - startedAt));
      await route(recorded, delivery, ids);
    } catch (error) {
      if (closed.signal.aborted || request.errored) return;
      if (!(error instanceof ApiError)) throw error;
      await sendHttp(delivery, refuse(error));
    }
  });

  async function record(request: IncomingMessage, aborted: Promise<boolean>): Promise<RecordedRequest> {
    const text = await readText(request);
    const { method = 'GET', url = '/', headers } = request;
    const [path = ''] = url.split('?');
    const recorded = { method, path, headers, text, body: parse(text), aborted };
    requests.push(recorded);
    return recorded;
  }

  async function route(request: RecordedRequest, delivery: Delivery, number: number): Promise<void> {
    const { method, path } = request;
    if (method === 'GET' && path === '/') return sendHttp(delivery, describeSelf());
    if (method === 'POST' && path === '/v1/chat/completions') return complete(request, delivery, number);
    const list = path === '/v1/models';
    const [, modelId] = /^\/v1\/models\/([^/]+)$/.exec(path) ?? [];
    if (method !== 'GET' || !(list || modelId)) throw unknownPath(method, path);
    checkKey(request);
    if (queue[0] && !('play' in queue[0])) return playHttp(queue.shift(), delivery);
    const describe = (model: Model) => describeModel(model, options.shutdownDates?.[model.id]);
    if (list) return sendJson(delivery, { object: 'list', data: dialect.models.map(describe) });
    const id = decode(modelId ?? '');
    const model = findModel(id, dialect.models);
    if (!model) throw unknownModel(id);
    return sendJson(delivery, describe(model));
  }

  async function complete(recorded: RecordedRequest, delivery: Delivery, id: number): Promise<void> {
    checkKey(recorded);
    const { request, model } = checkRequest(recorded.text, dialect, refused);
    const prompt = encodePrompt(request);
    const now = performance.now();
    const hasRoom = account?.take(prompt.count, now) ?? true;
    setRateLimits(delivery, account ? allowancesOf(account, now) : soleAllowances(prompt.count));
    if (!hasRoom) throw rateLimited(1);
    checkPromptSize(prompt.count, model);
    const fault = queue.shift();
    if (fault && !('play' in fault)) return playHttp(fault, delivery);
    const play = fault ? fault.play(answer(request)) : { reply: answer(request) };
    const completion = {
      id: `chatcmpl-standin${id}`,
      created: Math.floor(Date.now() / 1000),
      request,
      reply: play.reply,
      promptTokens: prompt.count,
      cachedTokens: cache.add(prompt.tokens),
    };
    await sendCompletion(delivery, completion, play);
  }

  function checkKey({ headers }: RecordedRequest): void {
    const [, key] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    if (!key) throw missingKey();
    if (options.keys && !options.keys.includes(key)) throw wrongKey(key);
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The endpoint has no port.');
  const origin = `http://127.0.0.1:${address.port}`;

  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests,
    nextRequest: async () => (await once(arrivals, 'request'))[0],
    play: (script, times = 1) => {
      for (let i = 0; i < times; i += 1) queue.push(readScript(script));
    },
    refuse: (...fields) => {
      refused = new Set(fields);
    },
    hold: (deltas = 0) => gate.hold(deltas),
    release: () => gate.release(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function playHttp(fault: Fault | undefined, delivery: Delivery): Promise<void> {
  if (fault && 'http' in fault) return sendHttp(delivery, fault.http);
  return waitForClose(delivery.closed);
}

function sendJson(delivery: Delivery, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  return sendHttp(delivery, { status: 200, headers, body: JSON.stringify(body) });
}

type Allowances = Record<'requests' | 'tokens', { limit: number; remaining: number; reset: number }>;

function setRateLimits({ response }: Delivery, allowances: Allowances): void {
  for (const [kind, { limit, remaining, reset }] of Object.entries(allowances)) {
    response.setHeader(`x-ratelimit-limit-${kind}`, limit);
    response.setHeader(`x-ratelimit-remaining-${kind}`, remaining);
    response.setHeader(`x-ratelimit-reset-${kind}`, `${reset}ms`);
  }
}

function allowancesOf({ requests, tokens }: Account, now: number): Allowances {
  return { requests: requests.allowance(now), tokens: tokens.allowance(now) };
}

/** Those of a young account. Each request is told that it is the only one of its minute. */
function soleAllowances(promptTokens: number): Allowances {
  const after = (limit: number, used: number) => ({
    limit,
    remaining: Math.max(0, limit - used),
    reset: Math.ceil((used / limit) * 60_000),
  });
  return { requests: after(500, 1), tokens: after(200_000, promptTokens) };
}

function describeSelf() {
  const body = [
    "Gloss's local stand-in for the Chat Completions API. It is no model.",
    standInNote,
    '',
    'POST /v1/chat/completions',
    'GET  /v1/models',
    'GET  /v1/models/{id}',
    '',
    'Faults that tests can play:',
    ...Object.entries(faults).map(([name, { description }]) => `  ${name}: ${description}`),
    '',
  ].join('\n');
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** Text that is no encoding stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
