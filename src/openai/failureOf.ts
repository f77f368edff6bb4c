import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { BodyTooLarge } from './body.ts';
import { readErrorBody } from './errorBody.ts';
import { EventParser } from './eventParser.ts';
import { connectionFailureKindOf, type ErrorBody, type Failure, failureKindOf } from './failure.ts';
import { parseJson } from './parseJson.ts';
import { readRetryAfter } from './retryAfter.ts';

/** A failure from what the SDK or the connection threw. The key may be in what others wrote of it, however long that is. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof APIConnectionTimeoutError) return { kind: 'noFirstToken' };
  if (thrown instanceof APIConnectionError) {
    const cause = causeOf(thrown);
    return { kind: connectionFailureKindOf(cause.code), ...cause };
  }
  if (thrown instanceof BodyTooLarge) return { kind: 'tooLarge' };
  if (!(thrown instanceof APIError)) {
    const cause = causeOf(thrown);
    return { kind: cause.code === 'UND_ERR_BODY_TIMEOUT' ? 'stalled' : 'brokenOff', ...cause };
  }
  return replyFailure(thrown);
}

/** A failure from a reply whose status says that it is one. */
function replyFailure(thrown: APIError): Failure {
  const status: number | undefined = thrown.status;
  const headers: Headers | undefined = thrown.headers;
  const known = {
    ...(status === undefined ? {} : { status }),
    ...(thrown.requestID ? { requestId: thrown.requestID } : {}),
  };
  // The SDK puts the status before a body that is not JSON.
  const text = thrown.error === undefined ? thrown.message.replace(/^\d{3} /, '') : '';
  if (/^\s*<(!doctype|html)/i.test(text)) {
    return { ...notAnApi(text), ...known, ...advice(headers) };
  }
  // The SDK unwraps `error` where there is one. The whole goes first: whatever it is, it would pass for an empty error.
  const inJson = readErrorBody(thrown.error) ?? readErrorBody({ error: thrown.error });
  const failure = providerFailure(status, inJson ?? errorIn(text));
  const target = failure.kind === 'redirected' ? hostIn(headers?.get('location')) : undefined;
  const { retryAfter } = advice(headers);
  return {
    ...failure,
    // Azure says the same of an account without credit as of a minute that is used up, but then says how long to wait.
    ...(failure.kind === 'noQuota' && retryAfter !== undefined ? { kind: 'rateLimit' } : {}),
    ...known,
    ...advice(headers),
    ...(target ? { target } : {}),
  };
}

/** A failure that the provider put into words of its own. */
export function providerFailure(status: number | undefined, body: ErrorBody): Failure {
  return {
    kind: failureKindOf(status, body),
    ...(status === undefined ? {} : { status }),
    ...(body.code ? { code: body.code } : {}),
    ...(body.param ? { param: body.param } : {}),
    ...(body.message ? { detail: body.message } : {}),
  };
}

/** A document where an answer should be. */
export function documentFailure(text: string): Failure {
  if (!/^\s*[{[]/.test(text)) return notAnApi(text);
  return { kind: isCut(text) ? 'brokenOff' : 'malformed' };
}

/** Whether JSON ends before what it has opened is closed. */
function isCut(json: string): boolean {
  const bare = json.replace(/"(?:[^"\\]|\\.)*"/gs, '');
  return bare.includes('"') || bare.split(/[{[]/).length > bare.split(/[}\]]/).length;
}

/** A page or a few words where an answer should be: a captive portal, a proxy, or a base URL without its `/v1`. */
export function notAnApi(page: string): Failure {
  const isPage = /^\s*</.test(page);
  const title = isPage ? /<title[^>]{0,1000}>([^<]+)/i.exec(page)?.[1]?.trim() : page.trim();
  return { kind: 'notAnApi', ...(title ? { detail: title } : {}) };
}

/** The error in the text of a reply that is no JSON: some servers send it as an event, others in plain words. */
function errorIn(text: string): ErrorBody {
  const parser = new EventParser();
  const [part] = [...parser.feed(text), ...parser.finish()].filter(part => part.type === 'event');
  const body = part && readErrorBody(parseJson(part.data));
  if (body) return body;
  // The SDK's own words for a reply without any.
  return text === '' || text === 'status code (no body)' ? {} : { message: text };
}

/** What the headers say of asking again. */
function advice(headers: Headers | undefined): Pick<Failure, 'retryAfter' | 'shouldRetry'> {
  const retryAfter = readRetryAfter(headers, Date.now());
  const should = headers?.get('x-should-retry');
  return {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(should === 'true' || should === 'false' ? { shouldRetry: should === 'true' } : {}),
  };
}

function hostIn(location: string | null | undefined): string | undefined {
  return location && URL.canParse(location) ? new URL(location).host : undefined;
}

/** Node hides what happened, such as ECONNREFUSED, in the cause of the cause of what `fetch` throws. */
function causeOf(thrown: unknown): Pick<Failure, 'code' | 'detail'> {
  let innermost = thrown;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  if (!(innermost instanceof Error)) return {};
  const code = 'code' in innermost && typeof innermost.code === 'string' ? innermost.code : undefined;
  return { ...(code ? { code } : {}), detail: innermost.message };
}
