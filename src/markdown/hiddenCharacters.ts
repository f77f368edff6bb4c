import type { Markup } from './markup.ts';

/**
 * Characters that cannot be seen and change what a text is or how it looks: controls, direction marks, blanks without
 * width, tags, fillers. What joins the parts of an emoji, or the letters of a script that needs it, is none of them.
 */
const hidden =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<=^|[\0-\x7f\u200b-\u200d])(?:[\u200c\u200d]|\ufe0f(?!\u20e3))/gu;

/** The hidden characters of a text, each once, as `U+202E`; line breaks and tabs are none. */
export function hiddenCharacters(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(hidden), ([found]) => nameOf(found)))];
}

/** @param kept by name: those that stay */
export function withoutHidden(text: string, kept: readonly string[] = []): string {
  return text.replace(hidden, found => (kept.includes(nameOf(found)) ? found : ''));
}

/** Has each hidden character of a code be seen, by its name, and act on nothing beside it. The text stays the same. */
export function showHidden(markup: readonly Markup[]): Markup[] {
  return markup.flatMap((piece): Markup[] => {
    if (typeof piece === 'string') return showIn(piece);
    return piece.tag === 'code-block' ? [piece] : [{ ...piece, children: showHidden(piece.children) }];
  });
}

function showIn(text: string): Markup[] {
  const shown: Markup[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(hidden)) {
    if (index > end) shown.push(text.slice(end, index));
    const attributes = { class: 'hidden-character', 'data-code': nameOf(found) };
    shown.push({ tag: 'span', attributes, children: [found] });
    end = index + found.length;
  }
  return end === 0 ? [text] : [...shown, ...(end < text.length ? [text.slice(end)] : [])];
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
