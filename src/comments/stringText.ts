import type { CommentBlock } from './commentBlock.ts';

/** What a string says: its quotes without what escapes them; all other escapes and its holes as they are written. */
export function stringText({ lines: [line], close, escapedQuote }: CommentBlock): string {
  const text = line?.text ?? '';
  return escapedQuote ? text.replaceAll(escapedQuote, close) : text;
}

/**
 * A text as it is written in a string: quotes escaped as the string has them already. Where it has none, an apostrophe is
 * written with the sign that needs no escape, for how a language escapes is known from examples only.
 */
export function writtenInString(text: string, { close, escapedQuote }: CommentBlock): string {
  if (escapedQuote) return text.replaceAll(escapedQuote, close).replaceAll(close, escapedQuote);
  return close === "'" ? text.replace(/(?<=\p{L})'(?=\p{L})/gu, '’') : text;
}
