import { isRecord } from '../../schema/isRecord.ts';

/** What the status bar says of the model that answers. */
export interface ModelSign {
  text: string;
  tooltip: string;
  warns: boolean;
}

/** A sign, and of which settings and day it says something. */
export interface KeptSign {
  of: string;
  sign: ModelSign;
}

/**
 * Reads what was kept, which another version of Gloss may have written; `undefined` for anything that is no sign. By hand,
 * because a window in which nobody uses Gloss loads no schemas.
 */
export function readKeptSign(kept: unknown): KeptSign | undefined {
  if (!isRecord(kept) || typeof kept['of'] !== 'string' || !isRecord(kept['sign'])) return undefined;
  const { text, tooltip, warns } = kept['sign'];
  if (typeof text !== 'string' || typeof tooltip !== 'string' || typeof warns !== 'boolean') return undefined;
  return { of: kept['of'], sign: { text, tooltip, warns } };
}
