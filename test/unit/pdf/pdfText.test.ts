import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { textOfPdf } from '../../../src/pdf/pdfText.ts';
import { bytes, deflated, helvetica, next, pages, pdf, stream } from './builtPdf.ts';

const hello = 'BT /F 12 Tf 72 700 Td (Hello) Tj ET';
const says = (text: string) => `BT /F 12 Tf 72 700 Td (${text}) Tj ET`;

async function textOf(file: Uint8Array): Promise<string> {
  const read = await textOfPdf(file);
  assert.ok('pages' in read, JSON.stringify(read));
  assert.equal(read.pages.length, 1);
  return read.pages[0] ?? '';
}

describe('the pages of a PDF', () => {
  it('come in the order of their tree, with what they have from above', async () => {
    const file = pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [4 0 R 3 0 R] /Resources << /Font << /F 7 0 R >> >> >>',
      '<< /Type /Page /Contents 9 0 R >>',
      '<< /Type /Pages /Kids [5 0 R 6 0 R] >>',
      '<< /Type /Page /Contents 8 0 R >>',
      '<< /Type /Page /Contents 10 0 R /Resources << /Font << /F 11 0 R >> >> >>',
      helvetica,
      stream(says('first')),
      stream(says('third')),
      stream(says('\\311')),
      helvetica.replace('WinAnsi', 'MacRoman'),
    ]);
    assert.deepEqual(await textOfPdf(file), { pages: ['first', '…', 'third'] });
  });

  it('are found whether the table of places is right, wrong or not there', async () => {
    const file = pdf(pages([hello]));
    const text = Buffer.from(file).toString('latin1');
    const expected = { pages: ['Hello'] };
    assert.deepEqual(await textOfPdf(file), expected);
    assert.deepEqual(await textOfPdf(bytes(text.replace(/(?<=\n)\d{10} /g, '0000000001 '))), expected);
    assert.deepEqual(await textOfPdf(bytes(text.slice(0, text.indexOf('xref')))), expected);
    assert.deepEqual(await textOfPdf(bytes(text.replaceAll('\n', '\r\n'))), expected);
    assert.deepEqual(await textOfPdf(bytes(text.replaceAll(/\/Length \d+/g, '/Length 3'))), expected);
    assert.deepEqual(await textOfPdf(bytes(text.replaceAll('endobj\n', ''))), expected);
    assert.deepEqual(await textOfPdf(bytes(`junk before${text}`)), expected);
  });

  it('are those of the last revision', async () => {
    const first = Buffer.from(pdf(pages([hello]))).toString('latin1');
    const second = `5 0 obj\n${stream(says('changed'))}\nendobj\ntrailer << /Root 1 0 R >>`;
    assert.deepEqual(await textOfPdf(bytes(first + second)), { pages: ['changed'] });
  });

  it('may have their objects in streams, and no table', async () => {
    const [catalog = '', tree = '', font = '', page = '', content = ''] = pages([hello]);
    const inside = [catalog, tree, font, page];
    let head = '';
    let body = '';
    for (const [index, object] of inside.entries()) {
      head += `${index + 1} ${body.length} `;
      body += `${object} `;
    }
    const objects = deflated(head + body, `/Type /ObjStm /N ${inside.length} /First ${head.length}`);
    const table = deflated('not read', '/Type /XRef /Root 1 0 R /W [1 2 1] /Size 8');
    const file = `%PDF-1.5\n5 0 obj ${content} endobj 6 0 obj ${objects} endobj 7 0 obj ${table} endobj`;
    assert.equal(await textOf(bytes(file)), 'Hello');
    assert.deepEqual(await textOfPdf(bytes(file.replace('/Root', '/Encrypt 9 0 R /Root'))), {
      problem: 'encrypted',
    });
  });

  it('are not mistaken for those of a PDF that is attached', async () => {
    const other = Buffer.from(pdf(pages([says('attached')]))).toString('latin1');
    assert.equal(await textOf(pdf(pages([hello], { more: [stream(other)] }))), 'Hello');
  });

  it('may have content in parts, in the midst of a line, and of a dictionary of its own', async () => {
    const objects = pages(['BT /F 12 Tf 72 700 Td (Hel) Tj']);
    const [, , , page = ''] = objects;
    objects[3] = page.replace('5 0 R', `[5 0 R ${next} 0 R]`);
    assert.equal(await textOf(pdf([...objects, deflated('(lo) Tj ET')])), 'Hello');
  });

  it('that show nothing are empty', async () => {
    const read = await textOfPdf(pdf(pages([hello, '0 0 10 10 re f', hello])));
    assert.deepEqual(read, { pages: ['Hello', '', 'Hello'] });
  });

  it('of which too many characters are unknown are empty, too', async () => {
    const unknown = '<< /Type /Font /Subtype /Type1 /Encoding << /Differences [97 /g1 /g2 /g3 /g4] >> >>';
    const resources = `/XObject << /X ${next + 2} 0 R >>`;
    const mixed = `BT /F 9 Tf (${'known words '.repeat(9)}) Tj ET`;
    const form = (codes: string) =>
      stream(
        `BT /G 9 Tf 0 50 Td (${codes}) Tj ET`,
        `/Subtype /Form /Resources << /Font << /G ${next + 3} 0 R >> >>`,
      );
    const file = (codes: string) =>
      pdf(pages([mixed, `${mixed} /X Do`], { resources, more: [form(codes), unknown] }));
    assert.deepEqual(await textOfPdf(file('abcdabcd')), { pages: ['known words '.repeat(9).trim(), ''] });
    const few = await textOfPdf(file('abc'));
    assert.ok('pages' in few && few.pages[1] === few.pages[0], 'a few are left out');
  });
});

describe('what cannot be read', () => {
  const problems: [name: string, file: Uint8Array, problem: string][] = [
    ['nothing', new Uint8Array(), 'damaged'],
    ['no PDF', bytes('%PDF-1.7 but then something else'), 'damaged'],
    ['a catalog without pages', pdf(['<< /Type /Catalog >>']), 'damaged'],
    ['a tree without pages', pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Kids [] >>']), 'damaged'],
    ['a file with a password', pdf(pages([hello]), '/Encrypt << /Filter /Standard >>'), 'encrypted'],
    ['a scan', pdf(pages(['q 612 0 0 792 0 0 cm /Im Do Q'])), 'noText'],
    ['a font that is not there', pdf(pages(['BT /Other 9 Tf (Hello) Tj ET'])), 'noText'],
    [
      'a filter that is not for text',
      pdf(pages([hello]).with(4, stream('x', '/Filter /DCTDecode'))),
      'noText',
    ],
  ];
  for (const [name, file, problem] of problems) {
    it(`is told: ${name}`, async () => assert.deepEqual(await textOfPdf(file), { problem }));
  }
});

describe('a file that is made to take forever', () => {
  it('has a tree of pages that comes back to itself', async () => {
    const objects = pages([hello]).with(1, '<< /Kids [2 0 R 4 0 R 2 0 R 4 0 R 1 0 R] /Resources 3 0 R >>');
    assert.deepEqual(await textOfPdf(pdf(objects)), { problem: 'noText' });
  });

  it('has references that go round', async () => {
    assert.deepEqual(await textOfPdf(pdf(['<< /Pages 2 0 R >>', '3 0 R', '2 0 R'])), { problem: 'damaged' });
  });

  it('has a form in itself', async () => {
    const resources = `/XObject << /X ${next} 0 R >>`;
    const form = stream('/X Do BT 72 600 Td (once) Tj ET /X Do', '/Subtype /Form');
    const read = await textOf(pdf(pages([`${hello} /X Do`], { resources, more: [form] })));
    assert.equal(read.replace(/\s+/g, ' '), 'Hello once');
  });

  it('has forms in forms, a hundred each', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `/X${index} ${next + 2 + index} 0 R`);
    const forms = names.map((_, index) => stream(`/X${index + 1} Do `.repeat(100), '/Subtype /Form'));
    const objects = pages([hello, '/X0 Do'], { resources: `/XObject << ${names.join(' ')} >>`, more: forms });
    assert.deepEqual(await textOfPdf(pdf(objects)), { pages: ['Hello', ''] });
  });

  it('unpacks to gigabytes', async () => {
    const zeros = deflateSync(bytes('z'.repeat(15_000_000))).toString('latin1');
    const bombs = [deflated(' '.repeat(70_000_000)), stream(zeros, '/Filter [/FlateDecode /ASCII85Decode]')];
    for (const bomb of bombs) {
      const read = await textOfPdf(pdf(pages([hello, '', hello]).with(6, bomb)));
      assert.deepEqual(read, { pages: ['Hello', '', ''] });
    }
  });

  describe('has codes that stand for more than anybody reads', () => {
    const long = '0041'.repeat(30_000);
    const map = `1 beginbfchar <0000> <0042> endbfchar 1 beginbfrange <0001> <FFFF> <${long}> endbfrange`;
    const font = `<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode ${next + 4} 0 R /DescendantFonts [<< >>] >>`;
    const codes = Array.from({ length: 2_500 }, (_, code) => (code + 1).toString(16).padStart(4, '0')).join(
      '',
    );
    const bombs: [name: string, content: string][] = [
      ['again and again', `[${'<0001>'.repeat(20_000)}] TJ`],
      ['by what a part means', '/Span /P BDC <0000> Tj EMC '.repeat(20_000)],
      ['in parts that show nothing', '/Span /P BDC EMC '.repeat(20_000)],
      ['in a part that means something else', `/Span << /ActualText (x) >> BDC <${codes}> Tj EMC`],
    ];
    for (const [name, content] of bombs) {
      it(name, async () => {
        const shown = (what: string) => `BT /F 10 Tf ${what} ET`;
        const resources = `/Properties << /P << /ActualText <${long}> >> >>`;
        const objects = pages([shown('<0000> Tj'), '', shown('<0000> Tj')], {
          font,
          resources,
          more: [deflated(map)],
        });
        const read = await textOfPdf(pdf(objects.with(6, deflated(shown(content)))));
        assert.deepEqual(read, { pages: ['B', '', ''] });
      });
    }
  });

  it('has more pages than anybody reads', async () => {
    const kids = Array.from({ length: 6_000 }, (_, index) => `<< /Type /Page /N ${index} /Contents 5 0 R >>`);
    const read = await textOfPdf(
      pdf(pages([hello]).with(1, `<< /Resources << /Font << /F 3 0 R >> >> /Kids [${kids.join('')}] >>`)),
    );
    assert.ok('pages' in read);
    assert.equal(read.pages.length, 5_000);
    assert.equal(read.pages[4_999], 'Hello');
  });

  it('has a stream that ends before it begins', async () => {
    const object = '5 0 obj << /Length -43 >> stream\n';
    const [catalog = '', tree = '', font = '', page = ''] = pages([hello]);
    const others = pdf([catalog, tree, font, page]);
    const before = Buffer.from(others).toString('latin1');
    const file = bytes(`${before} endstream ${object}${hello} endstream`);
    assert.equal(await textOf(file), 'Hello');
  });

  it('has brackets in brackets', async () => {
    assert.equal(
      await textOf(pdf(pages([`${'['.repeat(100_000)} ${'<<'.repeat(100_000)} foo ${hello}`]))),
      'Hello',
    );
  });
});
