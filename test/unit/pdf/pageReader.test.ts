import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textOfPdf } from '../../../src/pdf/pdfText.ts';
import { helvetica, next, pages, pdf, stream } from './builtPdf.ts';

/** Every character is half as wide as the font is large. */
const even = `<< /Type /Font /Subtype /Type1 /BaseFont /Own /Encoding /WinAnsiEncoding /FirstChar 0
  /Widths [${'500 '.repeat(256)}] >>`;

async function laidOut(
  content: string,
  font = even,
  more: { more?: string[]; resources?: string } = {},
): Promise<string> {
  const read = await textOfPdf(pdf(pages([content], { font, ...more })));
  assert.ok('pages' in read, JSON.stringify(read));
  return read.pages[0] ?? '';
}

describe('what is shown', () => {
  const layouts: [name: string, content: string, text: string][] = [
    ['in one string', '(one two) Tj', 'one two'],
    ['with kerning', '[(ke) 80 (rn) -80 (ed)] TJ', 'kerned'],
    ['with gaps for blanks', '[(two) -250 (words)] TJ', 'two words'],
    ['with gaps beside blanks', '[(two ) -250 (words)] TJ [( and) -250 ( more)] TJ', 'two words and more'],
    ['piece by piece', '(Hel) Tj 15 0 Td (lo) Tj 13 0 Td (you) Tj', 'Hello you'],
    ['with space between characters', '1 Tc (ab) Tj 12 0 Td (c) Tj', 'abc'],
    ['with wide blanks', '5 Tw (a b) Tj 20 0 Td (c) Tj', 'a bc'],
    ['stretched', '200 Tz (ab) Tj 20 0 Td (c) Tj', 'abc'],
    ['line by line', '(one) Tj 0 -12 Td (two) Tj 12 TL T* (three) Tj', 'one\ntwo\nthree'],
    ['with the leading of the first', '(one) Tj 0 -12 TD (two) Tj T* (three) Tj', 'one\ntwo\nthree'],
    ['by quotes', '12 TL (one) Tj (two) \' 0 0 (three) "', 'one\ntwo\nthree'],
    ['in paragraphs', '(one) Tj 0 -12 Td (two) Tj 0 -24 Td (three) Tj', 'one\ntwo\n\nthree'],
    [
      'in columns',
      '(left) Tj 0 -12 Td (left) Tj 200 12 Td (right) Tj 0 -12 Td (right) Tj',
      'left\nleft\n\nright\nright',
    ],
    ['in a table', '(a) Tj 99 0 Td (b) Tj -99 -12 Td (c) Tj 99 0 Td (d) Tj', 'a b\nc d'],
    ['raised and lowered', '(x) Tj 4 Ts (2) Tj 0 Ts (y) Tj -3 Ts (i) Tj', 'x2yi'],
    ['in another matrix', '0 1 -1 0 300 300 Tm (up) Tj 0 -12 Td (and) Tj ( up) Tj', 'up\nand up'],
    ['turned', '(on) Tj 0 1 -1 0 300 300 Tm (up) Tj', 'on\n\nup'],
    ['with a size below zero', '-1 0 0 -1 90 600 Tm /F -10 Tf [(one) 80 (two)] TJ', 'onetwo'],
    [
      'small in a large space',
      'ET .1 0 0 .1 0 0 cm BT /F 100 Tf [(one) -250 (two)] TJ 0 -120 Td (three) Tj',
      'one two\nthree',
    ],
    ['from right to left', '[(c) 1000 (b) 1000 (a) 1300 (z)] TJ', 'cba z'],
    ['and not seen', '3 Tr (scanned) Tj', 'scanned'],
    ['beside pictures', '(a) Tj ET BI /W 1 /H 1 ID (\x01\xff EI BT /F 10 Tf 72 688 Td (b) Tj', 'a\nb'],
    ['after what nobody knows', '(a) Tj 1 2 3 foo ] >> ) } (b) Tj', 'ab'],
  ];
  for (const [name, content, text] of layouts) {
    it(`is read ${name}`, async () => {
      assert.equal(await laidOut(`BT /F 10 Tf 72 700 Td ${content} ET`), text);
    });
  }

  it('has its accents over the letters', async () => {
    const accented =
      '[(caf\\264) 500 (e, ) -80 (\\250) 450 (Uber, fa) (c) 500 (\\270) (ade, \\140) -20 (x\\264)] TJ';
    assert.equal(await laidOut(`BT /F 10 Tf ${accented} ET`), 'café, Über, façade, `x´');
    const dotless = even.replace('/WinAnsiEncoding', '<< /Differences [65 /dotlessi /acute] >>');
    assert.equal(await laidOut('BT /F 10 Tf [(B) 500 (A)] TJ ET', dotless), 'í');
  });

  it('is back where it was after what is put aside', async () => {
    const content = 'q 1 0 0 1 0 -300 cm /G 99 Tf q q Q Q Q Q BT 72 700 Td (on) Tj ET';
    assert.equal(await laidOut(`/F 10 Tf ${content}`), 'on');
  });

  it('is as wide as fonts are that every reader has', async () => {
    const words = (x: number) => `BT /F 10 Tf 72 700 Td (illi) Tj ${x} 0 Td (Wm) Tj ET`;
    assert.equal(await laidOut(words(8.9), helvetica), 'illiWm');
    assert.equal(await laidOut(words(12), helvetica), 'illi Wm');
    assert.equal(await laidOut(words(24), helvetica.replace('Helvetica', 'Courier')), 'illiWm');
    assert.equal(await laidOut(words(11.1), helvetica.replace('Helvetica', 'Times-Roman')), 'illiWm');
  });

  it('in a font drawn by the content itself has its own scale', async () => {
    const drawn = `<< /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FirstChar 97 /Widths [50 50]
      /Encoding << /Differences [97 /a /b] >> >>`;
    assert.equal(await laidOut('BT /F 10 Tf (a) Tj 5 0 Td (b) Tj 10 0 Td (a) Tj ET', drawn), 'ab a');
  });
});

describe('a form', () => {
  const form = (dict: string) => ({
    resources: `/XObject << /X ${next} 0 R >>`,
    more: [stream('BT /F 10 Tf 0 0 Td (inside) Tj ET', `/Subtype /Form ${dict}`)],
  });

  it('is read where it stands, moved as it says', async () => {
    const around = 'BT /F 10 Tf 50 700 Td (from) Tj ET q 1 0 0 1 0 700 cm /X Do Q BT 110 700 Td (out) Tj ET';
    assert.equal(await laidOut(around, even, form('/Matrix [1 0 0 1 75 0]')), 'from inside out');
    assert.equal(await laidOut(around, even, form('/Matrix [1 0 0 1 75 -12]')), 'from\ninside\n\nout');
  });

  it('that is a picture is not', async () => {
    const picture = {
      resources: `/XObject << /X ${next} 0 R >>`,
      more: [stream('(no) Tj', '/Subtype /Image')],
    };
    assert.equal(await laidOut('BT /F 10 Tf (yes) Tj /X Do ET', even, picture), 'yes');
  });

  it('of a field shows what is filled in', async () => {
    const objects = pages(['BT /F 10 Tf 72 700 Td (Name:) Tj ET'], {
      more: [
        stream('BT /F 10 Tf 2 2 Td (Ada) Tj ET', '/Subtype /Form /BBox [0 0 100 14]'),
        stream('BT /F 10 Tf 2 2 Td (no) Tj ET', '/Subtype /Form'),
      ],
    });
    const [, , , page = ''] = objects;
    const notes = [
      `<< /Subtype /Widget /Rect [103 698 203 712] /AP << /N ${next} 0 R >> >>`,
      `<< /Subtype /Widget /AP << /N << /On ${next + 1} 0 R /Off null >> >> /AS /Off >>`,
      `<< /Subtype /Text /F 2 /AP << /N ${next + 1} 0 R >> >>`,
    ];
    objects[3] = page.replace('/Parent', `/Annots [${notes.join('')}] /Parent`);
    assert.deepEqual(await textOfPdf(pdf(objects)), { pages: ['Name: Ada'] });
  });
});

describe('what a part of the content means', () => {
  it('is taken for what it shows', async () => {
    const meant = '/Span << /ActualText (fine) >> BDC (\\001\\002) Tj EMC';
    assert.equal(await laidOut(`BT /F 10 Tf 72 700 Td (a ) Tj ${meant} (!) Tj ET`), 'a fine!');
  });

  it('may be in Unicode, in the resources, and empty', async () => {
    const resources =
      '/Properties << /P << /ActualText <FEFF0416> >> /Q << /ActualText <EFBBBFC3A9> >> /R << /ActualText () >> >>';
    const content = ['P', 'Q', 'R'].map(name => `/Span /${name} BDC /T BMC (x) Tj EMC (y) Tj EMC`).join(' ');
    assert.equal(await laidOut(`BT /F 10 Tf 72 700 Td ${content} (z) Tj ET`, even, { resources }), 'Жéz');
  });
});
