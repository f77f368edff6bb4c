import { cffEncoding } from './cffEncoding.ts';
import { numberOf, type PdfCmap, readCmap } from './pdfCmap.ts';
import { type CodeTable, namedTable, symbol, withGlyphs } from './pdfEncodings.ts';
import type { PdfFile } from './pdfFile.ts';
import { latin1, type PdfDict, type PdfValue } from './pdfObjects.ts';
import { standardWidth } from './standardWidths.ts';

export interface PdfGlyph {
  /** `undefined` if nobody knows what it is. */
  text: string | undefined;
  /** How far it takes the pen to the right, or up if text goes down, as a part of the font's size. */
  advance: number;
  /** Whether it is as wide as the content stream says of blanks. */
  isBlank: boolean;
}

export interface PdfFont {
  /** Text goes down. */
  isVertical: boolean;
  /** The glyphs that a string shows. */
  glyphs(shown: Uint8Array): PdfGlyph[];
}

/** In one font: its codes have two bytes at most. */
const mostCodes = 65_536;

/** What it costs to remember something of a code, in bytes read. */
const codeCost = 16;

type Codes = (shown: Uint8Array) => [code: number, length: number][];

/** @throws {TooLarge} */
export async function readFont(file: PdfFile, dict: PdfDict): Promise<PdfFont> {
  const toUnicode = await readCmapOf(file, dict.get('ToUnicode'));
  const isComposite = file.get(dict.get('Subtype')) === 'Type0';
  const { codes, textOf, widthOf, isVertical } = isComposite
    ? await readComposite(file, dict)
    : await readSimple(file, dict);
  const isSymbol = isNamedSymbol(file.get(dict.get('BaseFont')));
  const known = new Map<number, PdfGlyph>();
  const glyph = ([code, length]: [number, number]): PdfGlyph => {
    let found = known.get(code);
    if (!found) {
      const mapped = toUnicode?.texts.get(code);
      file.spend(mapped?.length ?? 0);
      const text = readable(mapped, isSymbol) ?? readable(textOf(code), isSymbol);
      found = { text, advance: widthOf(code, text), isBlank: code === 0x20 && length === 1 };
      known.set(code, found);
    }
    return found;
  };
  return { isVertical, glyphs: shown => codes(shown).map(glyph) };
}

interface Kind {
  codes: Codes;
  textOf: (code: number) => string | undefined;
  widthOf: (code: number, text: string | undefined) => number;
  isVertical: boolean;
}

/** Ligatures as the letters that they are made of; nothing for what is no character, or one of somebody's own. */
function readable(text: string | undefined, isSymbol: boolean): string | undefined {
  const letters = text
    // Windows has the codes of this font among those of one's own.
    ?.replace(/[\uf020-\uf0ff]/g, own => (isSymbol && symbol[own.charCodeAt(0) & 0xff]) || own)
    .replace(/[\ufb00-\ufb06]/g, ligature => ligature.normalize('NFKC'))
    .replace(/\s/g, ' ');
  return letters === undefined || /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd]/u.test(letters) ? undefined : letters;
}

function isNamedSymbol(font: PdfValue): boolean {
  return /^(?:[A-Z]{6}\+)?Symbol/.test(String(font));
}

async function readCmapOf(file: PdfFile, value: PdfValue | undefined): Promise<PdfCmap | undefined> {
  const bytes = await file.unpack(value);
  return bytes && readCmap(bytes, codes => file.spend(codes * codeCost));
}

async function readSimple(file: PdfFile, dict: PdfDict): Promise<Kind> {
  const table = await readTable(file, dict);
  const name = String(file.get(dict.get('BaseFont')));
  const widths = file.array(dict.get('Widths'));
  const first = asNumber(file.get(dict.get('FirstChar'))) ?? 0;
  const otherwise = asNumber(file.get(file.dict(dict.get('FontDescriptor')).get('MissingWidth')));
  // A font of type 3 has a scale of its own.
  const unit = asNumber(file.get(file.array(dict.get('FontMatrix'))[0])) ?? 0.001;
  return {
    codes: shown => Array.from(shown, code => [code, 1]),
    textOf: code => table[code],
    widthOf: (code, text = '') =>
      (asNumber(file.get(widths[code - first])) ?? otherwise ?? standardWidth(name, text)) * unit,
    isVertical: false,
  };
}

async function readTable(file: PdfFile, dict: PdfDict): Promise<CodeTable> {
  const encoding = file.get(dict.get('Encoding'));
  const encodingDict = file.dict(encoding);
  const base =
    namedTable(String(file.get(encodingDict.get('BaseEncoding') ?? encoding))) ?? (await builtIn(file, dict));
  file.spend(file.array(encodingDict.get('Differences')).length);
  return withGlyphs(
    base,
    differences(file.array(encodingDict.get('Differences')).map(value => file.get(value))),
  );
}

/** Numbers, each with the names of the glyphs from there on. */
function* differences(values: readonly PdfValue[]): Generator<[code: number, name: string]> {
  let code = 0;
  for (const value of values) {
    if (typeof value === 'number') code = value;
    else if (typeof value === 'string') yield [code++, value];
  }
}

/** What the font itself says. */
async function builtIn(file: PdfFile, dict: PdfDict): Promise<CodeTable> {
  const standard = namedTable('StandardEncoding') ?? [];
  if (isNamedSymbol(file.get(dict.get('BaseFont')))) return symbol;
  const descriptor = file.dict(dict.get('FontDescriptor'));
  const program = await file.unpack(descriptor.get('FontFile'));
  if (program) {
    const [clear = ''] = latin1(program).split('eexec');
    const entries = [...clear.matchAll(/dup\s+(\d+)\s*\/(\S+)\s+put/g)];
    return entries.length > 0
      ? withGlyphs(
          [],
          entries.map(([, code, name = '']) => [Number(code), name]),
        )
      : standard;
  }
  const compact = await file.unpack(descriptor.get('FontFile3'));
  if (compact) return cffEncoding(compact);
  const isSymbolic = ((asNumber(file.get(descriptor.get('Flags'))) ?? 0) & 4) !== 0;
  return descriptor.has('FontFile2') && isSymbolic ? [] : standard;
}

/** Encodings of Chinese, Japanese and Korean, by how the CMaps begin that Adobe has for them. */
const decoders: [start: RegExp, label: string][] = [
  [/UTF16|UCS2/, 'utf-16be'],
  [/^(?:GBK|GB-EUC|GBpc)/, 'gbk'],
  [/^(?:ETen|B5|HKscs)/, 'big5'],
  [/RKSJ/, 'shift_jis'],
  [/^KSC/, 'euc-kr'],
  [/^EUC/, 'euc-jp'],
];

async function readComposite(file: PdfFile, dict: PdfDict): Promise<Kind> {
  const encoding = file.get(dict.get('Encoding'));
  const name = typeof encoding === 'string' ? encoding : '';
  const cmap = await readCmapOf(file, encoding);
  const label = decoders.find(([start]) => start.test(name))?.[1];
  const decoder = label === undefined ? undefined : new TextDecoder(label);
  const lengthAt = (byte: number): number => {
    if (cmap) return cmap.lengths.get(byte) ?? 2;
    if (!decoder || label === 'utf-16be') return 2;
    return byte > 0x80 && !(label === 'shift_jis' && byte >= 0xa0 && byte < 0xe0) ? 2 : 1;
  };
  const descendant = file.dict(file.array(dict.get('DescendantFonts'))[0]);
  const widths = readWidths(file, file.array(descendant.get('W')));
  const otherwise = asNumber(file.get(descendant.get('DW'))) ?? 1_000;
  const isVertical = /-V$/.test(name);
  return {
    codes: shown => {
      const codes: [number, number][] = [];
      for (let at = 0; at < shown.length; ) {
        const length = lengthAt(shown[at] ?? 0);
        codes.push([numberOf(shown.subarray(at, at + length)), length]);
        at += length;
      }
      return codes;
    },
    textOf: code =>
      decoder?.decode(
        code < 0x100 && label !== 'utf-16be' ? Uint8Array.of(code) : Uint8Array.of(code >> 8, code),
      ),
    widthOf: code => (isVertical ? -1 : (widths.get(cmap?.glyphs.get(code) ?? code) ?? otherwise) / 1_000),
    isVertical,
  };
}

/** A number and the widths from there on, or two numbers and one width for all between. */
function readWidths(file: PdfFile, values: readonly PdfValue[]): Map<number, number> {
  file.spend(values.length);
  const widths = new Map<number, number>();
  for (let at = 0; at < values.length; ) {
    const [first, second, third] = values.slice(at, at + 3).map(value => file.get(value));
    if (typeof first === 'number' && Array.isArray(second)) {
      file.spend(second.length * codeCost);
      for (const [index, width] of second.entries())
        widths.set(first + index, asNumber(file.get(width)) ?? 0);
      at += 2;
    } else if (typeof first === 'number' && typeof second === 'number') {
      const count = Math.max(0, Math.min(second - first + 1, mostCodes));
      file.spend(count * codeCost);
      for (let after = 0; after < count; after++) widths.set(first + after, asNumber(third) ?? 0);
      at += 3;
    } else at++;
  }
  return widths;
}

function asNumber(value: PdfValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
