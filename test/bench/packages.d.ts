// What the benchmarks use of packages that are installed only for them: types are checked without those.

declare module 'eventsource-parser' {
  export function createParser(callbacks: { onEvent(event: { data: string }): void }): {
    feed(text: string): void;
  };
}

declare module 'tiktoken' {
  export function get_encoding(name: 'o200k_base'): { encode_ordinary(text: string): { length: number } };
}

declare module 'js-tiktoken' {
  export function getEncoding(name: 'o200k_base'): {
    encode(text: string, allowedSpecial: string[], disallowedSpecial: string[]): { length: number };
  };
}
