/** The tokenizer, loaded on first use: its vocabulary is 2.4 MB of script. On the web an estimate replaces it. */
import vocabulary from 'gpt-tokenizer/bpeRanks/o200k_base';
import { O200K_TOKEN_SPLIT_REGEX as piece } from 'gpt-tokenizer/encodingParams/constants';
import { countPairs } from './countPairs.ts';
import { TokenTree } from './tokenTree.ts';

const tokens = new TokenTree(vocabulary);
const encoder = new TextEncoder();

/** In UTF-16 units. A longer piece of a text would keep the whole text in memory with it: V8 copies only shorter ones. */
const longestKept = 12;
const mostKept = 50_000;
/** Of short pieces, which come again and again in every text: what was counted once is not looked up byte by byte. */
const kept = new Map<string, number>();

/**
 * The number of tokens of a text in o200k_base, the vocabulary of gpt-4o-mini. Its markers, such as `<|endoftext|>`, count
 * as the words they are written with. In time n log n: the package's own merging is quadratic in the length of a run
 * without spaces.
 */
export function countTokens(text: string): number {
  let total = 0;
  for (const [match] of text.matchAll(piece))
    total += match.length > longestKept ? count(match) : countKept(match);
  return total;
}

function countKept(match: string): number {
  const known = kept.get(match);
  if (known !== undefined) return known;
  const counted = count(match);
  if (kept.size === mostKept) kept.clear();
  kept.set(match, counted);
  return counted;
}

function count(match: string): number {
  return countPairs(encoder.encode(match), tokens);
}
