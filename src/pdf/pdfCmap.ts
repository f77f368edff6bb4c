import { isBytes, latin1, PdfReader, type PdfValue } from './pdfObjects.ts';

/** What a CMap says of codes, each a number and how many bytes it has. */
export interface PdfCmap {
  /** The lengths of codes by their first byte. */
  lengths: ReadonlyMap<number, number>;
  /** Characters by code. */
  texts: ReadonlyMap<number, string>;
  /** Numbers of glyphs by code. */
  glyphs: ReadonlyMap<number, number>;
}

/** Codes have two bytes at most where there are many: no range goes on for longer. */
const longestRange = 65_536;

/**
 * @param spend told of every code that is in a range
 * @see Adobe Technical Note 5014, and 5411 for those to Unicode
 */
export function readCmap(bytes: Uint8Array, spend: (codes: number) => void): PdfCmap {
  const lengths = new Map<number, number>();
  const texts = new Map<number, string>();
  const glyphs = new Map<number, number>();
  const map = (from: number, count: number, to: PdfValue | undefined) => {
    spend(count);
    const text = isBytes(to) ? textOf(to) : undefined;
    for (let after = 0; after < count; after++) {
      if (typeof to === 'number') glyphs.set(from + after, to + after);
      else if (text !== undefined) texts.set(from + after, following(text, after));
    }
  };
  const reader = new PdfReader(bytes);
  for (;;) {
    const { values, operator } = reader.next();
    if (operator === '') return { lengths, texts, glyphs };
    if (operator === 'endcodespacerange') {
      for (const [first, last] of inGroups(values, 2)) {
        const [from] = isBytes(first) ? first : [];
        const [to] = isBytes(last) ? last : [];
        // Codes without a byte would never come to an end.
        if (!isBytes(first) || from === undefined || to === undefined) continue;
        for (let byte = from; byte <= to; byte++) lengths.set(byte, first.length);
      }
    } else if (operator === 'endbfchar' || operator === 'endcidchar') {
      for (const [code, to] of inGroups(values, 2)) if (isBytes(code)) map(numberOf(code), 1, to);
    } else if (operator === 'endbfrange' || operator === 'endcidrange') {
      for (const [first, last, to] of inGroups(values, 3)) {
        if (!isBytes(first) || !isBytes(last)) continue;
        const from = numberOf(first);
        const count = Math.max(0, Math.min(numberOf(last) - from + 1, longestRange));
        if (!Array.isArray(to)) map(from, count, to);
        else for (const [index, each] of to.slice(0, count).entries()) map(from + index, 1, each);
      }
    }
  }
}

function inGroups(values: readonly PdfValue[], size: number): PdfValue[][] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, index) =>
    values.slice(size * index, size * (index + 1)),
  );
}

/** Big-endian; of more than four bytes the first four. */
export function numberOf(bytes: Uint8Array): number {
  return bytes.subarray(0, 4).reduce((number, byte) => number * 256 + byte, 0);
}

const utf16 = new TextDecoder('utf-16be');

function textOf(bytes: Uint8Array): string {
  return bytes.length === 1 ? latin1(bytes) : utf16.decode(bytes);
}

/** The same, but for the last unit, which is so much larger. */
function following(text: string, after: number): string {
  if (after === 0) return text;
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + after);
}
