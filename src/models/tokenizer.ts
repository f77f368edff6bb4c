/** The tokenizer, loaded on first use: its vocabulary is 2.7 MB of script. On the web an estimate replaces it. */
import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';

/** Merging is quadratic in the length of a run without spaces; a cut costs at most one token too many. */
const longestPiece = 500;

/** Words as they come, so that text counts as it is; their markers are no instructions. */
const asText = { disallowedSpecial: new Set<string>() };

/** The number of tokens of a text in o200k_base, the vocabulary of gpt-4o-mini. Linear in its length. */
export function countTokens(text: string): number {
  let total = 0;
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    total += count(text.slice(start, end), asText);
    start = end;
  }
  return total;
}

/** Cuts before a space where there is one, since tokens begin with their space. */
function pieceEnd(text: string, start: number): number {
  const limit = start + longestPiece;
  if (limit >= text.length) return text.length;
  const space = text.slice(start, limit).lastIndexOf(' ');
  return space > 0 ? start + space : limit;
}
