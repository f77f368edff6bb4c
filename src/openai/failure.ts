/** What went wrong, by cause. Decided by status, code and type; never by the wording of a message. */
export type FailureKind =
  | 'wrongKey'
  | 'forbidden'
  | 'modelNotFound'
  | 'pathNotFound'
  | 'contextTooLong'
  | 'badRequest'
  | 'rateLimit'
  | 'noQuota'
  | 'server'
  | 'notAnApi'
  | 'redirected'
  | 'unreachable'
  /** No address is known under the host's name. */
  | 'unresolved'
  /** The host cannot prove who it is, or does not speak TLS. */
  | 'tls'
  | 'noFirstToken'
  | 'stalled'
  | 'brokenOff'
  | 'empty'
  | 'malformed'
  | 'provider';

export interface Failure {
  kind: FailureKind;
  /** HTTP status, when there was a reply. */
  status?: number;
  /** The provider's machine-readable reason. */
  code?: string;
  /** The request field the provider complains of. */
  param?: string;
  /** The provider's words, with the key removed. Untrusted: plain text only, never in a notification. */
  detail?: string;
  requestId?: string;
  /** Milliseconds the provider asks to wait. */
  retryAfter?: number;
}

/** The fields that providers put their error in: OpenAI's, vLLM's, FastAPI's and a bare string all fit. */
export interface ErrorBody {
  message?: string;
  code?: string;
  type?: string;
  param?: string;
}

const byStatus: Record<number, FailureKind> = {
  401: 'wrongKey',
  402: 'noQuota',
  403: 'forbidden',
  404: 'pathNotFound',
  413: 'contextTooLong',
  429: 'rateLimit',
};

const byCode: Record<string, FailureKind> = {
  invalid_api_key: 'wrongKey',
  model_not_found: 'modelNotFound',
  context_length_exceeded: 'contextTooLong',
  insufficient_quota: 'noQuota',
  rate_limit_exceeded: 'rateLimit',
  server_error: 'server',
  server_is_overloaded: 'server',
};

/**
 * Names the cause of an error reply. A code that is known decides before the status does, because gateways send OpenAI's
 * codes under statuses of their own; an unknown code changes nothing.
 */
export function failureKindOf(status: number | undefined, body: ErrorBody): FailureKind {
  const named = byCode[body.code ?? ''] ?? byCode[body.type ?? ''];
  if (named) return named;
  // Servers that report errors under a good status say nothing by it.
  if (status === undefined || status < 300) return 'provider';
  if (status < 400) return 'redirected';
  return byStatus[status] ?? (status >= 500 ? 'server' : 'badRequest');
}

/** Names the cause of a request that no server answered, by the system's code for it. */
export function connectionFailureKindOf(code: string | undefined): 'unreachable' | 'unresolved' | 'tls' {
  if (code && /^(ENOTFOUND|ENODATA|EAI_[A-Z]+)$/.test(code)) return 'unresolved';
  const tls = /^(CERT_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)|_CERT$/;
  return code && tls.test(code) ? 'tls' : 'unreachable';
}
