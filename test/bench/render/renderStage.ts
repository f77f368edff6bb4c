import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/chromium.ts';
import { root, temporaryFolder } from '../../../scripts/folders.ts';
import { themeSheet } from '../../ui/webview/themes.ts';
import { watchBusyTime } from './busyTime.ts';
import type { Play, Played } from './page.ts';

/** What became of a contestant's turn. */
export interface Staged extends Played {
  /** Milliseconds of script, style and layout on the main thread. */
  cost: number;
  /** Whether what is shown is what the contestant, or marked, makes of the whole answer in one go. */
  equal: { itsOwn: boolean; markeds: boolean };
}

/** A page with an answer in the panel's own look, 420 px wide, in which a contestant after another shows a text. */
export class RenderStage implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #address: string;
  readonly #remove: () => void;

  private constructor(browser: Browser, address: string, remove: () => void) {
    this.#browser = browser;
    this.#address = address;
    this.#remove = remove;
  }

  /** @param flags of the browser; without any, frames come as fast as they can be drawn */
  static async open(flags = ['--disable-frame-rate-limit']): Promise<RenderStage> {
    const { path, remove } = await temporaryFolder();
    await build({
      entryPoints: {
        contestants: join(import.meta.dirname, 'contestants.js'),
        page: join(import.meta.dirname, 'page.ts'),
        styles: join(root, 'media', 'panel.css'),
      },
      outdir: path,
      bundle: true,
      // Names stay, for the profile.
      minifySyntax: true,
      minifyWhitespace: true,
      format: 'iife',
      loader: { '.ttf': 'file' },
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'warning',
    });
    const file = join(path, 'index.html');
    await writeFile(file, html);
    return new RenderStage(await launchBrowser(flags), `file://${file}`, remove);
  }

  /** Opens the page anew, so that nothing is left of the contestant before. */
  async prepare(play: Play): Promise<{ page: Page; session: CDPSession }> {
    const page = await this.#browser.newPage({ viewport: { width: 420, height: 500 } });
    await page.goto(this.#address);
    await page.evaluate(play => window.renderPage.prepare(play), play);
    return { page, session: await page.context().newCDPSession(page) };
  }

  /** @param slowdown how many times slower the processor is made */
  async play(play: Play, slowdown = 1): Promise<Staged> {
    const { page, session } = await this.prepare(play);
    const busyTime = await watchBusyTime(session);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const before = await busyTime();
    const played = await page.evaluate(() => window.renderPage.play());
    const cost = (await busyTime()) - before;
    const equal = await page.evaluate(() => window.renderPage.isAsAtOnce());
    await page.close();
    return { ...played, cost, equal };
  }

  /** @returns the browser's trace of the turn, and milliseconds in each function of the script itself */
  async profile(play: Play): Promise<{ trace: string; functions: Map<string, number> }> {
    const { page } = await this.prepare(play);
    await this.#browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'blink'] });
    await page.evaluate(() => window.renderPage.play());
    const trace = (await this.#browser.stopTracing()).toString();
    await page.close();
    const again = await this.prepare(play);
    await again.session.send('Profiler.enable');
    await again.session.send('Profiler.start');
    await again.page.evaluate(() => window.renderPage.play());
    const { profile } = await again.session.send('Profiler.stop');
    await again.page.close();
    return { trace, functions: timesOf(profile) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    this.#remove();
  }
}

const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Answer</title>
<style>${themeSheet('dark')}</style><link rel="stylesheet" href="styles.css"></head>
<body><main id="panel"><div class="stage"><div class="transcript-frame"><div class="transcript"><div class="turns">
<article class="turn assistant" data-state="streaming"><div class="answer"></div></article>
</div></div></div></div></main><script src="contestants.js"></script><script src="page.js"></script></body></html>`;

interface Profile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples?: number[];
  timeDeltas?: number[];
}

/** By function; what is the browser's own, in brackets, is in the trace. */
function timesOf({ nodes, samples = [], timeDeltas = [] }: Profile): Map<string, number> {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || '(no name)']));
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    if (/^\((?!no name)/.test(name)) continue;
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return times;
}
