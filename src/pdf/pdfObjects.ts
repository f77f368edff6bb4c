/** What a PDF is made of: names are strings, its strings are bytes. */
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PdfRef
  | PdfStream
  | PdfDict
  | PdfValue[];
export type PdfDict = Map<string, PdfValue>;

/** Stands for the object of that number. */
export interface PdfRef {
  ref: number;
}

export interface PdfStream {
  dict: PdfDict;
  /** As they are in the file, in whatever filters the dictionary names. */
  packed: Uint8Array;
}

/** Values, and the word behind them that is none: an operator of a content stream, `endobj`, or `''` at the end. */
export interface PdfStatement {
  values: PdfValue[];
  operator: string;
}

/** More of one inside the other means nothing, and would be too much for the stack. */
const deepest = 60;

/** In bytes. What is longer is no text, but made to take memory; the rest of it is left out. */
const longestString = 65_536;

const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const blanks = new Set([0x00, 0x09, lineFeed, 0x0c, carriageReturn, 0x20]);
const delimiters = new Set([...blanks, ...[...'()<>[]{}/%'].map(character => character.charCodeAt(0))]);
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const literals = new Map<string, PdfValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads values and operators; the same syntax makes objects, content streams and CMaps. Takes whatever comes. */
export class PdfReader {
  readonly #bytes: Uint8Array;
  /** Where the next token is looked for. */
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Everything up to the next operator, which is read, too. Closing brackets that close nothing are operators. */
  next(depth = 0): PdfStatement {
    const values: PdfValue[] = [];
    for (;;) {
      this.#skipBlanks();
      const byte = this.#bytes[this.at];
      if (byte === undefined) return { values, operator: '' };
      const character = String.fromCharCode(byte);
      if (isInNumber(byte)) values.push(this.#number());
      else if (character === '/') values.push(this.#name());
      else if (character === '(') values.push(this.#string());
      else if (character === '[') values.push(this.#inside('[', ']', depth));
      else if (character === '<' && this.#bytes[this.at + 1] === byte) {
        values.push(toDict(this.#inside('<<', '>>', depth)));
      } else if (character === '<') values.push(this.#hexString());
      else {
        const word = this.#word(character);
        const literal = literals.get(word);
        const number = values.at(-2);
        if (literal !== undefined) values.push(literal);
        else if (word === 'R' && typeof number === 'number') values.splice(-2, 2, { ref: number });
        else return { values, operator: word };
      }
    }
  }

  /** Goes behind the bytes of a picture that stands in a content stream. */
  skipImage(): void {
    for (let at = this.at + 1; at < this.#bytes.length; at++) {
      const isEnd = this.#bytes[at] === 0x45 /* E */ && this.#bytes[at + 1] === 0x49; /* I */
      // Among its bytes there may be the same two.
      if (isEnd && /^\sEI(?:\s[\s -~]*)?$/.test(latin1(this.#bytes.subarray(at - 1, at + 12)))) {
        this.at = at + 2;
        return;
      }
    }
    this.at = this.#bytes.length;
  }

  #inside(opening: string, closing: string, depth: number): PdfValue[] {
    this.at += opening.length;
    if (depth > deepest) return [];
    const { values, operator } = this.next(depth + 1);
    // Somebody forgot to close it: the operator is for whoever is outside.
    if (operator !== closing) this.at -= operator.length;
    return values;
  }

  #skipBlanks(): void {
    for (let comment = false; this.at < this.#bytes.length; this.at++) {
      const byte = this.#bytes[this.at] ?? 0;
      if (byte === 0x25 /* % */) comment = true;
      else if (byte === lineFeed || byte === carriageReturn) comment = false;
      else if (!comment && !blanks.has(byte)) return;
    }
  }

  #word(first: string): string {
    const from = this.at++;
    const isDouble = first === '>' && this.#bytes[this.at] === this.#bytes[from];
    if (isDouble) this.at++;
    else if (!delimiters.has(first.charCodeAt(0))) this.#skipRegular();
    let word = '';
    // There are millions of them: a loop is what takes the least time for so few bytes.
    for (const byte of this.#bytes.subarray(from, this.at)) word += String.fromCharCode(byte);
    return word;
  }

  #skipRegular(): void {
    while (this.at < this.#bytes.length && !delimiters.has(this.#bytes[this.at] ?? 0)) this.at++;
  }

  #name(): string {
    const from = ++this.at;
    this.#skipRegular();
    const name = latin1(this.#bytes.subarray(from, this.at));
    return name.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  /** Signs in the middle, which some programs write, mean nothing. */
  #number(): number {
    const sign = this.#bytes[this.at] === 0x2d /* - */ ? -1 : 1;
    let [digits, unit] = [0, 0];
    for (; this.at < this.#bytes.length; this.at++) {
      const byte = this.#bytes[this.at] ?? 0;
      if (!isInNumber(byte)) break;
      if (byte === 0x2e /* . */) unit ||= 1;
      else if (byte >= 0x30) {
        digits = digits * 10 + byte - 0x30;
        unit *= 10;
      }
    }
    const number = (sign * digits) / (unit || 1);
    return Number.isFinite(number) ? number : 0;
  }

  #hexString(): Uint8Array {
    const from = this.at + 1;
    const end = this.#bytes.indexOf(0x3e /* > */, from);
    this.at = end < 0 ? this.#bytes.length : end + 1;
    return bytesOfHex(
      this.#bytes.subarray(from, Math.min(end < 0 ? this.at : end, from + 2 * longestString)),
    );
  }

  #string(): Uint8Array {
    const bytes: number[] = [];
    let open = 1;
    for (this.at++; this.at < this.#bytes.length; ) {
      const byte = this.#bytes[this.at++] ?? 0;
      if (byte === 0x28 /* ( */) open++;
      else if (byte === 0x29 /* ) */ && --open === 0) break;
      const meant = byte === 0x5c /* \ */ ? this.#escaped() : [byte];
      if (bytes.length < longestString) bytes.push(...meant);
    }
    return Uint8Array.from(bytes);
  }

  /** What a backslash makes of what is behind it: nothing of the end of a line. */
  #escaped(): number[] {
    const ahead = latin1(this.#bytes.subarray(this.at, this.at + 3));
    const [taken = ''] = /^(?:[0-7]{1,3}|\r\n|.)/s.exec(ahead) ?? [];
    this.at += taken.length;
    if (/^[0-7]/.test(taken)) return [Number.parseInt(taken, 8) & 0xff];
    return /^[\r\n]?$/.test(taken[0] ?? '') ? [] : [(escapes[taken] ?? taken).charCodeAt(0)];
  }
}

/** Digits, signs and the point. */
function isInNumber(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

function toDict(values: readonly PdfValue[]): PdfDict {
  const dict: PdfDict = new Map();
  for (let at = 0; at + 1 < values.length; ) {
    const key = values[at++];
    // What is no name has lost its own: the next one may be a key again.
    if (typeof key === 'string') dict.set(key, values[at++] ?? null);
  }
  return dict;
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return text;
}

/** The bytes that pairs of hexadecimal digits stand for; a last one alone is followed by zero. */
export function bytesOfHex(hex: Uint8Array): Uint8Array {
  const digits = latin1(hex).replace(/[^\da-f]/gi, '');
  return Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2).padEnd(2, '0'), 16),
  );
}

export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map;
export const isBytes = (value: PdfValue | undefined): value is Uint8Array => value instanceof Uint8Array;
export const isRef = (value: PdfValue | undefined): value is PdfRef => isRecord(value) && 'ref' in value;
export const isStream = (value: PdfValue | undefined): value is PdfStream =>
  isRecord(value) && 'packed' in value;
const isRecord = (value: PdfValue | undefined): value is PdfRef | PdfStream =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isDict(value) && !isBytes(value);
