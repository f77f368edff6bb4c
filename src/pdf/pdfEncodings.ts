import { textOfGlyph } from './glyphNames.ts';

/** The characters of the codes 0 to 255; nothing where there is none. */
export type CodeTable = readonly (string | undefined)[];

/** From a code on, a character a code; blanks where there is none. */
function run(from: number, text: string): [code: number, character: string][] {
  return [...text].map((character, index): [number, string] => [from + index, character]);
}

function table(...runs: [code: number, character: string][][]): CodeTable {
  const characters: (string | undefined)[] = [];
  for (const [code, character] of runs.flat()) characters[code] = character === ' ' ? undefined : character;
  characters[0x20] = ' ';
  return characters;
}

const decoded = (label: string): CodeTable =>
  table(run(0, new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, code) => code)))).map(
    (character, code) => (code < 0x20 ? undefined : character),
  );

const ascii = run(0x20, Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join(''));

const standard = table(
  ascii,
  run(0x27, '’'),
  run(0x60, '‘'),
  run(0xa1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—"),
  run(0xe1, 'Æ ª    ŁØŒº     æ   ı  łøœß'),
);

/** Of the font Symbol. */
export const symbol = table(
  run(
    0x20,
    ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼',
  ),
  run(
    0xa0,
    '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭',
  ),
);

const named: Record<string, CodeTable> = {
  StandardEncoding: standard,
  WinAnsiEncoding: decoded('windows-1252').with(0xad, '-'),
  MacRomanEncoding: decoded('macintosh'),
};

/** A table that a font names. */
export function namedTable(name: string): CodeTable | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

/** As a table, but that some codes have glyphs of their own; nothing for a glyph whose name says nothing. */
export function withGlyphs(base: CodeTable, glyphs: Iterable<[code: number, name: string]>): CodeTable {
  const characters = [...base];
  for (const [code, name] of glyphs) if (code >= 0 && code < 256) characters[code] = textOfGlyph(name);
  return characters;
}
