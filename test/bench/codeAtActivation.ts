import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { installVsix } from '../../scripts/editor/installVsix.ts';
import { localEndpoint } from '../../scripts/editor/localEndpoint.ts';
import { quietWindow } from '../../scripts/editor/quietWindow.ts';
import { root } from '../../scripts/folders.ts';
import { runOrThrow } from '../../scripts/run.ts';
import { startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from '../ui/harness/glossWindow.ts';
import { type Benchmark, formatSize } from './benchmark.ts';

/** In bytes: 40 KB. */
const goal = 40 * 1024;

export const codeAtActivation: Benchmark = {
  title: 'Code evaluated at activation',
  async measure(gloss) {
    await installProbe(gloss.extensionsDir);
    const endpoint = await startEndpoint();
    try {
      await using window = await gloss.open({ ...quietWindow, ...localEndpoint(endpoint.baseUrl) });
      const atFirst = await loadedFiles(window);
      // As any window but the first of a day: it is known what the status bar says.
      await window.reload();
      await window.page.locator('[id="gloss.gloss.gloss.model"]').waitFor();
      const atActivation = await loadedFiles(window);
      // The probe must be able to see what comes later, or its first answer would mean nothing.
      await ask(window, 'Why?');
      const later = (await loadedFiles(window)).filter(file => !atActivation.includes(file));
      if (later.length === 0) throw new Error('The probe did not see what the first question loads.');

      const sized = async (file: string) => {
        const { size } = await stat(join(gloss.extensionFolder, file));
        return { text: `\`${file}\` (${formatSize(size)})`, size };
      };
      const loaded = await Promise.all(atActivation.map(sized));
      const bytes = loaded.reduce((sum, { size }) => sum + size, 0);
      const web = await sized('dist/web.js');
      return {
        figures: [
          {
            what: 'Code evaluated at activation, minified',
            measured: formatSize(bytes),
            goal: '≤ 40 KB',
            met: bytes <= goal,
          },
        ],
        notes: [
          'Asked of the running extension host, where a small extension (`test/bench/probe`) reads from `require.cache` ' +
            'which of Gloss’s files have been loaded.',
          `At activation: ${loaded.map(({ text }) => text).join(', ')}. In the first window of a day, which has yet to find out ` +
            `what the status bar says of the model: ${(await Promise.all(atFirst.map(sized))).map(({ text }) => text).join(', ')}.`,
          `With the first question also: ${(await Promise.all(later.map(sized))).map(({ text }) => text).join(', ')}.`,
          `The web-worker host reads the whole of ${web.text} at once, since a worker cannot require a second file; what is ` +
            'lazy elsewhere is evaluated there on first use, too.',
        ],
      };
    } finally {
      await endpoint.close();
    }
  },
};

async function installProbe(extensionsDir: string): Promise<void> {
  const vsix = `${extensionsDir}-probe.vsix`;
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const cwd = join(import.meta.dirname, 'probe');
  const args = ['--no-dependencies', '--skip-license', '--allow-missing-repository', '--out', vsix];
  await runOrThrow(process.execPath, [vsce, 'package', ...args], { cwd });
  await installVsix(vsix, extensionsDir);
}

/** Reads the list that the probe shows. */
async function loadedFiles(window: GlossWindow): Promise<string[]> {
  await window.runCommand('Gloss Probe: Show Loaded Files');
  const list = window.page.locator('.quick-input-widget').filter({ hasText: 'Files that Gloss has loaded' });
  await list.waitFor();
  const files = await list.locator('.monaco-list-row .label-name').allInnerTexts();
  await window.page.keyboard.press('Escape');
  return files;
}

async function ask(window: GlossWindow, question: string): Promise<void> {
  const panel = await window.openPanel();
  await panel.locator('[data-part="composer"]').fill(question);
  await panel.locator('[data-action="send"]').click();
  await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
}
