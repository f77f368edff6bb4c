/** What went wrong, by cause. Decided by status, code and type; never by the wording of a message. */
export type FailureKind =
  | 'wrongKey'
  | 'forbidden'
  /** The server does not serve the place that the request comes from. */
  | 'region'
  | 'modelNotFound'
  | 'pathNotFound'
  | 'contextTooLong'
  | 'badRequest'
  /** The provider does not let the question through to the model. */
  | 'questionFiltered'
  | 'rateLimit'
  | 'noQuota'
  /** The user's own budget is spent; nothing was sent. */
  | 'dayBudget'
  | 'monthBudget'
  /** It may hold what nobody else is to see, and the user did not want it sent; nothing was. */
  | 'withheld'
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
  /** More came than any answer has. */
  | 'tooLarge'
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
  /** What the provider says of asking again; missing when it says nothing. */
  shouldRetry?: boolean;
  /** What is in a request that was withheld, for people to read; of a secret the line with it masked. */
  withheld?: string[];
  /** The host that a redirect leads to. Untrusted, as `detail` is. */
  target?: string;
}

/** The fields that providers put their error in: OpenAI's, vLLM's, FastAPI's and a bare string all fit. */
export interface ErrorBody {
  message?: string;
  code?: string;
  type?: string;
  param?: string;
}

const byStatus: Readonly<Record<number, FailureKind>> = {
  401: 'wrongKey',
  402: 'noQuota',
  403: 'forbidden',
  404: 'pathNotFound',
  // A proxy on the way wants to know who asks; mostly it is the connection that fails then.
  407: 'unreachable',
  // Timed out, in conflict with another request, too early: none of them is the request's own fault.
  408: 'server',
  409: 'server',
  413: 'contextTooLong',
  425: 'server',
  429: 'rateLimit',
  451: 'region',
};

/** By code or type: OpenAI's, and where they differ those of Azure, Google, llama.cpp, vLLM, DeepSeek and Anthropic. */
const byName: ReadonlyMap<string, FailureKind> = new Map([
  ['invalid_api_key', 'wrongKey'],
  ['authentication_error', 'wrongKey'],
  ['permission_error', 'forbidden'],
  ['unsupported_country_region_territory', 'region'],
  ['model_not_found', 'modelNotFound'],
  ['DeploymentNotFound', 'modelNotFound'],
  ['NotFoundError', 'modelNotFound'],
  ['context_length_exceeded', 'contextTooLong'],
  ['exceed_context_size_error', 'contextTooLong'],
  ['string_above_max_length', 'contextTooLong'],
  ['content_filter', 'questionFiltered'],
  ['content_policy_violation', 'questionFiltered'],
  ['insufficient_quota', 'noQuota'],
  ['billing_hard_limit_reached', 'noQuota'],
  ['rate_limit_exceeded', 'rateLimit'],
  ['rate_limit_error', 'rateLimit'],
  ['server_error', 'server'],
  ['server_is_overloaded', 'server'],
  ['overloaded_error', 'server'],
  ['InternalServerError', 'server'],
]);

/**
 * Names the cause of an error reply. A code that is known decides before the status does, because gateways send OpenAI's
 * codes under statuses of their own; an unknown code changes nothing. Of a stream, whose status was good, a code that is
 * a status counts as one.
 */
export function failureKindOf(replied: number | undefined, body: ErrorBody): FailureKind {
  // A request that is too large stays so, however long it waits for its turn.
  if (replied === 413) return 'contextTooLong';
  const named = byName.get(body.code ?? '') ?? byName.get(body.type ?? '');
  if (named) return named;
  const good = replied === undefined || replied < 300;
  const status = good ? statusIn(body) : replied;
  if (status === undefined) return body.type === 'invalid_request_error' ? 'badRequest' : 'provider';
  if (status < 400) return 'redirected';
  if (status === 404 && body.param === 'model') return 'modelNotFound';
  return byStatus[status] ?? (status >= 500 ? 'server' : 'badRequest');
}

function statusIn({ code = '' }: ErrorBody): number | undefined {
  return /^[45]\d\d$/.test(code) ? Number(code) : undefined;
}

/** Names the cause of a request that no server answered, by the system's code for it. */
export function connectionFailureKindOf(
  code: string | undefined,
): 'unreachable' | 'unresolved' | 'tls' | 'noFirstToken' {
  if (code && /^(ENOTFOUND|ENODATA|EAI_[A-Z]+)$/.test(code)) return 'unresolved';
  // Node's own patience, which nobody can change from here, is five minutes.
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return 'noFirstToken';
  const tls = /^(CERT_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)|_CERT$/;
  return code && tls.test(code) ? 'tls' : 'unreachable';
}
