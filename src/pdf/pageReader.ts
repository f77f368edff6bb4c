import { PageLines, type PlacedText } from './pageLines.ts';
import type { PdfFile } from './pdfFile.ts';
import { type PdfFont, readFont } from './pdfFonts.ts';
import {
  isBytes,
  isDict,
  isStream,
  latin1,
  type PdfDict,
  PdfReader,
  type PdfStream,
  type PdfValue,
} from './pdfObjects.ts';
import { joined } from './pdfStreams.ts';

export interface Page {
  dict: PdfDict;
  /** Its own, or those of a node above it. */
  resources: PdfDict;
}

/** As the operator `cm` has it. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

interface GraphicsState {
  /** From the units of the content to those of the page. */
  matrix: Matrix;
  font: PdfFont | undefined;
  size: number;
  /** Between characters, and with each blank, in units of text. */
  characterSpace: number;
  wordSpace: number;
  /** 1 is as the font has it. */
  stretch: number;
  leading: number;
  rise: number;
}

/** What a code costs beside its bytes, which may have been packed a thousandfold. */
const codeCost = 3;

/** In bytes of content, which are a tenth of a second: others have something to do, too. */
const pauseEvery = 1_000_000;

/** What is pushed and never popped would take memory without end. */
const mostStates = 500;

/** Of the codes on a page so many may be unknown; with more of them nobody can tell what it says. */
const mostUnknown = 0.05;

/** The bit of a note that is not shown. */
const hidden = 2;

const identity: Matrix = [1, 0, 0, 1, 0, 0];

const initial: GraphicsState = {
  matrix: identity,
  font: undefined,
  size: 1,
  characterSpace: 0,
  wordSpace: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
};

export type KnownFonts = Map<PdfDict, PdfFont>;

/**
 * The text of a page, its fields and notes last; `''` if too many of its characters are unknown.
 * @param fonts those of the file that have been read
 * @throws {TooLarge}
 */
export async function readPage(file: PdfFile, { dict, resources }: Page, fonts: KnownFonts): Promise<string> {
  const reader = new PageReader(file, fonts);
  const contents = file.get(dict.get('Contents'));
  const parts: Uint8Array[] = [];
  for (const part of Array.isArray(contents) ? contents : [contents]) {
    // No token goes on in the next part.
    parts.push((await file.unpack(part)) ?? new Uint8Array(), Uint8Array.of(0x20));
  }
  await reader.run(joined(parts), resources, initial);
  for (const note of file.array(dict.get('Annots'))) await reader.runNote(file.dict(note), resources);
  return reader.text;
}

class PageReader {
  readonly #file: PdfFile;
  readonly #fonts: KnownFonts;
  readonly #lines = new PageLines();
  /** The forms around what is read: one in itself would go on forever. */
  readonly #open = new Set<PdfStream>();
  #shown = 0;
  #unknown = 0;
  /** How many parts of the content are open that are marked, and what one of them says that it means. */
  #marks = 0;
  #meaning: { text: string; marks: number } | undefined;

  constructor(file: PdfFile, fonts: KnownFonts) {
    this.#file = file;
    this.#fonts = fonts;
  }

  get text(): string {
    return this.#unknown > mostUnknown * this.#shown ? '' : this.#lines.text;
  }

  async run(content: Uint8Array, resources: PdfDict, from: GraphicsState): Promise<void> {
    const reader = new PdfReader(content);
    const states: GraphicsState[] = [];
    let state = { ...from };
    let text = identity;
    let line = identity;
    const startLine = (x: number, y: number) => {
      line = multiply([1, 0, 0, 1, x, y], line);
      text = line;
    };
    for (let pauseAt = pauseEvery; ; ) {
      if (reader.at > pauseAt) {
        await new Promise(resolve => setTimeout(resolve));
        pauseAt = reader.at + pauseEvery;
      }
      const { values, operator } = reader.next();
      const number = (index: number) => numberAt(values, index);
      switch (operator) {
        case '':
          return;
        case 'q':
          if (states.length < mostStates) states.push({ ...state });
          break;
        case 'Q':
          state = states.pop() ?? state;
          break;
        case 'cm':
          state.matrix = multiply(matrixOf(values), state.matrix);
          break;
        case 'Do':
          await this.#runForm(this.#named(resources, 'XObject', values[0]), resources, state);
          break;
        case 'BT':
          line = identity;
          text = identity;
          break;
        case 'Tf':
          state.font = await this.#font(this.#named(resources, 'Font', values[0]));
          state.size = number(1);
          break;
        case 'Tc':
          state.characterSpace = number(0);
          break;
        case 'Tw':
          state.wordSpace = number(0);
          break;
        case 'Tz':
          state.stretch = number(0) / 100;
          break;
        case 'TL':
          state.leading = number(0);
          break;
        case 'Ts':
          state.rise = number(0);
          break;
        case 'Td':
          startLine(number(0), number(1));
          break;
        case 'TD':
          state.leading = -number(1);
          startLine(number(0), number(1));
          break;
        case 'Tm':
          line = matrixOf(values);
          text = line;
          break;
        case 'T*':
          startLine(0, -state.leading);
          break;
        case '"':
          state.wordSpace = number(0);
          state.characterSpace = number(1);
          startLine(0, -state.leading);
          text = this.#show([values[2] ?? null], state, text);
          break;
        case "'":
          startLine(0, -state.leading);
          text = this.#show(values, state, text);
          break;
        case 'Tj':
          text = this.#show(values, state, text);
          break;
        case 'TJ':
          text = this.#show(Array.isArray(values[0]) ? values[0] : [], state, text);
          break;
        case 'BMC':
        case 'BDC':
          this.#openMark(values[1], resources);
          break;
        case 'EMC':
          if (this.#meaning?.marks === this.#marks--) this.#meaning = undefined;
          break;
        case 'ID':
          reader.skipImage();
      }
    }
  }

  /** What a field is filled in with, or a note shows: a form that is moved to its place. */
  async runNote(note: PdfDict, resources: PdfDict): Promise<void> {
    const normal = this.#file.get(this.#file.dict(note.get('AP')).get('N'));
    const state = this.#file.get(note.get('AS'));
    const form = isDict(normal) && typeof state === 'string' ? this.#file.get(normal.get(state)) : normal;
    if (!isStream(form) || (numberAt([this.#file.get(note.get('F'))], 0) & hidden) !== 0) return;
    const box = this.#file.array(form.dict.get('BBox'));
    const place = this.#file.array(note.get('Rect'));
    const [x, y] = [0, 1].map(axis => numberAt(place, axis) - numberAt(box, axis));
    await this.#runForm(form, resources, { ...initial, matrix: [1, 0, 0, 1, x ?? 0, y ?? 0] });
  }

  async #runForm(form: PdfValue, resources: PdfDict, state: GraphicsState): Promise<void> {
    if (!isStream(form) || this.#open.has(form) || this.#file.get(form.dict.get('Subtype')) === 'Image')
      return;
    const content = await this.#file.unpack(form);
    if (!content) return;
    this.#open.add(form);
    const own = form.dict.has('Resources') ? this.#file.dict(form.dict.get('Resources')) : resources;
    const given = this.#file.array(form.dict.get('Matrix'));
    const matrix = given.length > 0 ? multiply(matrixOf(given), state.matrix) : state.matrix;
    await this.run(content, own, { ...state, matrix });
    this.#open.delete(form);
  }

  #named(resources: PdfDict, kind: string, name: PdfValue | undefined): PdfValue {
    return typeof name === 'string' ? this.#file.get(this.#file.dict(resources.get(kind)).get(name)) : null;
  }

  async #font(dict: PdfValue): Promise<PdfFont | undefined> {
    if (!isDict(dict)) return undefined;
    const font = this.#fonts.get(dict) ?? (await readFont(this.#file, dict));
    this.#fonts.set(dict, font);
    return font;
  }

  #openMark(properties: PdfValue | undefined, resources: PdfDict): void {
    this.#marks++;
    const dict = isDict(properties) ? properties : this.#named(resources, 'Properties', properties);
    const text = isDict(dict) ? this.#file.get(dict.get('ActualText')) : null;
    if (this.#meaning || !isBytes(text)) return;
    this.#file.spend(text.length);
    this.#meaning = { text: textOfString(text), marks: this.#marks };
  }

  /** @returns where the text goes on */
  #show(values: readonly PdfValue[], state: GraphicsState, from: Matrix): Matrix {
    const { font, size, characterSpace, wordSpace, stretch, rise, matrix } = state;
    let text = from;
    const advance = (by: number) => {
      text = multiply(font?.isVertical ? [1, 0, 0, 1, 0, by] : [1, 0, 0, 1, by * stretch, 0], text);
    };
    for (const value of values) {
      if (typeof value === 'number') advance((-value / 1_000) * size);
      if (!isBytes(value)) continue;
      this.#file.spend(value.length * codeCost);
      const glyphs = font?.glyphs(value) ?? [];
      if (!font) this.#count(value.length, value.length);
      for (const glyph of glyphs) {
        const shown = this.#meaning ? this.#meaning.text : glyph.text;
        if (this.#meaning) this.#meaning.text = '';
        this.#count(1, shown === undefined ? 1 : 0);
        const width = glyph.advance * size;
        if (shown !== undefined) {
          // A code of two bytes may stand for tens of thousands of characters.
          this.#file.spend(shown.length);
          const place = multiply([1, 0, 0, 1, 0, rise], multiply(text, matrix));
          const isVertical = font?.isVertical === true;
          this.#lines.add(placed(shown, place, { width: width * stretch, size, isVertical }));
        }
        advance(width + characterSpace + (glyph.isBlank ? wordSpace : 0));
      }
    }
    return text;
  }

  #count(shown: number, unknown: number): void {
    this.#shown += shown;
    this.#unknown += unknown;
  }
}

/** @param matrix from where the text is to the page */
function placed(
  text: string,
  [a, b, c, d, x, y]: Matrix,
  { width, size, isVertical }: { width: number; size: number; isVertical: boolean },
): PlacedText {
  const [alongX, alongY] = isVertical ? [-c, -d] : [a, b];
  const unit = Math.hypot(alongX, alongY) || 1;
  const height = isVertical ? unit : Math.hypot(c, d);
  // A size below zero turns the font round, and what is written with it goes the other way.
  const sign = Math.sign(size) || 1;
  return {
    text,
    x,
    y,
    directionX: (sign * alongX) / unit,
    directionY: (sign * alongY) / unit,
    advance: Math.abs(width) * unit,
    size: Math.abs(size) * height,
  };
}

/** What the first does, then the second. */
function multiply([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

function matrixOf(values: readonly PdfValue[]): Matrix {
  const [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map(index => numberAt(values, index));
  return [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f ?? 0];
}

function numberAt(values: readonly PdfValue[], index: number): number {
  const value = values[index];
  return typeof value === 'number' ? value : 0;
}

/** A string for people, in one of the encodings that have a mark in front, or else nearly Latin-1. */
function textOfString(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff;
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb;
  if (!isUtf16 && !isUtf8) return latin1(bytes);
  return new TextDecoder(isUtf16 ? 'utf-16be' : 'utf-8').decode(bytes);
}
