import type { CommentBlock } from './commentBlock.ts';
import { textOf } from './commentText.ts';
import { proseOf } from './protectedParts.ts';

/** What of Markdown is the same in every language: the targets of links. */
const target = /\]\([^()]*(?:\([^()]*\)[^()]*)*\)|\]\[[^\]]*\]/g;
const escapes = /\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|.)/gi;
const holes = /[$#\\]?[{(][^{}()]*[})]/g;

/** Queries, addresses, paths, commands. */
const forMachines =
  /^\s*(?:select\s.*\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|(?:create|alter|drop)\s+(?:table|index|view|database)\b|[a-z]+:\/\/|\.{0,2}\/\S|--?\w|@\w)|\s--?[a-z]|&&|\|\|/i;
/** Classes, tags, options: in small letters throughout, and one of them in parts. */
const names = /^(?=.*[a-z\d][-_:/.=][a-z\d])[a-z\d\s_:/.=[\]#-]+$/;

/** With what may stand at either end of it. */
const word = /^[\p{Ps}\p{Pi}"'¿¡*_]*\p{L}[\p{L}\p{M}'’-]*[\p{Pe}\p{Pf}"'.,;:!?…*_]*$/u;

/**
 * Whether a string or a passage of Markdown has words in it that are for people: of a string several, or letters that names
 * in programs rarely have.
 */
export function readsAsProse(block: CommentBlock): boolean {
  const text = textOf(block);
  if (block.kind === 'prose') return /\p{L}{2}/u.test(proseOf(text.replace(target, ']')));
  const plain = proseOf(text.replace(escapes, ' ')).replace(holes, ' ').trim();
  if (forMachines.test(plain) || names.test(plain)) return false;
  const letters = plain.match(/\p{L}/gu) ?? [];
  const foreign = letters.filter(letter => letter > '\u{7f}').length;
  if (foreign > 0 && letters.length >= 3 && !/\d\p{L}|\p{L}\d|_/u.test(plain)) return true;
  if (letters.some(letter => letter >= '\u{2e80}') && letters.length >= 2) return true;
  const all = plain.split(/\s+/).filter(part => part !== '');
  const words = all.filter(part => word.test(part) && (part.match(/\p{L}/gu)?.length ?? 0) > 1);
  return words.length >= 2 && 2 * words.length >= all.length;
}
