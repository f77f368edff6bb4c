import { rmSync } from 'node:fs';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { onExit } from './onExit.ts';

/** The repository. */
export const root = resolve(import.meta.dirname, '..');

/** What is fetched once and kept between runs; ignored by git. */
export const cache = join(root, '.vscode-test');

/** Never opened itself: tests and `npm start` open a copy. */
export const sampleWorkspace = join(root, 'test', 'workspace');

const Manifest = z.object({
  name: z.string(),
  publisher: z._default(z.string(), 'gloss'),
  version: z.string(),
  activationEvents: z._default(z.array(z.string()), []),
});

/** The fields of package.json that name the extension, and when it starts. */
export async function readManifest(): Promise<z.infer<typeof Manifest>> {
  return Manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
}

/** A new empty folder outside the repository that goes away with this process, or when `remove` is called. */
export async function temporaryFolder(): Promise<{ path: string; remove(): void }> {
  const path = await mkdtemp(join(tmpdir(), 'gloss-'));
  // A process that was just killed may still be writing its last file: retry instead of leaving the folder behind.
  const remove = onExit(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return { path, remove };
}

/** Copies the sample workspace into a folder and returns the path of the copy. */
export async function copyWorkspace(parent: string): Promise<string> {
  const workspace = join(parent, 'workspace');
  await cp(sampleWorkspace, workspace, { recursive: true });
  return workspace;
}
