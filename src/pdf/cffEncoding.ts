import { textOfGlyph } from './glyphNames.ts';
import { type CodeTable, namedTable } from './pdfEncodings.ts';
import { latin1 } from './pdfObjects.ts';

/** The names that every font has begin with the characters of the standard encoding; these follow. */
const behindStandard = '¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž';
const characters = ['', ...(namedTable('StandardEncoding') ?? []).filter(Boolean), ...behindStandard];

/** The number of the first name that a font has for itself. */
const firstOwn = 391;

/** The keys in a font's dictionary that say where something is. */
const [charsetKey, encodingKey, glyphsKey] = [15, 16, 17];

/**
 * The characters of codes, as a font in the Compact Font Format has them.
 * @see Adobe Technical Note 5176
 * @returns an empty table for one that is broken or has another well-known encoding than the standard one
 */
export function cffEncoding(bytes: Uint8Array): CodeTable {
  try {
    return new CffReader(bytes).encoding();
  } catch (error) {
    // It ends before it has said that.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

class CffReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  encoding(): CodeTable {
    this.#at = this.#view.getUint8(2);
    this.#index();
    const [dict = new Uint8Array()] = this.#index();
    const own = this.#index().map(latin1);
    const places = placesIn(dict);
    const place = places.get(encodingKey) ?? 0;
    if (place < 2) return place === 0 ? (namedTable('StandardEncoding') ?? []) : [];
    this.#at = places.get(glyphsKey) ?? 0;
    const names = this.#charset(places.get(charsetKey) ?? 0, this.#uint(2));
    const textOf = (name = 0) =>
      name < firstOwn ? characters[name] : textOfGlyph(own[name - firstOwn] ?? '');
    const table: (string | undefined)[] = [];
    this.#at = place;
    const format = this.#uint(1);
    let glyph = 1;
    for (let entries = this.#uint(1); entries > 0; entries--) {
      const first = this.#uint(1);
      const last = (format & 0x7f) === 0 ? first : first + this.#uint(1);
      for (let code = first; code <= last; code++) table[code] = textOf(names[glyph++]);
    }
    const more = format & 0x80 ? this.#uint(1) : 0;
    for (let entry = 0; entry < more; entry++) table[this.#uint(1)] = textOf(this.#uint(2));
    return table;
  }

  /** The number of each glyph's name. */
  #charset(place: number, glyphCount: number): number[] {
    // Three of them are well known, of which the first has all names in their order.
    if (place < 3) return Array.from({ length: place === 0 ? characters.length : 0 }, (_, glyph) => glyph);
    this.#at = place;
    const names = [0];
    const format = this.#uint(1);
    while (names.length < glyphCount) {
      const first = this.#uint(2);
      const last = first + (format === 0 ? 0 : this.#uint(format));
      // A broken one may go on for billions.
      for (let name = first; name <= last && names.length < glyphCount; name++) names.push(name);
    }
    return names;
  }

  #index(): Uint8Array[] {
    const count = this.#uint(2);
    if (count === 0) return [];
    const size = this.#uint(1);
    const offsets = Array.from({ length: count + 1 }, () => this.#uint(size));
    const start = this.#at - 1;
    this.#at = start + (offsets.at(-1) ?? 0);
    return offsets
      .slice(1)
      .map((end, index) => this.#bytes.subarray(start + (offsets[index] ?? 0), start + end));
  }

  /** Big-endian. */
  #uint(size: number): number {
    let number = 0;
    for (let end = this.#at + size; this.#at < end; this.#at++)
      number = number * 256 + this.#view.getUint8(this.#at);
    return number;
  }
}

/** The whole numbers in a font's dictionary, each before its key. */
function placesIn(dict: Uint8Array): Map<number, number> {
  const places = new Map<number, number>();
  let number = 0;
  for (let at = 0; at < dict.length; ) {
    const byte = dict[at++] ?? 0;
    const [next = 0] = dict.subarray(at);
    if (byte === 28 || byte === 29) {
      const end = at + (byte === 28 ? 2 : 4);
      for (number = 0; at < end; at++) number = number * 256 + (dict[at] ?? 0);
    } else if (byte === 30) {
      // A fraction, up to the half of a byte that ends it.
      while (at < dict.length && (dict[at] ?? 0) % 16 !== 15) at++;
      at++;
    } else if (byte < 28) {
      if (byte === 12) at++;
      else places.set(byte, number);
      number = 0;
    } else if (byte < 247) number = byte - 139;
    else number = byte < 251 ? (byte - 247) * 256 + next + 108 : -(byte - 251) * 256 - next - 108;
    if (byte >= 247) at++;
  }
  return places;
}
