import assert from 'node:assert/strict';
import path from 'node:path';
import { it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { type PdfText, textOfPdf } from '../../../src/pdf/pdfText.ts';
import { pages, pdf, stream } from '../../unit/pdf/builtPdf.ts';
import { sharedProfile } from '../harness/profile.ts';

const paragraphs = [
  'A gloss is a short note in the margin; its difficult office flows “quoted” – naïve façade, 100 % of it.',
  'Γλώσσα είναι το σύστημα με το οποίο επικοινωνούν οι άνθρωποι.',
  'Съешь же ещё этих мягких французских булок, да выпей чаю.',
  'const answer = await ask("why?"); // fi fl ffi',
];

async function withPage(use: (page: Page) => Promise<void>): Promise<void> {
  const page = await (await sharedProfile()).newPage();
  try {
    await use(page);
  } finally {
    await page.close();
  }
}

/** What the same code makes of a file in the browser, as on the web. */
async function textInBrowser(page: Page, file: Uint8Array): Promise<PdfText> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(import.meta.dirname, '../../../src/pdf/pdfText.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'pdfText',
    write: false,
  });
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const bytes = `Uint8Array.from(atob('${Buffer.from(file).toString('base64')}'), byte => byte.charCodeAt(0))`;
  return page.evaluate<PdfText>(`pdfText.textOfPdf(${bytes})`);
}

const words = (text: string) => text.split(/\s+/).filter(word => word !== '');

it('what Chromium prints is read back word for word, in Node and in the browser', async () => {
  await withPage(async page => {
    const [prose, greek, russian, code] = paragraphs;
    await page.setContent(`<style>body { font: 12pt serif } h1 { break-before: page }</style>
      <p>${prose}<p><b>${greek}</b><p><i>${russian}</i><pre>${code}</pre>
      <h1>Second</h1><table><tr><td>one</td><td>1.00</td></tr><tr><td>two</td><td>2.00</td></tr></table>`);
    const printed = new Uint8Array(await page.pdf());
    const read = await textOfPdf(printed);
    assert.ok('pages' in read, JSON.stringify(read));
    assert.deepEqual(read.pages.map(words), [
      words(paragraphs.join(' ')),
      ['Second', 'one', '1.00', 'two', '2.00'],
    ]);
    assert.deepEqual(await textInBrowser(page, printed), read);
  });
});

it('a stream with more behind it is read to its end in the browser, too', async () => {
  const long = Array.from({ length: 20_000 }, (_, index) => `(${index}) '`).join(' ');
  const packed = `${deflateSync(`BT /F 9 Tf 10 TL ${long} ET`).toString('latin1')}\r\n`;
  const file = pdf(pages(['']).with(4, stream(packed, '/Filter /FlateDecode')));
  await withPage(async page => {
    await page.setContent('');
    const read = await textInBrowser(page, file);
    assert.ok('pages' in read, JSON.stringify(read));
    assert.deepEqual(words(read.pages[0] ?? '').at(-1), '19999');
    assert.deepEqual(read, await textOfPdf(file));
  });
});
