import { hiddenCharacters } from './hiddenCharacters.ts';
import type { Markup } from './markup.ts';

/** Where a text of an answer points to. Lines and columns are counted from 1. */
export interface Place {
  /** With slashes; relative, or absolute as the text has it. No part of it is `..`. */
  path: string;
  line?: number;
  column?: number;
  lastLine?: number;
}

/** Longest text that may name a place, in UTF-16 units. */
export const longestPlace = 256;

/** Of one answer no more are looked for. */
const mostPlaces = 64;

const written =
  /^((?:[a-z]:)?[^:*?"<>|#\n]+?)(?::(\d{1,7})(?::(\d{1,5})|[-–](\d{1,7}))?|#L(\d{1,7})(?:C\d{1,5})?(?:-L?(\d{1,7})(?:C\d{1,5})?)?)?$/i;

/** Reads a path, with the lines that it may name: `src/a.ts`, `a.ts:10`, `a.ts:10:5`, `a.ts:10-20`, `a.ts#L10-L20`. */
export function readPlace(text: string): Place | undefined {
  if (text.length > longestPlace || hiddenCharacters(text).length > 0) return undefined;
  const match = written.exec(text.trim());
  if (!match) return undefined;
  const [, named = '', colonLine, column, colonLast, hashLine, hashLast] = match;
  const parts = named.replaceAll('\\', '/').split('/');
  // Before the first part of an absolute path there is nothing.
  if (parts.some((part, index) => part === '..' || (part.trim() === '' && index > 0))) return undefined;
  const path = parts.filter(part => part !== '.').join('/');
  if (path.trim() === '') return undefined;
  const line = colonLine ?? hashLine;
  const lastLine = colonLast ?? hashLast;
  return {
    path,
    ...(line ? { line: Number(line) } : {}),
    ...(column ? { column: Number(column) } : {}),
    ...(lastLine ? { lastLine: Number(lastLine) } : {}),
  };
}

/** Whether a path ends as that of a file does: anything else may as well be a word. */
export function isFilePath(path: string): boolean {
  return /(?:^|\/)[^/]*[\p{L}\p{N}_)\]-]\.\p{L}[\p{L}\p{N}]{0,11}$|(?:^|\/)\.\p{L}[\p{L}\p{N}._-]*$/u.test(
    path,
  );
}

/** Reads the name of something in code, such as `retry`, `Queue.push` or `push()`: its parts, the outermost first. */
export function readSymbol(text: string): string[] | undefined {
  const name = text.trim().replace(/\(\)$/, '');
  if (!/^[\p{L}_$][\p{L}\p{N}_$]+(?:(?:\.|::|#)[\p{L}_$][\p{L}\p{N}_$]*)*$/u.test(name)) return undefined;
  return name.split(/\.|::|#/);
}

/** The texts in an answer that may name a file or a symbol, each once: code spans, and words that look like paths. */
export function placesIn(markup: readonly Markup[]): string[] {
  const found = new Set<string>();
  linkPlaces(markup, text => {
    if (found.size < mostPlaces) found.add(text);
    return undefined;
  });
  return [...found];
}

/**
 * Makes links of those texts that are places. What is in a link already, or in a block of code, stays as it is; a piece without
 * any is the same object.
 * @param titleOf what the link's tooltip says; `undefined` for a text that is no place.
 */
export function linkPlaces(
  markup: readonly Markup[],
  titleOf: (text: string) => string | undefined,
): Markup[] {
  return markup.flatMap((piece): Markup[] => {
    if (typeof piece === 'string') return linkWords(piece, titleOf);
    if (piece.tag === 'code-block' || piece.tag === 'a') return [piece];
    if (piece.tag !== 'code') {
      const children = linkPlaces(piece.children, titleOf);
      const isSame = children.every((child, index) => child === piece.children[index]);
      return [isSame ? piece : { ...piece, children }];
    }
    const [code] = piece.children;
    const isName = typeof code === 'string' && mayBePlace(code);
    const title = isName ? titleOf(code) : undefined;
    return isName && title !== undefined ? [link(code, title, piece)] : [piece];
  });
}

function mayBePlace(code: string): boolean {
  if (readSymbol(code)) return true;
  const path = readPlace(code)?.path ?? '';
  return path.includes('/') || isFilePath(path);
}

/** Words between blanks, quotes and brackets, without the sentence's own signs around them. */
const words = /[^\s()[\]{}<>"'“”‘’«»„,;]+/gu;

function linkWords(text: string, titleOf: (text: string) => string | undefined): Markup[] {
  const pieces: Markup[] = [];
  let end = 0;
  for (const { 0: raw, index } of text.matchAll(words)) {
    const word = raw.replace(/[.:!?…*]+$/u, '');
    // What follows takes long for a word, and few have a dot in them.
    const place = word.length > 2 && word.includes('.') ? readPlace(word) : undefined;
    const title = place && isFilePath(place.path) ? titleOf(word) : undefined;
    if (title === undefined) continue;
    if (index > end) pieces.push(text.slice(end, index));
    pieces.push(link(word, title, word));
    end = index + word.length;
  }
  if (end === 0) return [text];
  return end < text.length ? [...pieces, text.slice(end)] : pieces;
}

function link(text: string, title: string, shown: Markup): Markup {
  return {
    tag: 'a',
    attributes: { role: 'link', tabindex: '0', title, 'data-place': text },
    children: [shown],
  };
}
