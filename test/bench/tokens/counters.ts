/** Loads a tokenizer. @returns what counts the tokens of a text. */
export type Load = () => Promise<(text: string) => number>;

export const bare = 'gpt-tokenizer';

export const counters: Readonly<Record<string, Load>> = {
  Gloss: async () => (await import('../../../src/models/tokenizer.ts')).countTokens,

  [bare]: async () => {
    const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
    const options = { disallowedSpecial: new Set<string>() };
    return text => countTokens(text, options);
  },

  'tiktoken (WebAssembly)': async () => {
    const encoding = (await import('tiktoken')).get_encoding('o200k_base');
    return text => encoding.encode_ordinary(text).length;
  },

  'js-tiktoken': async () => {
    const encoding = (await import('js-tiktoken')).getEncoding('o200k_base');
    return text => encoding.encode(text, [], []).length;
  },
};
