import { APIConnectionError, APIError } from 'openai';
import { readErrorBody } from './errorBody.ts';
import { connectionFailureKindOf, type ErrorBody, type Failure, failureKindOf } from './failure.ts';
import { redact } from './redact.ts';

/** A failure from what the SDK or the connection threw. The key is removed from every word that others wrote. */
export function failureOf(thrown: unknown, apiKey: string): Failure {
  if (thrown instanceof APIConnectionError) {
    const cause = causeOf(thrown, apiKey);
    return { kind: connectionFailureKindOf(cause.code), ...cause };
  }
  if (!(thrown instanceof APIError)) return { kind: 'brokenOff', ...causeOf(thrown, apiKey) };
  const status: number | undefined = thrown.status;
  // The SDK unwraps `error` where there is one. The whole goes first: whatever it is, it would pass for an empty error.
  const body = readErrorBody(thrown.error) ?? readErrorBody({ error: thrown.error });
  if (!body && looksLikeHtml(thrown.message))
    return { ...notAnApi(thrown.message, apiKey), ...(status ? { status } : {}) };
  const failure = providerFailure(status, body ?? {}, apiKey);
  const retryAfter = readRetryAfter(thrown.headers);
  return {
    ...failure,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(thrown.requestID ? { requestId: thrown.requestID } : {}),
  };
}

/** A failure that the provider put into words of its own. */
export function providerFailure(status: number | undefined, body: ErrorBody, apiKey: string): Failure {
  return {
    kind: failureKindOf(status, body),
    ...(status === undefined ? {} : { status }),
    ...(body.code ? { code: redact(body.code, apiKey) } : {}),
    ...(body.param ? { param: redact(body.param, apiKey) } : {}),
    ...(body.message ? { detail: redact(body.message, apiKey) } : {}),
  };
}

/** A page where an answer should be: a captive portal, a proxy, or a base URL without its `/v1`. */
export function notAnApi(page: string, apiKey: string): Failure {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1]?.trim();
  return { kind: 'notAnApi', ...(title ? { detail: redact(title, apiKey) } : {}) };
}

function looksLikeHtml(message: string): boolean {
  // The SDK puts the status before a body that is not JSON.
  return /^\d{3}\s*<(!doctype|html)/i.test(message);
}

/** Node hides what happened, such as ECONNREFUSED, in the cause of the cause of what `fetch` throws. */
function causeOf(thrown: unknown, apiKey: string): Pick<Failure, 'code' | 'detail'> {
  let innermost = thrown;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  if (!(innermost instanceof Error)) return {};
  const code = 'code' in innermost && typeof innermost.code === 'string' ? innermost.code : undefined;
  return { ...(code ? { code } : {}), detail: redact(innermost.message, apiKey) };
}

/** Milliseconds from `retry-after-ms`, or from `retry-after` in seconds or as a date. */
function readRetryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const wait = /^\d/.test(value) ? Number.parseFloat(value) * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}
