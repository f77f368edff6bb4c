import {
  isDict,
  isRef,
  isStream,
  latin1,
  type PdfDict,
  PdfReader,
  type PdfStream,
  type PdfValue,
} from './pdfObjects.ts';
import { unpack } from './pdfStreams.ts';

/** In bytes, over all that is read of a file: a few megabytes that unpack to more are not for reading. */
const mostUnpacked = 64_000_000;

/** What every stream costs besides, so that there are not too many, either. */
const streamCost = 4_096;

/** As many references may lead from one to the next. */
const longestChain = 10;

/** There is more in the file than Gloss reads. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

const objectOrTrailer = /(?<!\d)(\d{1,8})[\0\t\n\f\r ]{1,4}\d{1,5}[\0\t\n\f\r ]{1,4}obj|trailer/g;

/** The objects of a PDF by their numbers. */
export class PdfFile {
  readonly #objects = new Map<number, PdfValue>();
  readonly #trailers: PdfDict[] = [];
  #left = mostUnpacked;

  /**
   * Looks for the objects themselves, whatever the file says of their places; of one that comes again the last counts.
   * @throws {TooLarge}
   */
  static async read(bytes: Uint8Array): Promise<PdfFile> {
    const file = new PdfFile();
    for (const [number, value] of file.#scan(bytes)) {
      file.#objects.set(number, value);
      if (!isStream(value)) continue;
      const type = file.get(value.dict.get('Type'));
      if (type === 'XRef') file.#trailers.push(value.dict);
      else if (type === 'ObjStm') await file.#readObjectsIn(value);
    }
    return file;
  }

  get isEncrypted(): boolean {
    return this.#trailers.some(trailer => trailer.has('Encrypt'));
  }

  /** The root of the tree of pages. */
  get pages(): PdfDict | undefined {
    const roots = this.#trailers.map(trailer => this.get(trailer.get('Root')));
    const catalogs = [...this.#objects.values()].filter(
      value => isDict(value) && value.get('Type') === 'Catalog',
    );
    for (const root of [...roots.reverse(), ...catalogs.reverse()]) {
      const pages = isDict(root) ? this.get(root.get('Pages')) : null;
      if (isDict(pages)) return pages;
    }
    return undefined;
  }

  /** What a value stands for. */
  get(value: PdfValue | undefined): PdfValue {
    let found = value ?? null;
    for (let steps = 0; isRef(found); steps++) {
      found = steps < longestChain ? (this.#objects.get(found.ref) ?? null) : null;
    }
    return found;
  }

  /** The dictionary that a value stands for, which may be that of a stream; an empty one if there is none. */
  dict(value: PdfValue | undefined): PdfDict {
    const found = this.get(value);
    if (isStream(found)) return found.dict;
    return isDict(found) ? found : new Map();
  }

  /** The array that a value stands for; an empty one if there is none. */
  array(value: PdfValue | undefined): PdfValue[] {
    const found = this.get(value);
    return Array.isArray(found) ? found : [];
  }

  /**
   * What is in a stream.
   * @returns `undefined` if that cannot be read
   * @throws {TooLarge}
   */
  async unpack(stream: PdfValue | undefined): Promise<Uint8Array | undefined> {
    const found = this.get(stream);
    if (!isStream(found)) return undefined;
    this.spend(streamCost + found.packed.length);
    return unpack(found, { get: value => this.get(value), spend: bytes => this.spend(bytes) });
  }

  /** Takes work off what one file is worth, in bytes read. @throws {TooLarge} */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new TooLarge();
  }

  *#scan(bytes: Uint8Array): Generator<[number: number, value: PdfValue]> {
    const text = latin1(bytes);
    for (let from = 0; ; ) {
      objectOrTrailer.lastIndex = from;
      const match = objectOrTrailer.exec(text);
      if (!match) return;
      from = objectOrTrailer.lastIndex;
      const reader = new PdfReader(bytes, from);
      const { values, operator } = reader.next();
      const [value = null] = values;
      if (match[1] === undefined) {
        if (isDict(value)) this.#trailers.push(value);
      } else if (operator === 'stream' && isDict(value)) {
        const { packed, end } = this.#streamAt(reader.at, bytes, text, value);
        yield [Number(match[1]), { dict: value, packed }];
        from = end;
        continue;
      } else yield [Number(match[1]), value];
      // One that does not end as it should may have swallowed others.
      if (operator === 'endobj') from = reader.at;
      else this.spend(reader.at - from);
    }
  }

  #streamAt(at: number, bytes: Uint8Array, text: string, dict: PdfDict): { packed: Uint8Array; end: number } {
    const from = at + (/^(?:\r\n|\n|\r)/.exec(text.slice(at, at + 2))?.[0].length ?? 0);
    const length = dict.get('Length');
    const isKnown = typeof length === 'number' && length >= 0;
    if (isKnown && /^\s*endstream/.test(text.slice(from + length, from + length + 20))) {
      return { packed: bytes.subarray(from, from + length), end: from + length };
    }
    const found = text.indexOf('endstream', from);
    const end = found < 0 ? text.length : found;
    const lineEnd = /(?:\r\n|\n|\r)?$/.exec(text.slice(Math.max(from, end - 2), end))?.[0].length ?? 0;
    return { packed: bytes.subarray(from, end - lineEnd), end };
  }

  async #readObjectsIn(stream: PdfStream): Promise<void> {
    const bytes = await this.unpack(stream);
    const first = stream.dict.get('First');
    if (!bytes || typeof first !== 'number') return;
    const { values } = new PdfReader(bytes.subarray(0, first)).next();
    for (let at = 0; at + 1 < values.length; at += 2) {
      const [number, offset, , next] = values.slice(at, at + 4);
      if (typeof number !== 'number' || typeof offset !== 'number') continue;
      const end = typeof next === 'number' && next > offset ? first + next : bytes.length;
      const reader = new PdfReader(bytes.subarray(first + offset, end));
      this.#objects.set(number, reader.next().values[0] ?? null);
      // They are in their order, or it takes too long.
      this.spend(reader.at);
    }
  }
}
