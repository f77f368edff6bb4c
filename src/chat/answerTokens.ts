import * as z from 'zod/mini';
import type { Logprob, TokenLogprob } from '../openai/answer.ts';

const probability = z.number();

/**
 * A piece of an answer's text: its length in UTF-16 units, how probable its token was, and what might have stood in its
 * place, each with its own probability, the most probable first. `null` is text that nothing is known of. Short, because
 * an answer has thousands: the text itself is the answer's.
 */
const answerToken = z.tuple([
  z.number(),
  z.nullable(probability),
  z.array(z.tuple([z.string(), probability])),
]);

/** The pieces of an answer's text from its beginning on; what is after the last of them nothing is known of. */
export const answerTokens = z.array(answerToken);
export type AnswerTokens = z.infer<typeof answerTokens>;

/** So many alternatives are kept of an answer; of a long one fewer of each token. */
const mostAlternatives = 50_000;
/** How far ahead a token is looked for when others before it are missing, in UTF-16 units. */
const lookahead = 200;

/** One token, or several that make whole characters only together. */
interface Token {
  text: string;
  probability: number;
  others: [text: string, probability: number][];
}

/**
 * The tokens of an answer as pieces of its text.
 * @param before how the text begins that was there already, when the answer went on from it, and its pieces.
 * @param text what came after it. What the model repeated of the text before, or was not shown, is left out.
 */
export function answerTokensOf(
  before: { text: string; tokens: AnswerTokens },
  text: string,
  logprobs: readonly TokenLogprob[],
): AnswerTokens {
  const covered = before.tokens.reduce((sum, [length]) => sum + length, 0);
  const gap: AnswerTokens = covered < before.text.length ? [[before.text.length - covered, null, []]] : [];
  const placed = place(text, joined(logprobs));
  return placed.length > 0 ? [...before.tokens, ...gap, ...placed] : before.tokens;
}

function place(text: string, tokens: readonly Token[]): AnswerTokens {
  const most = Math.floor(mostAlternatives / Math.max(tokens.length, 1));
  const placed: AnswerTokens = [];
  let repeated = Math.max(
    tokens
      .map(({ text }) => text)
      .join('')
      .indexOf(text),
    0,
  );
  let at = 0;
  for (const token of tokens) {
    const word = token.text.slice(repeated);
    repeated = Math.max(repeated - token.text.length, 0);
    if (word === '') continue;
    const found = text.startsWith(word, at)
      ? at
      : at + text.slice(at, at + lookahead + word.length).indexOf(word);
    if (found < at) continue;
    if (found > at) placed.push([found - at, null, []]);
    placed.push([word.length, token.probability, token.others.slice(0, most)]);
    at = found + word.length;
  }
  return placed;
}

/** Tokens that are parts of a character become one, as probable as all of them together. */
function joined(logprobs: readonly TokenLogprob[]): Token[] {
  const tokens: Token[] = [];
  let parts: TokenLogprob[] = [];
  for (const [index, part] of logprobs.entries()) {
    parts.push(part);
    if (endsWithin(parts.flatMap(bytesOf)) && index < logprobs.length - 1) continue;
    tokens.push(join(parts));
    parts = [];
  }
  return tokens;
}

function join(parts: readonly TokenLogprob[]): Token {
  const others = new Map<string, number>();
  let path: number[] = [];
  let probability = 1;
  for (const part of parts) {
    const own = bytesOf(part);
    for (const other of part.top) {
      const bytes = bytesOf(other);
      const share = rounded(probability * probabilityOf(other));
      if (share === 0 || sameBytes(bytes, own)) continue;
      const text = nameOf(other.bytes ? [...path, ...bytes] : other.token, path);
      others.set(text, rounded((others.get(text) ?? 0) + share));
    }
    path = [...path, ...own];
    probability *= probabilityOf(part);
  }
  const [only] = parts;
  return {
    text: parts.length === 1 && only ? only.token : decode(path),
    probability: rounded(probability),
    others: [...others].sort(([, one], [, other]) => other - one),
  };
}

/** What begins a character and does not end it is named by its bytes. */
function nameOf(other: string | number[], path: readonly number[]): string {
  if (typeof other === 'string') return path.length > 0 ? decode(path) + other : other;
  const text = decode(other);
  if (!text.includes('\ufffd')) return text;
  return other.map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** Whether the last character of a UTF-8 text is not whole. */
function endsWithin(bytes: readonly number[]): boolean {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes.at(-back) ?? 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);
    if (byte < 0x80) return false;
  }
  return false;
}

function bytesOf({ token, bytes }: Logprob): number[] {
  return bytes ?? [...new TextEncoder().encode(token)];
}

function sameBytes(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function decode(bytes: readonly number[]): string {
  // A mark at the beginning is a part of the text.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

function probabilityOf({ logprob }: Logprob): number {
  return Number.isNaN(logprob) ? 0 : Math.min(Math.exp(logprob), 1);
}

/** To a hundredth of a percent: digits beyond it would only take room. */
function rounded(probability: number): number {
  return Math.round(probability * 10_000) / 10_000;
}
