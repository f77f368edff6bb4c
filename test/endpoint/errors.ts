/** The body of every failed call: https://platform.openai.com/docs/guides/error-codes */
export interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null };
}

/** A refusal of the API: the HTTP status and the `error` object of its body. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: ErrorBody['error'], headers: Record<string, string> = {}) {
    super(error.message);
    this.status = status;
    this.body = { error };
    this.headers = headers;
  }
}

/** 400: the request itself is wrong. `param` is a path such as `messages[0].role`. */
export function invalidRequest(message: string, param: string | null, code: string | null): ApiError {
  return new ApiError(400, { message, type: 'invalid_request_error', param, code });
}

/** 400: a field that there is, but not here. */
export function unsupportedParameter(field: string): ApiError {
  return invalidRequest(
    `Unsupported parameter: '${field}' is not supported with this model.`,
    field,
    'unsupported_parameter',
  );
}

export const missingKey = () =>
  new ApiError(401, {
    message: 'No API key was given: send it as "Authorization: Bearer KEY".',
    type: 'invalid_request_error',
    param: null,
    code: null,
  });

/** The real API repeats a masked form of the key, so clients must be ready to hide even that. */
export const wrongKey = (key: string) =>
  new ApiError(401, {
    message: `Incorrect API key provided: ${maskKey(key)}.`,
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  });

/** The code is the one of an unknown model: only the status tells the two apart. */
export const forbidden = (model: string) =>
  new ApiError(403, {
    message: `This project does not have access to model \`${model}\`.`,
    type: 'invalid_request_error',
    param: null,
    code: 'model_not_found',
  });

export const unknownModel = (model: string) =>
  new ApiError(404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    param: null,
    code: 'model_not_found',
  });

export const unknownPath = (method: string, path: string) =>
  new ApiError(404, {
    message: `Invalid URL (${method} ${path})`,
    type: 'invalid_request_error',
    param: null,
    code: null,
  });

export const rateLimited = (seconds: number) =>
  new ApiError(
    429,
    {
      message: `Rate limit reached on requests per minute: limit 3, used 3. Try again in ${seconds}s.`,
      type: 'requests',
      param: null,
      code: 'rate_limit_exceeded',
    },
    {
      'retry-after': String(seconds),
      'retry-after-ms': String(seconds * 1000),
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': `${seconds}s`,
    },
  );

export const noQuota = () =>
  new ApiError(429, {
    message: 'You exceeded your current quota: check your plan and billing details.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  });

export const serverError = () =>
  new ApiError(500, {
    message: 'The server had an error while processing your request.',
    type: 'server_error',
    param: null,
    code: null,
  });

export const overloaded = () =>
  new ApiError(503, {
    message: 'The engine is currently overloaded, try again later.',
    type: 'service_unavailable',
    param: null,
    code: 'server_is_overloaded',
  });

function maskKey(key: string): string {
  return key.length <= 8 ? '*'.repeat(key.length) : `${key.slice(0, 3)}*****${key.slice(-4)}`;
}
