import { applyReplacements } from './applyReplacements.ts';
import { changesMarkup } from './changesMarkup.ts';
import { type Proof, proveUntouched, type Refusal, type Replacement, refuseText } from './proof.ts';
import type { TokenizedLine } from './tokens.ts';

/** Replacements that are proven together to leave all code as it was, and the others. */
export interface Provable {
  safe: Replacement[];
  refused: { replacement: Replacement; reason: Refusal }[];
}

/**
 * Takes out of some replacements those that could change code, until the rest is proven to change none.
 *
 * @param before the document's tokens
 * @param wanted in the document's order, not overlapping
 * @param tokenize as it was done for `before`
 */
export async function provable(
  text: string,
  before: readonly TokenizedLine[],
  wanted: readonly Replacement[],
  tokenize: (text: string) => Promise<readonly TokenizedLine[]>,
): Promise<Provable> {
  const refused: Provable['refused'] = [];
  // Most are refused for their text: at once, for each of the others takes a proof of the whole document.
  let safe = wanted.filter(replacement => {
    const reason = refuseText(replacement, before);
    if (reason) refused.push({ replacement, reason });
    return !reason;
  });
  // The structure of Markdown tells that something in it changed, and not what did: each is tried alone.
  if (changesMarkup(text, safe)) {
    safe = safe.filter(replacement => {
      const isAtFault = changesMarkup(text, [replacement]);
      if (isAtFault) refused.push({ replacement, reason: 'markup' });
      return !isAtFault;
    });
  }
  while (safe.length > 0) {
    const proof = proveUntouched(before, await tokenize(applyReplacements(text, safe)), safe);
    if (proof.ok) return { safe, refused };
    const replacement = blamed(safe, proof);
    if (!replacement) return { safe: [], refused };
    refused.push({ replacement, reason: proof.reason });
    safe = safe.filter(other => other !== replacement);
  }
  return { safe, refused };
}

/** Code that is not as it was follows on what changed it: on the one before the block that the proof had come to. */
function blamed(
  replacements: readonly Replacement[],
  { reason, block }: Extract<Proof, { ok: false }>,
): Replacement | undefined {
  const index = block
    ? replacements.findIndex(replacement => replacement.block === block)
    : replacements.length;
  return replacements[Math.max(0, reason === 'code' ? index - 1 : Math.min(index, replacements.length - 1))];
}
