import assert from 'node:assert/strict';
import { it } from 'node:test';
import { textOfPdf } from '../../../src/pdf/pdfText.ts';
import { pick, random } from '../random.ts';
import { deflated, next, pages, pdf, stream } from './builtPdf.ts';

const count = 2_000;

const map =
  '1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <00FF> <0000> endbfrange';
const composite = `<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode ${next} 0 R
  /DescendantFonts [<< /DW 500 /W [1 [2 3] 4 500 6] >>] >>`;
const simple = `<< /Subtype /Type1 /FirstChar 32 /Widths [500 600] /FontDescriptor << /FontFile3 ${next} 0 R >>
  /Encoding << /Differences [65 /Aacute /uni0041 /f_i /afii10017] >> >>`;
const content = `q 1 0 0 1 9 9 cm /X Do Q BT /F 10 Tf 12 TL 72 700 Td [(one) -250 (two) 3] TJ T* (a\\051\\n) ' <00410042> Tj
  /Span << /ActualText <FEFF0041> >> BDC (b) Tj EMC ET BI /W 1 ID x EI`;
const resources = `/XObject << /X ${next + 1} 0 R >>`;
const form = stream('BT /F 9 Tf (inside) Tj ET /X Do', '/Subtype /Form /Matrix [1 0 0 1 0 0]');
const files = [
  pdf(pages([content], { font: composite, resources, more: [stream(map), form] })),
  pdf(pages([content, content], { font: simple, resources, more: [deflated(map), form] })),
  pdf([
    '<< /Type /Catalog /Pages 4 0 R >>',
    deflated(
      '4 0 5 60 << /Kids [5 0 R] /Resources << /Font << /F 6 0 R >> >> >>        << /Contents 3 0 R >>',
      '/Type /ObjStm /First 9',
    ),
    deflated(content),
  ]),
];
const pieces = [
  '0',
  '-1',
  '-43',
  '<>',
  '9'.repeat(300),
  '999999999',
  '1 0 R',
  '5 0 R',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '/Kids',
  'obj',
  'endobj',
  'stream',
  'Q',
  '\n',
];

/** Some bytes others, some left out, some put in that mean something, or the end cut off. */
function mutated(file: Uint8Array, chance: () => number): Uint8Array {
  const bytes = [...file];
  for (let changes = 1 + Math.floor(chance() * 8); changes > 0; changes--) {
    const at = Math.floor(chance() * bytes.length);
    const kind = Math.floor(chance() * 5);
    if (kind === 0) bytes[at] = Math.floor(chance() * 256);
    else if (kind === 1) bytes.splice(at, Math.floor(chance() * 40));
    else if (kind === 2) bytes.splice(at, 0, ...Buffer.from(pick(pieces, chance)));
    else if (kind === 3) bytes.splice(at, pick(pieces, chance).length, ...Buffer.from(pick(pieces, chance)));
    else if (chance() < 0.2) bytes.splice(at);
  }
  return Uint8Array.from(bytes);
}

it(`says something of ${count} broken files, and is never stuck`, async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < count; seed++) {
    const chance = random(seed);
    const read = await textOfPdf(mutated(pick(files, chance), chance)).catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
    seen.add('pages' in read ? 'pages' : read.problem);
  }
  assert.ok(seen.has('pages') && seen.has('damaged') && seen.has('noText'), [...seen].join());
});
