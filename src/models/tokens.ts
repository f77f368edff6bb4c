/**
 * The number of tokens in a text, counted only where it matters.
 * Loads the tokenizer on first use.
 */
export async function countTokens(text: string): Promise<number> {
  const [tokens = 0] = await countEach([text]);
  return tokens;
}

/** Of many texts at once: the way to the thread that counts and back takes longer than counting a line. */
export async function countEach(texts: readonly string[]): Promise<number[]> {
  const { countEach: count } = await import('./countingThread.ts');
  return count(texts);
}

/**
 * No fewer tokens than a text has: their number, or that of its bytes, of which a token is at least one, if even that is
 * within a limit. Loads the tokenizer only where it matters.
 */
export async function mostTokens(text: string, limit: number): Promise<number> {
  const bytes = new TextEncoder().encode(text).length;
  return bytes <= limit ? bytes : countTokens(text);
}

/**
 * Whether a text is within a number of tokens. A token is at least one UTF-8 byte, and a UTF-16 unit at most three, so
 * that ordinary texts are answered for without the tokenizer.
 */
export async function fitsTokens(text: string, limit: number): Promise<boolean> {
  if (text.length * 3 <= limit) return true;
  if (new TextEncoder().encode(text).length <= limit) return true;
  // A token of source code is rarely over 20 characters: past that the exact count cannot change the answer.
  if (text.length > limit * 20) return false;
  return (await countTokens(text)) <= limit;
}

/** Of longer texts only the beginning is counted. */
const countedCharacters = 1_000_000;

/** About the number of tokens in a text of any length: past a million characters, as in the first million. */
export async function aboutTokens(text: string): Promise<number> {
  const tokens = await countTokens(text.slice(0, countedCharacters));
  return Math.ceil(tokens * Math.max(1, text.length / countedCharacters));
}
