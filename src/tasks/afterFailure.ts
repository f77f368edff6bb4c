import type { Failure, FailureKind } from '../openai/failure.ts';
import type { Attempt } from './runPool.ts';

/** What would befall every other file, too. */
const ofAll: ReadonlySet<FailureKind> = new Set([
  'wrongKey',
  'forbidden',
  'region',
  'modelNotFound',
  'pathNotFound',
  'noQuota',
  'dayBudget',
  'monthBudget',
  'notAnApi',
  'redirected',
  'unreachable',
  'unresolved',
  'tls',
]);

/** How a run over many files goes on after one of them failed. */
export function afterFailure({ kind, retryAfter }: Failure): Attempt {
  if (kind === 'rateLimit') return { again: retryAfter };
  return ofAll.has(kind) ? 'stop' : 'settled';
}
