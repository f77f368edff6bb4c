import type { CommentBlock } from '../../comments/commentBlock.ts';
import { textOf } from '../../comments/commentText.ts';
import { isLicence } from '../../comments/isLicence.ts';
import { isWrittenIn } from '../../comments/isWrittenIn.ts';
import { readsAsProse } from '../../comments/readsAsProse.ts';
import { readSwitch, readText } from '../services/setting.ts';
import { readLanguage } from '../services/settings.ts';

/** Whether a comment, a string or prose says something, and to people. */
export function isReadable(block: CommentBlock): boolean {
  return !block.directive && textOf(block).trim() !== '';
}

/** Whether a comment is clearly in the language to translate into, and stays so: nobody has to be asked about it. */
export function isInTarget(block: CommentBlock): boolean {
  return !readText('translate.mutual') && isWrittenIn(textOf(block), readLanguage().code) === true;
}

/** Whether it is of a kind that the settings want translated: comments are; strings and prose as the user likes. */
export function isOfWantedKind(block: CommentBlock): boolean {
  const { kind } = block;
  if (kind !== 'string' && kind !== 'prose') return true;
  return (
    readSwitch(kind === 'string' ? 'translate.strings' : 'translate.markdown', false) && readsAsProse(block)
  );
}

/** Whether a comment, a string or prose is to be translated that was not chosen by itself. */
export function isWanted(block: CommentBlock): boolean {
  return (
    isReadable(block) &&
    isOfWantedKind(block) &&
    (readSwitch('translate.licences', false) || !isLicence(block)) &&
    !isInTarget(block)
  );
}
