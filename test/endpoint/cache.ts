import { createHash } from 'node:crypto';

// https://platform.openai.com/docs/guides/prompt-caching: from 1024 tokens on, in steps of 128.
const smallest = 1024;
const step = 128;

/** Remembers the prefixes of the prompts it has seen, as the API's prompt cache does. */
export class PromptCache {
  #seen = new Set<string>();

  /** The length of the longest prefix seen before, in tokens; 0 or 1024, 1152, … Remembers this prompt. */
  add(tokens: readonly number[]): number {
    const hash = createHash('sha256');
    let cached = 0;
    for (let end = smallest, start = 0; end <= tokens.length; start = end, end += step) {
      hash.update(Uint32Array.from(tokens.slice(start, end)));
      const key = hash.copy().digest('base64');
      if (this.#seen.has(key)) cached = end;
      this.#seen.add(key);
    }
    return cached;
  }
}
