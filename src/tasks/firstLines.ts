import { countEach } from '../models/tokens.ts';

/** Whole lines from the beginning of a text. */
export interface FirstLines {
  text: string;
  lines: number;
  tokens: number;
}

/** In characters. Each portion goes to where tokens are counted and back, but of the last one too much is counted. */
const longestPortion = 50_000;

/** As many whole lines of a text as fit into so many tokens. */
export async function firstLines(text: string, limit: number): Promise<FirstLines> {
  let tokens = 0;
  let end = 0;
  let lines = 0;
  for await (const [line, cost] of countedLines(text, limit)) {
    if (tokens + cost > limit) break;
    tokens += cost;
    end += line.length;
    lines++;
  }
  return { text: text.slice(0, end).replace(/\r?\n$/, ''), lines, tokens };
}

/** Lines with their tokens, as far as one that cannot be within the limit. */
async function* countedLines(text: string, limit: number): AsyncGenerator<[line: string, tokens: number]> {
  for (const portion of portionsOf(text, limit)) {
    const counts = await countEach(portion);
    for (const [index, line] of portion.entries()) yield [line, counts[index] ?? 0];
  }
}

function* portionsOf(text: string, limit: number): Generator<string[]> {
  // A token is about four characters.
  const enough = Math.min(longestPortion, limit * 5);
  let portion: string[] = [];
  let length = 0;
  for (const [line] of text.matchAll(/[^\n]*\n|[^\n]+/g)) {
    // No token is less than a byte, nor often more than 20 characters: a huge line is not worth counting.
    if (line.length > limit * 20) break;
    portion.push(line);
    length += line.length;
    if (length < enough) continue;
    yield portion;
    portion = [];
    length = 0;
  }
  if (portion.length > 0) yield portion;
}
