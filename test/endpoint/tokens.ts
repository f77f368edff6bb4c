import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { ChatRequest } from './request.ts';
import { textOf } from './request.ts';

/** A piece of text that is sent at once, and the number of tokens it stands for. */
export interface Piece {
  text: string;
  tokens: number;
  /** What is said of it when logprobs are asked for; made up without. */
  logprob?: object;
  /** What might have stood in its place, the likeliest first, when its logprobs are made up. */
  rivals?: readonly string[];
}

// Byte-pair merging is quadratic in the length of an unbroken run (50,000 letters take half a second),
// so such runs are cut. The count is then off by at most one token per cut.
const longRun = /\S{1000}|\s{1000}/;
const pieces = /\S{1000}|\s{1000}|(?:(?!\S{1000}|\s{1000})[\s\S])+/g;

/** The o200k_base tokens of `text`. Special tokens such as `<|endoftext|>` count as the text they are. */
export function encodeText(text: string): number[] {
  const parts = longRun.test(text) ? (text.match(pieces) ?? []) : [text];
  return parts.flatMap(part => encode(part, { disallowedSpecial: new Set() }));
}

/** Cuts `text` into the pieces a stream sends: one token each, but never a part of a character. */
export function splitText(text: string): Piece[] {
  const result: Piece[] = [];
  let tokens = 0;
  for (const token of encodeText(text)) {
    tokens += 1;
    // The library keeps the bytes of an unfinished character for the next call.
    const decoded = decode([token]);
    if (decoded === '') continue;
    result.push({ text: decoded, tokens });
    tokens = 0;
  }
  return result;
}

// https://platform.openai.com/docs/guides/images-vision, gpt-4o-mini: 2833 + 5667 per 512-pixel tile.
// The picture is not decoded: four tiles are what a square of 768 pixels or more has.
const imageTokens = { low: 2833, high: 2833 + 4 * 5667 };

/**
 * The tokens of a request as the model would read them (schemas and tools first, then the messages), and
 * their number. Three more per message and three to start the answer are what the API adds
 * (https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken).
 */
export function encodePrompt(request: ChatRequest): { tokens: number[]; count: number } {
  const texts: string[] = [];
  let extra = 3;
  if (request.tools) texts.push(JSON.stringify(request.tools));
  if (request.response_format?.type === 'json_schema') {
    texts.push(JSON.stringify(request.response_format.json_schema));
  }
  for (const message of request.messages) {
    extra += 3;
    texts.push(message.role, textOf(message));
    if (message.role === 'assistant' && message.tool_calls) texts.push(JSON.stringify(message.tool_calls));
    if ('name' in message && message.name) texts.push(message.name);
    if (message.role === 'user' && typeof message.content !== 'string') {
      for (const part of message.content) {
        if (part.type === 'image_url') extra += imageTokens[part.image_url.detail === 'low' ? 'low' : 'high'];
      }
    }
  }
  const tokens = texts.flatMap(encodeText);
  return { tokens, count: tokens.length + extra };
}
