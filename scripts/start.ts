import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'jsonc-parser';
import * as z from 'zod/mini';
import { startEndpoint } from '../test/endpoint/endpoint.ts';
import { build } from './build.ts';
import { getEditor } from './editor/getEditor.ts';
import { installVsix } from './editor/installVsix.ts';
import { localEndpoint } from './editor/localEndpoint.ts';
import { quietWindow } from './editor/quietWindow.ts';
import { startEditor } from './editor/server.ts';
import { cache, copyWorkspace, temporaryFolder } from './folders.ts';
import { packageExtension } from './package.ts';
import { progress } from './progress.ts';

// `npm start`: the real editor with Gloss installed, on a copy of the sample workspace, at an address of this machine.
const { values } = parseArgs({ options: { provider: { type: 'string', default: 'local' } } });

// Kept between starts, like a user's own: settings made in the editor and past chats stay. The editor keeps keys and other
// state in the browser, by address, so the same first port is tried each time.
const userDataDir = join(cache, 'start', 'user-data');
const extensionsDir = join(cache, 'start', 'extensions');
const firstPort = 9400;

await build();
const vsix = await packageExtension();
await getEditor();
await mkdir(userDataDir, { recursive: true });
await installVsix(vsix, extensionsDir);
const folder = await temporaryFolder();
const workspace = await copyWorkspace(folder.path);
const provider = await providerSettings();
const editor = await progress('Starting VS Code', async () =>
  startEditor({
    userDataDir,
    extensionsDir,
    port: firstPort,
    settings: { ...(await userSettings()), ...quietWindow, ...provider },
  }),
);
console.log(`\nGloss runs in VS Code at this address. Ctrl-C ends it.\n\n  ${editor.url(workspace)}\n`);

/** Which provider the editor starts with; starts the local stand-in when that is the one. */
async function providerSettings(): Promise<Record<string, unknown>> {
  if (values.provider !== 'local') return { 'gloss.provider': values.provider };
  // About the pace of a small model.
  const endpoint = await progress('Starting the local endpoint', () =>
    startEndpoint({ tokensPerSecond: 80 }),
  );
  return localEndpoint(endpoint.baseUrl);
}

/** What the user has set in the editor at an earlier start. */
async function userSettings(): Promise<Record<string, unknown>> {
  const text = await readFile(join(userDataDir, 'User', 'settings.json'), 'utf8').catch(() => '{}');
  return z.record(z.string(), z.unknown()).parse(parse(text));
}
