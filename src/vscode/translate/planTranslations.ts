import type { CommentBlock } from '../../comments/commentBlock.ts';
import { replaceText, textOf } from '../../comments/commentText.ts';
import { changedParts, codeNames } from '../../comments/protectedParts.ts';
import { withTranslation } from '../../comments/withTranslation.ts';
import type { TranslationWish } from '../../tasks/translate.ts';
import { readChoice } from '../services/setting.ts';
import type { FoundComments } from './documentComments.ts';
import type { LeftComment } from './leftComments.ts';
import { type PendingTranslation, pendingTranslation } from './placeTranslations.ts';
import type { Translated } from './translateTexts.ts';

/**
 * What is to be written for comments, and which of them stay as they are. Those that came back as they were are in
 * neither, nor are those of a request that failed, which is told by itself.
 */
export function planTranslations(
  found: FoundComments,
  blocks: readonly CommentBlock[],
  { texts, faults, problem }: Translated,
  { glossary }: TranslationWish,
): { pending: PendingTranslation[]; left: LeftComment[] } {
  const kept = readChoice('translate.keepOriginal', ['no', 'below', 'beside']);
  const names = codeNames(found.lines);
  const keptTerms = Object.entries(glossary).flatMap(([term, to]) => (to.trim() === '' ? [term] : []));
  const pending: PendingTranslation[] = [];
  const left: LeftComment[] = [];
  for (const block of blocks) {
    const text = textOf(block);
    const translation = texts.get(text);
    if (translation === undefined) {
      const reason = faults.get(text) ?? 'failed';
      if (reason !== 'failed' || !problem) left.push({ line: block.start.line, text, reason });
    } else if (changedParts(text, translation, names, keptTerms).length > 0) {
      left.push({ line: block.start.line, text, reason: 'altered' });
    } else if (translation.trim() !== text.trim()) {
      // A string or a paragraph that says all of it twice is of no use.
      const keep = block.kind === 'string' || block.kind === 'prose' ? 'no' : kept;
      const source =
        keep === 'no'
          ? replaceText(block, translation, '\n')
          : withTranslation(block, translation, keep, '\n');
      pending.push(pendingTranslation(block, found, source));
    }
  }
  return { pending, left };
}
