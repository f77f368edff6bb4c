import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cache } from '../folders.ts';
import { progress } from '../progress.ts';
import { runOrThrow } from '../run.ts';

/** This release of code-server carries VS Code 1.139.1. */
const version = '4.139.1';

const folder = join(cache, `code-server-${version}`);

/** The extensions that the editor is shipped with: languages, grammars, themes. There once it is installed. */
export const builtInExtensions = join(serverFolder(folder), 'extensions');

/** Paths inside an installed editor. */
export interface Editor {
  /** The script that serves the workbench; run it with Node 24. */
  server: string;
}

/**
 * The real VS Code, from npm alone: code-server contains the editor that Microsoft's own servers offer as a download.
 * Installed once into .vscode-test/ and found there afterwards.
 * @throws when npm cannot install it, with npm's own words
 */
export async function getEditor(): Promise<Editor> {
  if (!existsSync(folder)) await progress(`Installing VS Code (code-server ${version})`, install);
  return { server: join(serverFolder(folder), 'out', 'server-main.js') };
}

function serverFolder(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Installs beside the final place and renames at the end, so that an interrupted install is never taken for an editor. */
async function install(): Promise<void> {
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(`${folder}.`);
  try {
    // Keeps npm from looking for a package.json further up, which is this repository's.
    await writeFile(join(temporary, 'package.json'), '{ "private": true }');
    await npmInstall(temporary, [`code-server@${version}`]);
    await npmInstall(serverFolder(temporary), ['--omit=dev']);
    // TypeScript, without which the editor complains at the first script that is opened.
    await npmInstall(join(serverFolder(temporary), 'extensions'), ['--omit=dev']);
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Without install scripts: they compile native modules that only logging, file watching by the system and terminals use,
 * need a C++ compiler, and take minutes.
 */
async function npmInstall(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  // The pinned Node first, because these packages check the version of the Node that npm runs on.
  const PATH = `${dirname(process.execPath)}:${process.env['PATH']}`;
  await runOrThrow('npm', ['install', ...quiet, ...args], { cwd, env: { ...process.env, PATH } });
}
