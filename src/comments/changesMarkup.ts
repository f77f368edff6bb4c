import { applyReplacements } from './applyReplacements.ts';
import { markdownStructure } from './markdownStructure.ts';
import type { Replacement } from './proof.ts';

/**
 * Whether the prose among some replacements changes more of a Markdown document than words. The comments among them are left
 * out of it: in a fence they are part of what the document is made of.
 *
 * @param replacements in the document's order, not overlapping
 */
export function changesMarkup(text: string, replacements: readonly Replacement[]): boolean {
  const others = replacements.filter(({ block }) => block.kind !== 'prose');
  if (others.length === replacements.length) return false;
  const structureWith = (some: readonly Replacement[]) => markdownStructure(applyReplacements(text, some));
  return structureWith(others) !== structureWith(replacements);
}
