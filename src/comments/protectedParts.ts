import { commentScope } from './findSegments.ts';
import type { TokenizedLine } from './tokens.ts';

/** Written where a sentence begins or in it, and read by tools: must be there, in this order, and no others. */
const tags =
  /(?<![\w@])[@\\]param(?:\[[\w,]+\])?(?:\s+\{[^{}]*\})?(?:\s+\[[^\]]*\]|\s+\$?[\w.<>]+)|(?<=^|\n)\s*[@\\][a-zA-Z][\w-]*(?:\s+\{[^{}]*\})?|(?<=^|\n)\s*:(?:param|type|raises?|returns?|rtype|arg|keyword)\b[^:\n]*:|<\/?[a-zA-Z][\w:-]*(?:\s+[\w:-]+="[^"]*")*\s*\/?>/g;

/** Leads a reader somewhere: must be there, and no others. */
const addresses =
  /\b(?:https?|ftps?|file|ssh|git):\/\/[^\s<>"'`{}|\\^]+|\bwww\.[^\s<>"'`]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Filled in, run or looked up by somebody: must be there. */
const literals: readonly RegExp[] = [
  // Inline tags, and code spans of one or more backticks.
  /\{@\w+[^{}]*\}/g,
  /(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g,
  // Placeholders: of printf, of Python, of message formats and templates.
  /%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGcsp](?![\p{L}\p{N}])|%\(\w+\)[sdrf]/gu,
  /[$#]?\{\{?\s*\w+\s*\}?\}/g,
  // A call, and what is still to be done.
  /[\p{L}_$][\p{L}\p{N}_$.:]*\(\)/gu,
  /\b(?:TODO|FIXME|XXX|HACK)\b(?:\([^()\n]*\))?/g,
];

const fenced = /^[ \t]*(```+|~~~+)[^\n]*\n([\s\S]*?)(?:\n[ \t]*\1|$(?![\s\S]))/gm;

/** Of a shape that no word of prose has; `Queue` and `order` may be words. */
const nameShape = /[\p{Ll}\p{N}]\p{Lu}|_|\$|\p{L}\p{N}/u;
const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** The names in a document's code that cannot be taken for words. */
export function codeNames(lines: readonly TokenizedLine[]): Set<string> {
  const names = new Set<string>();
  for (const { text, tokens } of lines) {
    for (const { start, end, scopes } of tokens) {
      if (scopes.some(scope => commentScope.test(scope) || scope.startsWith('string'))) continue;
      for (const [name] of text.slice(start, end).matchAll(word)) if (nameShape.test(name)) names.add(name);
    }
  }
  return names;
}

/**
 * What a translation did to the parts of a comment's text that stay as they are in every language: tags with their names
 * and types, addresses, code, placeholders, marks such as TODO, and the code's own names.
 *
 * @param text as `textOf` gives it; so is `translation`
 * @param names of the document's code, as `codeNames` gives them
 * @param terms that the user wants kept, in upper or lower case
 * @returns the parts that are gone, and the tags and addresses that nobody wrote; none: all is as it should be
 */
export function changedParts(
  text: string,
  translation: string,
  names: ReadonlySet<string>,
  terms: readonly string[] = [],
): string[] {
  const there = plain(translation);
  const [before, after] = [plain(text).toLowerCase(), there.toLowerCase()];
  const kept = [
    ...[...text.matchAll(fenced)].map(([, , code = '']) => code),
    ...literals.flatMap(pattern => text.match(pattern) ?? []),
    ...(text.match(word) ?? []).filter(name => names.has(name)),
  ].map(plain);
  return [
    ...new Set([
      ...kept.filter(part => !there.includes(part)),
      ...terms.filter(term => hasTerm(before, term.toLowerCase()) && !after.includes(term.toLowerCase())),
      ...differences(tagsIn(text), tagsIn(translation)),
      ...differences(addressesIn(text).toSorted(), addressesIn(translation).toSorted()),
    ]),
  ];
}

/** Whether a term stands in a text by itself, and not as a part of a word. */
function hasTerm(text: string, term: string): boolean {
  const letter = /[\p{L}\p{N}_]/u;
  for (let at = text.indexOf(term); at >= 0 && term !== ''; at = text.indexOf(term, at + 1)) {
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + term.length))) return true;
  }
  return false;
}

/** The text without its parts that are the same in every language: what is left tells in which one it is written. */
export function proseOf(text: string): string {
  return [fenced, tags, addresses, ...literals].reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

const tagsIn = (text: string) => (withoutCode(text).match(tags) ?? []).map(plain);

/** A sentence may go on or end right behind an address. */
const addressesIn = (text: string) =>
  (text.match(addresses) ?? []).map(part => part.replace(/[.,;:!?)\]。，；：！？）]+$/u, ''));

const withoutCode = (text: string) => text.replace(fenced, '\n').replace(/`[^`\n]*`/g, ' ');

/** What one list has and the other has not; where both have the same, what stands in another place. */
function differences(before: readonly string[], after: readonly string[]): string[] {
  const apart = [
    ...before.filter(part => !after.includes(part)),
    ...after.filter(part => !before.includes(part)),
  ];
  if (apart.length > 0) return apart;
  const [more, fewer] = before.length >= after.length ? [before, after] : [after, before];
  return more.filter((part, index) => part !== fewer[index]);
}
