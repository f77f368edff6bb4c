import { join } from 'node:path';
import { after, before } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { sharedProfile } from '../harness/profile.ts';

/** Opens the page of `growingPage.ts` for all tests of the suite that calls this. */
export function growingPageForAll(): () => Page {
  let page: Page;
  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'growingPage.ts')],
      bundle: true,
      write: false,
      format: 'iife',
    });
    page = await (await sharedProfile()).newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    // What colours code comes with the first block of it, and would make the first of two texts the lighter one.
    await page.evaluate(() => window.workOf('whole', '```ts\nlet a;\n```', 64));
  });
  after(() => page.close());
  return () => page;
}
