import type { Failure } from './failure.ts';
import { beginningWithoutKey, withoutKey } from './redact.ts';

/** What others write is cut to this length, in UTF-16 units: a reason is shorter, an echo of the request is not needed. */
const longestDetail = 4_000;

/** Of what is no API it is enough to know it by. */
const longestTitle = 200;

/** A failure as it may be shown: the key is in nothing of it, and what others wrote is cut. */
export function shownFailure({ detail, ...failure }: Failure, key: string): Failure {
  const longest = failure.kind === 'notAnApi' ? longestTitle : longestDetail;
  return {
    ...withoutKey(failure, key),
    ...(detail === undefined ? {} : { detail: beginningWithoutKey(detail, key, longest) }),
  };
}
