import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { copyWorkspace, root, temporaryFolder } from '../folders.ts';
import { copyWebExtension } from './webExtension.ts';

/** The two places an extension can run in, and the suites bundled for each. */
const hosts = { node: 'editor.js', web: 'editor-web.js' } as const;

/**
 * Runs the suites of test/editor, which `build({ tests: true })` has bundled, inside an extension host. Prints what the
 * tests print.
 * @param options.editor the path of a desktop editor, or `download` to fetch one; without it, npm's copy in a headless
 * browser
 * @throws when a test fails
 */
export async function runEditorTests(options: {
  host: keyof typeof hosts;
  editor?: string | undefined;
}): Promise<void> {
  const { host, editor = join(import.meta.dirname, 'launcher.ts') } = options;
  const folder = await temporaryFolder();
  try {
    const extension = host === 'web' ? await copyWebExtension(folder.path) : root;
    const workspace = await copyWorkspace(folder.path);
    const extensionsDir = join(folder.path, 'extensions');
    await mkdir(extensionsDir);
    await runTests({
      ...(editor === 'download' ? {} : { vscodeExecutablePath: editor }),
      extensionDevelopmentPath: extension,
      extensionTestsPath: join(extension, 'dist', 'test', hosts[host]),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder.path, 'user-data')}`,
        `--extensions-dir=${extensionsDir}`,
      ],
      // The launcher's first line asks for `node`: it gets the one that runs this.
      extensionTestsEnv: { PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
    });
  } finally {
    folder.remove();
  }
}

if (import.meta.main) {
  // One host may be named on the command line, which is how `npm test` runs them apart.
  const named = process.argv[2];
  for (const host of ['node', 'web'] as const) {
    if (named === undefined || named === host)
      await runEditorTests({ host, editor: process.env['VSCODE_PATH'] });
  }
}
