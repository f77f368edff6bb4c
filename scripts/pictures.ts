import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { explanations } from '../test/endpoint/answers.ts';
import { type Endpoint, startEndpoint } from '../test/endpoint/endpoint.ts';
import type { GlossWindow } from '../test/ui/harness/glossWindow.ts';
import { answered, bareEditor, boxOf, widenSideBar } from '../test/ui/harness/studio.ts';
import { type InstalledGloss, installGloss } from './editor/installedGloss.ts';
import { localEndpoint } from './editor/localEndpoint.ts';
import { quietWindow } from './editor/quietWindow.ts';
import { root } from './folders.ts';
import { progress } from './progress.ts';
import { runOrThrow } from './run.ts';

// `npm run pictures`: takes the pictures of the README again, from the packaged Gloss in the real editor. The answers
// come from the local endpoint, at the pace of a small model. Those of the tasks' cards are taken by a test of theirs.
const pictures: Readonly<Record<string, (studio: Studio) => Promise<Uint8Array>>> = {
  'explain.png': explain,
  'translate.png': translate,
  'panel-dark.png': studio => panelAlone(studio, 'Default Dark Modern'),
  'panel-light.png': studio => panelAlone(studio, 'Default Light Modern'),
  'panel-contrast-dark.png': studio => panelAlone(studio, 'Default High Contrast'),
  'panel-contrast-light.png': studio => panelAlone(studio, 'Default High Contrast Light'),
  'parameters.png': studio => drawer(studio, '[data-part="parameters"] h2'),
  'tools.png': tools,
  'request.png': studio => drawer(studio, '[data-part="example"]'),
};

interface Studio {
  gloss: InstalledGloss;
  endpoint: Endpoint;
}

/** What is asked and answered in the pictures of the panel alone. */
const conversation = [
  {
    question: 'How do I stop a fetch that takes too long?',
    answer: `Pass it a signal that aborts by itself. \`AbortSignal.timeout()\` covers the whole exchange, from the connection to the last byte:

\`\`\`ts
const response = await fetch(url, {
  signal: AbortSignal.timeout(5_000), // 5 s
});
\`\`\`

- When time is up, \`fetch\` rejects with a \`TimeoutError\`.
- To let the user stop it too, combine both with \`AbortSignal.any([…])\`.
- Give each attempt a **new** signal: one that has aborted stays so.`,
  },
  {
    question: 'Does that cover reading the body?',
    answer:
      'Yes. If the signal aborts while you await `response.json()`, the body is cancelled and that promise rejects.',
  },
];

const folder = join(root, 'docs', 'pictures');

await mkdir(folder, { recursive: true });
const endpoint = await startEndpoint({ tokensPerSecond: 120 });
try {
  await using gloss = await installGloss();
  for (const [name, take] of Object.entries(pictures)) {
    const file = join(folder, name);
    await progress(name, async () => writeFile(file, await take({ gloss, endpoint })));
    console.log(`  ${((await stat(file)).size / 1024).toFixed(0)} KB`);
  }
} finally {
  await endpoint.close();
}
await progress('cards', () =>
  runOrThrow(process.execPath, ['--test', join(root, 'test/ui/pictures.test.ts')], {
    env: { ...process.env, GLOSS_PICTURES: folder },
  }),
);

/** The whole window: a function is selected, and explained in the panel. */
async function explain(studio: Studio): Promise<Uint8Array> {
  await using window = await openWindow(studio, { width: 1304, height: 800 });
  studio.endpoint.play({ text: explanations['uploadWithRetry'] ?? '' });
  await window.openPanel();
  await widenSideBar(window.page);
  await openCode(window);
  await window.select(16, 26);
  await window.runCommand('Gloss: Explain Selection');
  await answered(window, 1);
  return await window.page.screenshot();
}

/** A comment before and after Translate Comment, one above the other. */
async function translate(studio: Studio): Promise<Uint8Array> {
  await using window = await openWindow(studio, { width: 800, height: 480, scale: 2 });
  await openCode(window);
  await hideSideBar(window);
  await window.goTo(12, 4);
  const before = await codeLines(window, 11, 17);
  await window.runCommand('Gloss: Translate Comment');
  await window.lineWith('Uploads a file').waitFor();
  const after = await codeLines(window, 11, 17);
  return await compose(studio.gloss.browser, { Before: before, After: after });
}

/** The panel with a short conversation, and a further question that is being typed, with a file that goes along. */
async function panelAlone(studio: Studio, theme: string): Promise<Uint8Array> {
  await using window = await openWindow(studio, { width: 800, height: 700, scale: 2, theme });
  const panel = await window.openPanel();
  await widenSideBar(window.page);
  const composer = panel.locator('[data-part="composer"]');
  for (const [index, { question, answer }] of conversation.entries()) {
    studio.endpoint.play({ text: answer });
    await composer.fill(question);
    await panel.locator('[data-action="send"]').click();
    await answered(window, index + 1);
  }
  await composer.pressSequentially('@queue');
  await panel.getByRole('option', { name: 'queue.ts' }).click();
  await panel.locator('.attached .chip').waitFor();
  await composer.pressSequentially('Does this wait for ever?');
  await panel.locator('[data-part="meter"]', { hasText: '$' }).waitFor();
  return await window.page.locator('.part.sidebar').screenshot();
}

/** A question for which the model has looked once, and wants to look again. */
async function tools(studio: Studio): Promise<Uint8Array> {
  const offered = [
    'read_file',
    'list_files',
    'search_text',
    'find_symbol',
    'document_symbols',
    'diagnostics',
  ];
  await using window = await openWindow(studio, {
    width: 800,
    height: 560,
    scale: 2,
    settings: { 'gloss.tools.offered': [...offered, 'git_diff'] },
  });
  const panel = await window.openPanel();
  await widenSideBar(window.page);
  const search = { text: 'response.status', glob: 'src/**', caseSensitive: true, wholeWord: null };
  studio.endpoint.play({
    toolCalls: [{ name: 'search_text', arguments: search }],
    before: 'Let me see where the reply is looked at.',
  });
  await panel.locator('[data-part="composer"]').fill('Which replies make an upload try again?');
  await panel.locator('[data-action="send"]').click();
  const lines = { path: 'src/queue.ts', firstLine: 16, lastLine: 28 };
  studio.endpoint.play({ toolCalls: [{ name: 'read_file', arguments: lines }] });
  const call = (state: string) => panel.locator(`.call[data-state="${state}"]`);
  await call('asking').locator('[data-action="allow-call"]').click();
  await call('done').waitFor();
  await call('asking').waitFor();
  return await window.page.locator('.part.sidebar').screenshot();
}

/** The drawer, scrolled to a part of it: a few values from different places, and below them the request. */
async function drawer(studio: Studio, part: string): Promise<Uint8Array> {
  await using window = await openWindow(studio, {
    width: 800,
    height: 760,
    scale: 2,
    settings: { 'gloss.request.topP': 0.9, 'gloss.request.maxCompletionTokens': 800 },
  });
  const panel = await window.openPanel();
  await widenSideBar(window.page);
  await panel.locator('[data-part="composer"]').fill('How do I stop a fetch that takes too long?');
  await panel.locator('[data-action="parameters"]').click();
  const temperature = panel.locator('[data-key="temperature"] input[type="number"]');
  await temperature.fill('0.3');
  await temperature.press('Enter');
  await panel.locator('[data-part="example"]', { hasText: '"temperature": 0.3' }).waitFor();
  await panel.locator(part).first().scrollIntoViewIfNeeded();
  await panel.locator('[data-part="composer"]').focus();
  return await window.page.locator('.part.sidebar').screenshot();
}

async function openWindow(
  { gloss, endpoint }: Studio,
  view: {
    width: number;
    height: number;
    scale?: number;
    theme?: string;
    settings?: Readonly<Record<string, unknown>>;
  },
): Promise<GlossWindow> {
  const { width, height, scale = 1, theme = 'Default Dark Modern' } = view;
  return gloss.open(
    {
      ...quietWindow,
      ...bareEditor,
      ...localEndpoint(endpoint.baseUrl),
      'workbench.colorTheme': theme,
      ...view.settings,
    },
    { viewport: { width, height }, deviceScaleFactor: scale },
  );
}

/** Opens the file, and resolves when TypeScript has read it: until then the status bar says so. */
async function openCode(window: GlossWindow): Promise<void> {
  await window.openFile('queue.ts');
  await window.page.keyboard.press('ControlOrMeta+Shift+O');
  await window.page.getByRole('option', { name: 'UploadFile (interface)' }).waitFor();
  await window.page.keyboard.press('Escape');
  await window.page
    .locator('.part.statusbar', { hasText: /Analyzing|Initializing/ })
    .waitFor({ state: 'detached' });
}

async function hideSideBar(window: GlossWindow): Promise<void> {
  await window.page.keyboard.press('ControlOrMeta+B');
  await window.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
}

/** A picture of these lines of the open file, numbered from 1, both included. */
async function codeLines({ page }: GlossWindow, from: number, to: number): Promise<Uint8Array> {
  const number = (line: number) =>
    boxOf(page.locator('.line-numbers', { hasText: new RegExp(`^${line}$`) }).locator('..'));
  const [first, last, editor] = [
    await number(from),
    await number(to),
    await boxOf(page.locator('.monaco-editor').first()),
  ];
  return page.screenshot({
    clip: { x: editor.x, y: first.y, width: editor.width, height: last.y + last.height - first.y },
  });
}

/** Puts pictures one below the other, each under its caption. */
async function compose(browser: Browser, parts: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const page = await browser.newPage({ viewport: { width: 748, height: 200 }, deviceScaleFactor: 2 });
  const figures = Object.entries(parts).map(
    ([caption, picture]) =>
      `<figcaption>${caption}</figcaption><img src="data:image/png;base64,${Buffer.from(picture).toString('base64')}">`,
  );
  await page.setContent(`<style>
    body { margin: 0; background: #1f1f1f; color: #9d9d9d; font: 13px system-ui }
    figcaption { padding: 10px 16px 6px; background: #181818 }
    img { display: block; width: 100%; padding: 8px 0 }
  </style>${figures.join('')}`);
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return picture;
}
