#!/usr/bin/env node
// Stands in for the desktop editor's executable where that cannot be downloaded: takes the arguments that `runTests()` of
// @vscode/test-electron gives it, and opens the same editor, served by npm's copy of it, in a headless browser.
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { firstLine, lastLine } from '../../test/editor/runMocha.ts';
import { launchBrowser } from '../chromium.ts';
import { linkDeclaredExtensions } from './declaredExtensions.ts';
import { quietWindow } from './quietWindow.ts';
import { startEditor } from './server.ts';

const { values, positionals } = parseArgs({
  // The desktop editor's other switches mean nothing here.
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

/** The editor's console is shown only while tests run, or all of it when they never did. */
const silenced: string[] = [];
let testOutput: 'before' | 'now' | 'after' = 'before';

process.exitCode = await main();

async function main(): Promise<number> {
  const userDataDir = argument('user-data-dir');
  const builtInExtensionsDir = join(userDataDir, 'built-in');
  // What tests look at: what has changed since a commit, notebooks, Markdown as it is shown.
  const wanted = ['git', 'git-base', 'ipynb', 'markdown-language-features'];
  await linkDeclaredExtensions(builtInExtensionsDir, ...wanted);
  const editor = await startEditor({
    userDataDir,
    extensionsDir: argument('extensions-dir'),
    builtInExtensionsDir,
    settings: quietWindow,
    testDriver: true,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // The two functions that the workbench calls when it runs tests in a page.
    await page.exposeFunction('codeAutomationLog', (_: string, args: readonly unknown[]) =>
      log(format(...args)),
    );
    const ended = new Promise<number>((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
      page.on('crash', () => reject(new Error('The page of the editor crashed.')));
    });
    const workspace = positionals[0] ?? process.cwd();
    await page.goto(
      editor.url(workspace, [
        ['skipWelcome', 'true'],
        ['extensionDevelopmentPath', editor.remoteUri(argument('extensionDevelopmentPath'))],
        ['extensionTestsPath', editor.remoteUri(argument('extensionTestsPath'))],
      ]),
    );
    return await ended;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    if (testOutput === 'before') console.error(silenced.join('\n'));
    await browser.close();
    await editor.close();
  }
}

function argument(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name} is missing`);
  return value;
}

function log(text: string): void {
  if (testOutput === 'before') silenced.push(text);
  if (text === firstLine) testOutput = 'now';
  // The editor's complaints about native modules that are not built carry its own stack.
  if (testOutput === 'now' && !text.includes('/code-server/lib/vscode/node_modules/')) console.log(text);
  if (lastLine.test(text)) testOutput = 'after';
}
