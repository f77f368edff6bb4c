import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textOfPdf } from '../../../src/pdf/pdfText.ts';
import { deflated, next, shown, stream } from './builtPdf.ts';

async function said(codes: string, font: string, more: readonly string[] = []): Promise<string> {
  const read = await textOfPdf(shown(codes, font, more));
  return 'pages' in read ? (read.pages[0] ?? '') : read.problem;
}

const simple = (entries: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /Own ${entries} >>`;
const differences = (names: string, base = '') =>
  simple(`/Encoding << ${base} /Differences [65 ${names}] >>`);

describe('a font of one byte a character', () => {
  const fonts: [name: string, codes: string, font: string, text: string][] = [
    [
      'WinAnsi',
      '(\\200uro \\223na\\357ve\\224 x\\255y)',
      simple('/Encoding /WinAnsiEncoding'),
      '€uro “naïve” x-y',
    ],
    ['MacRoman', '(na\\225ve \\311)', simple('/Encoding /MacRomanEncoding'), 'naïve …'],
    ['Standard', "(don't \\256ne \\341)", simple('/Encoding /StandardEncoding'), 'don’t fine Æ'],
    ['none', '(fl\\341 \\257at)', simple(''), 'flÆ flat'],
    ['Symbol', '(abg \\345)', '<< /Subtype /Type1 /BaseFont /ABCDEF+Symbol >>', 'αβγ ∑'],
    ['names', '(ABCDE)', differences('/Aacute /germandbls /ccedilla /Zcaron /oe'), 'ÁßçŽœ'],
    ['names with marks twice', '(AB)', differences('/Aringacute /iotadieresistonos'), 'Ǻΐ'],
    ['names of numbers', '(ABC)', differences('/uni0416 /u1F600 /uni00410042'), 'Ж😀AB'],
    [
      'names of Greek and Cyrillic',
      '(ABCDE)',
      differences('/Omega /alphatonos /afii10023 /afii10097 /afii10110'),
      'ΩάЁяў',
    ],
    ['names of ligatures and variants', '(ABCD)', differences('/fi /f_f_l /one.oldstyle /a.sc'), 'fiffl1a'],
    ['names of TeX', '(ABC)', differences('/parenleftBigg /summationdisplay /ff'), '(∑ff'],
    ['another start', '(aAB)', differences('/eacute 66 /egrave', '/BaseEncoding /MacRomanEncoding'), 'aéè'],
  ];
  for (const [name, codes, font, text] of fonts) {
    it(`says what its codes are: ${name}`, async () => assert.equal(await said(codes, font), text));
  }

  it('is not guessed at when its names say nothing', async () => {
    assert.equal(await said('(AB)', differences('/g65 /cid66')), 'noText');
    assert.equal(await said('(AB)', differences('/a65 /.notdef')), 'noText');
  });

  it('with a program of type 1 has the encoding in there', async () => {
    const font = simple(`/FontDescriptor << /Flags 4 /FontFile ${next} 0 R >>`);
    const program = (encoding: string) =>
      stream(`%!PS\n/Encoding ${encoding} currentfile eexec dup 65 /zero put`);
    const own = program(
      '256 array 0 1 255 {1 index exch /.notdef put} for dup 65 /Gamma put dup 66 /fi put def',
    );
    assert.equal(await said('(AB)', font, [own]), 'Γfi');
    assert.equal(await said('(AB)', font, [program('StandardEncoding def')]), 'AB');
  });

  it('with a TrueType program of signs of its own is not guessed at', async () => {
    const font = (flags: number) =>
      `<< /Subtype /TrueType /BaseFont /Own /FontDescriptor << /Flags ${flags} /FontFile2 ${next} 0 R >> >>`;
    assert.equal(await said('(AB)', font(4), [stream('program')]), 'noText');
    assert.equal(await said('(AB)', font(32), [stream('program')]), 'AB');
  });
});

/** A font with the glyphs .notdef, B of the names that all fonts have, and one of its own. */
function compactFont(encoding: readonly number[], charset = [0, 0, 35, 391 >> 8, 391 & 0xff]): string {
  const index = (...items: number[][]) => {
    let end = 1;
    const ends = items.map(item => {
      end += item.length;
      return end;
    });
    return items.length === 0 ? [0, 0] : [0, items.length, 1, 1, ...ends, ...items.flat()];
  };
  const codes = (text: string) => [...text].map(character => character.charCodeAt(0));
  const place = (at: number) => [28, at >> 8, at & 0xff];
  const dict = (charsetAt: number, encodingAt: number, glyphsAt: number) => [
    ...[30, 0x0a, 0x1f, 12, 7],
    ...[...place(charsetAt), 15, ...place(encodingAt), 16, ...place(glyphsAt), 17],
  ];
  const start = (top: number[]) => [
    ...[1, 0, 4, 1],
    ...index(codes('Own')),
    ...index(top),
    ...index(codes('Gamma')),
    ...index(),
  ];
  const { length } = start(dict(0, 0, 0));
  const top = dict(length, length + charset.length, length + charset.length + encoding.length);
  return String.fromCharCode(...start(top), ...charset, ...encoding, ...index([14], [14], [14]));
}

describe('a font in the compact format', () => {
  const font = simple(`/FontDescriptor << /Flags 4 /FontFile3 ${next} 0 R >>`);
  const programs: [name: string, program: string, codes: string, text: string][] = [
    ['a code a glyph', compactFont([0, 2, 7, 9]), '(\\007\\011)', 'BΓ'],
    ['ranges of codes', compactFont([1, 1, 97, 1]), '(ab)', 'BΓ'],
    ['codes besides', compactFont([0x80, 1, 97, 1, 98, 1, 0x87]), '(ab)', 'BΓ'],
    ['ranges of names', compactFont([0, 2, 97, 98], [1, 0, 35, 1]), '(ab)', 'BC'],
    ['more names than glyphs', compactFont([0, 2, 97, 98], [4, 0, 35, 255, 255, 255, 255]), '(ab)', 'BC'],
  ];
  for (const [name, program, codes, text] of programs) {
    it(`says what its codes are: ${name}`, async () => {
      assert.equal(await said(codes, font, [deflated(program, '/Subtype /Type1C')]), text);
    });
  }

  it('that ends too early says nothing', async () => {
    const program = compactFont([0, 2, 97, 98]);
    for (let length = 0; length < program.length - 8; length++) {
      assert.equal(await said('(ab)', font, [stream(program.slice(0, length))]), 'noText', `${length} bytes`);
    }
  });
});

const composite = (encoding: string, entries = '', descendant = '') =>
  `<< /Type /Font /Subtype /Type0 /Encoding ${encoding} ${entries} /DescendantFonts [<< /DW 500 ${descendant} >>] >>`;
const cmap = (body: string) =>
  deflated(`/CIDInit /ProcSet findresource begin begincmap /CMapName /Own def ${body} endcmap end`);
const toUnicode = `/ToUnicode ${next} 0 R`;

describe('a font that maps its codes to Unicode', () => {
  const maps: [name: string, codes: string, map: string, text: string][] = [
    ['one by one', '<00010002>', '2 beginbfchar <0001> <0041> <0002> <D83DDE00> endbfchar', 'A😀'],
    [
      'by ranges',
      '<000100030102>',
      '2 beginbfrange <0001> <0003> <0391> <0100> <01FF> <0061> endbfrange',
      'ΑΓc',
    ],
    [
      'by ranges with a list',
      '<00010002>',
      '1 beginbfrange <0001> <0002> [<00660069> <05D0>] endbfrange',
      'fiא',
    ],
    ['to ligatures', '<00010002>', '1 beginbfrange <0001> <0002> <FB00> endbfrange', 'fffi'],
  ];
  for (const [name, codes, map, text] of maps) {
    it(`says what they are: ${name}`, async () => {
      assert.equal(await said(codes, composite('/Identity-H', toUnicode), [cmap(map)]), text);
    });
  }

  it('of one byte is believed more than its encoding, which says the rest', async () => {
    const font = simple(`/Encoding /WinAnsiEncoding ${toUnicode}`);
    assert.equal(await said('(abc)', font, [cmap('2 beginbfchar <61> <0416> <62> <E000> endbfchar')]), 'Жbc');
  });

  it('to the codes of Symbol says what those are', async () => {
    const map = cmap('1 beginbfchar <0001> <F061> endbfchar');
    const font = composite('/Identity-H', `/BaseFont /SymbolMT ${toUnicode}`);
    assert.equal(await said('<0001>', font, [map]), 'α');
  });

  it('to nothing that is a character is not guessed at', async () => {
    for (const to of ['E001', '0000', 'FFFD', 'D800', 'FFFF']) {
      const map = cmap(`1 beginbfchar <0001> <${to}> endbfchar`);
      assert.equal(await said('<0001>', composite('/Identity-H', toUnicode), [map]), 'noText', to);
    }
  });

  it('may name more codes than there are', async () => {
    const map = cmap('1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange');
    assert.equal(await said('<00000001>', composite('/Identity-H', toUnicode), [map]), 'AB');
  });
});

describe('a font of several bytes a character', () => {
  it('is not guessed at when nothing maps its glyphs', async () => {
    assert.equal(await said('<00410042>', composite('/Identity-H')), 'noText');
  });

  const known: [encoding: string, codes: string, text: string][] = [
    ['UniJIS-UTF16-H', '<65e5672c>', '日本'],
    ['UniGB-UCS2-H', '<4e2d6587>', '中文'],
    ['90ms-RKSJ-H', '<93fa41b1>', '日Aｱ'],
    ['GBK-EUC-H', '<d6d041>', '中A'],
    ['ETen-B5-H', '<a4a4>', '中'],
    ['KSCms-UHC-H', '<c7d1>', '한'],
    ['EUC-H', '<c6fc>', '日'],
  ];
  for (const [encoding, codes, text] of known) {
    it(`may have an encoding that is in characters: ${encoding}`, async () => {
      assert.equal(await said(codes, composite(`/${encoding}`)), text);
    });
  }

  it('may divide its codes as it says itself', async () => {
    const font = composite(`${next + 1} 0 R`, toUnicode, '/W [7 [250]]');
    const texts = cmap('2 beginbfchar <41> <0041> <8142> <0416> endbfchar');
    const lengths = cmap('2 begincodespacerange <00> <80> <8100> <FFFF> endcodespacerange');
    assert.equal(await said('<41814241>', font, [texts, lengths]), 'AЖA');
  });

  it('may not say that they have no bytes', async () => {
    const font = composite(`${next + 1} 0 R`, toUnicode);
    const texts = cmap('1 beginbfchar <0041> <0042> endbfchar');
    const lengths = cmap('1 begincodespacerange <> <> endcodespacerange');
    assert.equal(await said('<0041>', font, [texts, lengths]), 'B');
  });

  it('may have widths for codes beyond all numbers', async () => {
    const far = '9'.repeat(300);
    const font = composite('/Identity-H', toUnicode, `/W [${far} ${far} 7 0 ${far} 500]`);
    assert.equal(await said('<0041>', font, [cmap('1 beginbfchar <0041> <0042> endbfchar')]), 'B');
  });

  it('may map codes of any number of bytes', async () => {
    const map = cmap(`1 beginbfrange <${'ff'.repeat(300)}> <${'ff'.repeat(300)}> <0041> endbfrange
      1 beginbfchar <0041> <0042> endbfchar`);
    assert.equal(await said('<0041>', composite('/Identity-H', toUnicode), [map]), 'B');
  });

  it('may go down', async () => {
    const map = cmap('1 beginbfrange <0001> <0009> <4E00> endbfrange');
    const ways: [name: string, codes: string, text: string][] = [
      ['in one string', '<000100020003>', '一丁丂'],
      ['with a gap', '[<0001> 250 <0002>] TJ <0003>', '一 丁丂'],
      ['with kerning', '[<0001> -250 <0002>] TJ <0003>', '一丁丂'],
      ['with a gap that goes back', '[<0001> -2500 <0002>] TJ <0003>', '一 丁丂'],
      ['with space between characters', '-2.5 Tc <00010002> Tj 0 Tc <0003>', '一 丁 丂'],
      ['with less of it', '2.5 Tc <00010002> Tj 0 Tc <0003>', '一丁丂'],
    ];
    const font = composite('/Identity-V', toUnicode);
    for (const [name, codes, text] of ways) assert.equal(await said(codes, font, [map]), text, name);
  });
});
