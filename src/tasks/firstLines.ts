import { countTokens } from '../models/tokens.ts';

/** Whole lines from the beginning of a text. */
export interface FirstLines {
  text: string;
  lines: number;
  tokens: number;
}

/** As many whole lines of a text as fit into so many tokens. */
export async function firstLines(text: string, limit: number): Promise<FirstLines> {
  let tokens = 0;
  let end = 0;
  let lines = 0;
  for (const [line] of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (line === '') break;
    // No token is less than a byte, nor often more than 20 characters: a huge line is not worth counting.
    const cost = line.length > limit * 20 ? Number.POSITIVE_INFINITY : await countTokens(line);
    if (tokens + cost > limit) break;
    tokens += cost;
    end += line.length;
    lines++;
  }
  return { text: text.slice(0, end).replace(/\r?\n$/, ''), lines, tokens };
}
