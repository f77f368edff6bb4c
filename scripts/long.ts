import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from './build.ts';
import { findChromium } from './chromium.ts';
import { getEditor } from './editor/getEditor.ts';
import { root } from './folders.ts';
import { onExit } from './onExit.ts';
import { packageExtension } from './package.ts';

// `npm run test:long`: the tests that find more the longer they run. What they print is shown as it comes.
const [streams = '100000', interruptions = '200'] = process.argv.slice(2);

await runTest(join('test', 'wire', 'random.test.ts'), { GLOSS_STREAMS: streams });
await runTest(join('test', 'unit', 'comments', 'untouched.test.ts'), { GLOSS_LONG: '' });
await runTest(join('test', 'unit', 'chat', 'protocol.test.ts'), { GLOSS_MESSAGES: '1000000' });
await build();
await packageExtension();
await getEditor();
await findChromium();
await runTest(join('test', 'ui', 'webview', 'hostile.test.ts'), { GLOSS_LONG: '' });
await runTest(join('test', 'ui', 'interrupted.test.ts'), { GLOSS_INTERRUPTIONS: interruptions });

async function runTest(file: string, count: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', file], {
    cwd: root,
    env: { ...process.env, ...count },
    stdio: 'inherit',
  });
  const stop = onExit(() => child.kill());
  const [code] = await once(child, 'exit');
  stop();
  if (code !== 0) process.exitCode = 1;
}
