import { join } from 'node:path';
import { root } from './folders.ts';
import { progress } from './progress.ts';
import { runOrThrow } from './run.ts';

/** Bundles the extension, the panel and, on request, the suites that run inside an editor. */
export async function build(options: { tests?: boolean } = {}): Promise<void> {
  const args = [join(root, 'bundle.js'), ...(options.tests ? ['--tests'] : [])];
  await progress('Building', () => runOrThrow(process.execPath, args, { cwd: root }));
}

if (import.meta.main) await build({ tests: process.argv.includes('--tests') });
