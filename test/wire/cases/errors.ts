import {
  chunk,
  document,
  done,
  events,
  head,
  key,
  role,
  stop,
  stream,
  type WireCase,
  words,
} from '../wireCase.ts';

const words0 = 'The GPU is on fire.';
const begun = events(role, words('Hello'));
const mid = (kind: 'server' | 'provider' | 'rateLimit' | 'badRequest' | 'contextTooLong') =>
  ({ state: 'interrupted', text: 'Hello', kind, says: words0 }) as const;
const atOnce = { state: 'error', text: '', kind: 'provider', says: words0 } as const;
const openai = (type: string, code: string | null = null, param: string | null = null) => ({
  error: { message: words0, type, code, param },
});

/** Errors where an answer should be, under a good status: W23 to W28, W30, W39. */
const underGoodStatus: readonly WireCase[] = [
  {
    name: 'OpenAI’s in the stream',
    reply: [head(), begun, events(openai('server_error'))],
    required: mid('server'),
  },
  {
    name: 'OpenAI’s in the stream, and then [DONE]',
    reply: [head(), begun, events(openai('server_error'), done)],
    required: mid('server'),
  },
  {
    name: 'OpenAI’s as the first event',
    reply: stream(openai('server_error', 'server_is_overloaded')),
    required: { ...atOnce, kind: 'server' },
  },
  {
    name: 'an error behind the finish reason',
    reply: [head(), begun, events(stop, openai('server_error'))],
    required: mid('server'),
  },
  {
    name: 'vLLM’s in the stream',
    reply: [
      head(),
      begun,
      events({ object: 'error', message: words0, type: 'InternalServerError', param: null, code: 500 }),
      events(done),
    ],
    required: mid('server'),
  },
  { name: 'an error in words', reply: [head(), begun, events({ error: words0 })], required: mid('provider') },
  { name: 'a message', reply: [head(), begun, events({ message: words0 })], required: mid('provider') },
  { name: 'a message as the first event', reply: stream({ message: words0 }), required: atOnce },
  {
    name: 'a message with a code that is a status',
    reply: [head(), begun, events({ code: 429, message: words0 })],
    required: { ...mid('rateLimit'), code: '429' },
  },
  { name: 'FastAPI’s', reply: [head(), begun, events({ detail: words0 })], required: mid('provider') },
  {
    name: 'several',
    reply: [head(), begun, events({ success: false, errors: [{ code: 1000, message: words0 }] })],
    required: mid('provider'),
  },
  {
    name: 'a list of one, as Google’s',
    reply: [head(), begun, events([{ error: { code: 503, message: words0, status: 'UNAVAILABLE' } }])],
    required: mid('server'),
  },
  {
    name: 'an event named error',
    reply: [head(), begun, `event: error\ndata: ${JSON.stringify(openai('server_error'))}\n\n`],
    required: mid('server'),
  },
  {
    name: 'an event named error, in words',
    reply: [head(), begun, `event: error\ndata: ${words0}\n\n`],
    required: mid('provider'),
  },
  {
    name: 'llama.cpp’s field',
    reply: [head(), begun, `error: {"code":500,"message":"${words0}","type":"server_error"}\n\n`],
    required: mid('server'),
  },
  {
    name: 'llama.cpp’s field as the first',
    reply: [head(), `error: {"code":400,"message":"${words0}","type":"exceed_context_size_error"}\n\n`],
    required: { ...atOnce, kind: 'contextTooLong' },
  },
  {
    name: 'llama.cpp’s field in packets',
    reply: [
      head(),
      begun,
      'e',
      'rror: {"code":500,"mess',
      `age":"${words0}","type":"server_error"}`,
      '\n',
      '\n',
    ],
    required: mid('server'),
  },
  {
    name: 'llama.cpp’s field in words',
    reply: [head(), begun, `error: ${words0}\n\n`],
    required: mid('provider'),
  },
  {
    name: 'OpenRouter’s, with a finish reason',
    reply: [
      head(),
      begun,
      events({ ...chunk({ content: '' }, 'error'), error: { code: 'server_error', message: words0 } }),
    ],
    required: mid('server'),
  },
  {
    name: 'OpenRouter’s, with a status as its code',
    reply: [
      head(),
      begun,
      events({ ...chunk({ content: '' }, 'error'), error: { code: 502, message: words0 } }),
    ],
    required: { ...mid('server'), code: '502' },
  },
  {
    name: 'OpenRouter’s, of the server behind it',
    reply: stream({ error: { code: 429, message: 'Provider returned error', metadata: { raw: words0 } } }),
    required: { ...atOnce, kind: 'rateLimit' },
  },
  {
    name: 'in one document',
    reply: document(200, openai('server_error')),
    required: { ...atOnce, kind: 'server' },
  },
  {
    name: 'in one document as an event stream',
    reply: document(200, openai('server_error'), { 'content-type': 'text/event-stream' }),
    required: { ...atOnce, kind: 'server' },
  },
  { name: 'LM Studio’s, of a path', reply: document(200, { error: words0 }), required: atOnce },
  {
    name: 'one that repeats the key',
    reply: stream({ error: { message: `${words0} ${key}` } }),
    required: atOnce,
  },
  {
    name: 'one without words',
    reply: [head(), begun, events({ error: {} })],
    required: { state: 'interrupted', text: 'Hello', kind: 'provider' },
  },
  {
    name: 'null, beside an answer',
    reply: stream({ ...words('Hello'), error: null }, stop, done),
    required: { state: 'complete', text: 'Hello' },
  },
  {
    name: 'an empty one, beside an answer',
    reply: stream({ ...words('Hello'), error: '' }, stop, done),
    required: { state: 'complete', text: 'Hello' },
  },
  {
    name: 'a message beside an answer is none',
    reply: stream({ ...words('Hello'), message: 'ok', detail: 'fine' }, stop, done),
    required: { state: 'complete', text: 'Hello' },
  },
  {
    name: 'a captive portal',
    reply: document(200, `<!doctype html><html><head><title>${words0}</title>`),
    required: { ...atOnce, kind: 'notAnApi' },
  },
  {
    name: 'a page as an event stream',
    reply: document(200, `<html><title>${words0}</title>`, { 'content-type': 'text/event-stream' }),
    required: { ...atOnce, kind: 'notAnApi' },
  },
  {
    name: 'a page behind blanks',
    reply: [head(), '\n\n  ', `<HTML><TITLE lang=en>${words0}</TITLE>`],
    required: { ...atOnce, kind: 'notAnApi' },
  },
  { name: 'a few words', reply: document(200, words0), required: { ...atOnce, kind: 'notAnApi' } },
  {
    name: 'JSON that is something else',
    reply: document(200, { status: 'ok' }),
    required: { state: 'error', text: '', kind: 'malformed' },
  },
  {
    name: 'JSON with something behind it',
    reply: document(200, '{"a":1}\n{"b":2}'),
    required: { state: 'error', text: '', kind: 'malformed' },
  },
];

/** Refusals by status: W32 to W40, W47. */
const byStatus: readonly WireCase[] = [
  {
    name: '401',
    reply: document(401, openai('invalid_request_error', 'invalid_api_key')),
    required: { ...atOnce, kind: 'wrongKey' },
  },
  {
    name: '401 that repeats the key',
    reply: document(401, {
      error: { message: `${words0} Incorrect API key: ${key}`, code: 'invalid_api_key' },
    }),
    required: { ...atOnce, kind: 'wrongKey' },
  },
  {
    name: '401 that repeats the key in plain words',
    reply: document(401, `${words0} ${key}`),
    required: { ...atOnce, kind: 'wrongKey' },
  },
  {
    name: '401 of Azure',
    reply: document(401, { statusCode: 401, message: words0 }),
    required: { ...atOnce, kind: 'wrongKey' },
  },
  {
    name: '402',
    reply: document(402, { error: { code: 402, message: words0 } }),
    required: { ...atOnce, kind: 'noQuota' },
  },
  {
    name: '403',
    reply: document(403, openai('invalid_request_error')),
    required: { ...atOnce, kind: 'forbidden' },
  },
  {
    name: '403 of a region',
    reply: document(403, openai('request_forbidden', 'unsupported_country_region_territory')),
    required: { ...atOnce, kind: 'region' },
  },
  {
    name: '404 of a model',
    reply: document(404, openai('invalid_request_error', 'model_not_found')),
    required: { ...atOnce, kind: 'modelNotFound' },
  },
  {
    name: '404 of a model, as vLLM',
    reply: document(404, { object: 'error', message: words0, type: 'NotFoundError', param: null, code: 404 }),
    required: { ...atOnce, kind: 'modelNotFound' },
  },
  {
    name: '404 of a deployment, as Azure',
    reply: document(404, { error: { code: 'DeploymentNotFound', message: words0 } }),
    required: { ...atOnce, kind: 'modelNotFound' },
  },
  {
    name: '404 of a path',
    reply: document(404, openai('invalid_request_error')),
    required: { ...atOnce, kind: 'pathNotFound' },
  },
  {
    name: '404 of a path in plain words, as Ollama',
    reply: document(404, words0),
    required: { ...atOnce, kind: 'pathNotFound' },
  },
  {
    name: '404 of a path, as FastAPI',
    reply: document(404, { detail: words0 }),
    required: { ...atOnce, kind: 'pathNotFound' },
  },
  {
    name: '400 of a parameter',
    reply: document(400, openai('invalid_request_error', 'unsupported_parameter', 'seed')),
    required: { ...atOnce, kind: 'badRequest', code: 'unsupported_parameter', param: 'seed' },
  },
  {
    name: '422 of a parameter, as FastAPI',
    reply: document(422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'seed'], msg: words0 }] }),
    required: { ...atOnce, kind: 'badRequest', code: 'extra_forbidden', param: 'seed' },
  },
  {
    name: '400 of the window',
    reply: document(400, openai('invalid_request_error', 'context_length_exceeded', 'messages')),
    required: { ...atOnce, kind: 'contextTooLong' },
  },
  {
    name: '413',
    reply: document(413, `<html><title>${words0}</title>`),
    required: { ...atOnce, kind: 'notAnApi' },
  },
  {
    name: '413 with the code of a rate, as Groq',
    reply: document(413, openai('tokens', 'rate_limit_exceeded')),
    required: { ...atOnce, kind: 'contextTooLong' },
  },
  {
    name: '400 of Azure’s filter',
    reply: document(400, { error: { code: 'content_filter', message: words0, status: 400 } }),
    required: { ...atOnce, kind: 'questionFiltered' },
  },
  {
    name: '400 as an event',
    reply: [head(400), events(openai('invalid_request_error'))],
    required: { ...atOnce, kind: 'badRequest' },
  },
  {
    name: '429, in seconds',
    reply: document(429, openai('requests', 'rate_limit_exceeded'), { 'retry-after': '7' }),
    required: { ...atOnce, kind: 'rateLimit', retryAfter: 7_000 },
  },
  {
    name: '429, in milliseconds',
    reply: document(429, openai('requests', 'rate_limit_exceeded'), {
      'retry-after-ms': '1500',
      'retry-after': '9',
    }),
    required: { ...atOnce, kind: 'rateLimit', retryAfter: 1_500 },
  },
  {
    name: '429, in words',
    reply: document(429, openai('tokens'), { 'retry-after': 'soon' }),
    required: { ...atOnce, kind: 'rateLimit' },
  },
  {
    name: '429, in the past',
    reply: document(429, openai('tokens'), { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
    required: { ...atOnce, kind: 'rateLimit' },
  },
  {
    name: '429, less than nothing',
    reply: document(429, openai('tokens'), { 'retry-after': '-5' }),
    required: { ...atOnce, kind: 'rateLimit' },
  },
  {
    name: '429, a day',
    reply: document(429, openai('tokens'), { 'retry-after': '86400' }),
    required: { ...atOnce, kind: 'rateLimit', retryAfter: 86_400_000 },
  },
  {
    name: '429 of an account',
    reply: document(429, openai('insufficient_quota', 'insufficient_quota')),
    required: { ...atOnce, kind: 'noQuota' },
  },
  {
    name: '429 of an account with a time, as Azure',
    reply: document(429, openai('insufficient_quota', 'insufficient_quota'), { 'retry-after': '3' }),
    required: { ...atOnce, kind: 'rateLimit', retryAfter: 3_000 },
  },
  {
    name: '429 with a page',
    reply: document(429, `<html><title>${words0}</title>`, { 'retry-after': '2' }),
    required: { ...atOnce, kind: 'notAnApi', retryAfter: 2_000 },
  },
  { name: '407', reply: document(407, words0), required: { state: 'error', text: '', kind: 'unreachable' } },
  { name: '408', reply: document(408, openai('timeout')), required: { ...atOnce, kind: 'server' } },
  { name: '409', reply: document(409, openai('conflict')), required: { ...atOnce, kind: 'server' } },
  { name: '425', reply: document(425, words0), required: { ...atOnce, kind: 'server' } },
  { name: '451', reply: document(451, openai('legal')), required: { ...atOnce, kind: 'region' } },
  { name: '500', reply: document(500, openai('server_error')), required: { ...atOnce, kind: 'server' } },
  { name: '500 in plain words', reply: document(500, words0), required: { ...atOnce, kind: 'server' } },
  {
    name: '500 without a word',
    reply: [head(500, { 'content-length': '0' })],
    required: { state: 'error', text: '', kind: 'server' },
  },
  {
    name: '502 with a page',
    reply: document(502, `<html><head><title>${words0}</title>`),
    required: { ...atOnce, kind: 'notAnApi' },
  },
  {
    name: '503 of an overload',
    reply: document(503, openai('service_unavailable', 'server_is_overloaded')),
    required: { ...atOnce, kind: 'server' },
  },
  { name: '504 in plain words', reply: document(504, words0), required: { ...atOnce, kind: 'server' } },
  {
    name: '529',
    reply: document(529, { type: 'error', error: { type: 'overloaded_error', message: words0 } }),
    required: { ...atOnce, kind: 'server' },
  },
  {
    name: '500 that breaks off',
    reply: [head(500, { 'content-length': '500', 'content-type': 'application/json' }), '{"error":{"mess'],
    required: { state: 'error', text: '', kind: 'server' },
  },
  {
    name: '500 that never ends',
    reply: [head(500, { 'content-type': 'application/json' }), '{"error":{"mess', 'hang'],
    patience: { firstToken: 250 },
    required: { state: 'error', text: '', kind: 'noFirstToken' },
  },
  ...[301, 302, 303, 307, 308].map(status => ({
    name: `${status} to another host`,
    reply: [head(status, { location: 'http://127.0.0.2:9/v1/chat/completions', 'content-length': '0' })],
    required: { state: 'error', text: '', kind: 'redirected', target: '127.0.0.2:9' } as const,
  })),
  {
    name: '307 to nowhere',
    reply: [head(307, { 'content-length': '0' })],
    required: { state: 'error', text: '', kind: 'redirected' },
  },
];

/** Each says its status, but where no head has come that the client could go by. */
const withStatus = byStatus.map(({ required, ...rest }): WireCase => {
  const isTold = required.kind !== 'unreachable' && required.kind !== 'noFirstToken';
  return { ...rest, required: { ...required, ...(isTold ? { status: Number(rest.name.slice(0, 3)) } : {}) } };
});

export const errors: readonly WireCase[] = [...underGoodStatus, ...withStatus];
