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
const [streams = '100000', interruptions = '200', interleavings = '100000', kills = '500'] =
  process.argv.slice(2);
/** Of a whole editor. */
const hostKills = '500';
const editorInterleavings = '200';

await runTest(join('test', 'wire', 'random.test.ts'), { GLOSS_STREAMS: streams });
await runTest(join('test', 'unit', 'comments', 'untouched.test.ts'), { GLOSS_LONG: '' });
await runTest(join('test', 'unit', 'vscode', 'tools', 'swapRace.test.ts'), { GLOSS_LONG: '' });
await runTest(join('test', 'unit', 'chat', 'protocol.test.ts'), { GLOSS_MESSAGES: '1000000' });
await runTest(join('test', 'unit', 'vscode', 'interleavings.test.ts'), {
  GLOSS_INTERLEAVINGS: interleavings,
});
await runTest(join('test', 'unit', 'vscode', 'storage', 'crash.test.ts'), { GLOSS_KILLS: kills });
await build({ tests: true });
await packageExtension();
await getEditor();
await findChromium();
await runTest(join('test', 'ui', 'webview', 'hostile.test.ts'), { GLOSS_LONG: '' });
await runTest(join('test', 'ui', 'webview', 'specification.test.ts'), { GLOSS_LONG: '' });
await runTest(join('test', 'ui', 'interrupted.test.ts'), { GLOSS_INTERRUPTIONS: interruptions });
await runTest(join('test', 'ui', 'killed.test.ts'), { GLOSS_HOST_KILLS: hostKills });
await runNode(['scripts/editor/runEditorTests.ts', 'node'], {
  GLOSS_EDITOR_INTERLEAVINGS: editorInterleavings,
});

function runTest(file: string, count: Record<string, string>): Promise<void> {
  return runNode(['--test', '--test-reporter=spec', file], count);
}

async function runNode(args: readonly string[], count: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...count },
    stdio: 'inherit',
  });
  const stop = onExit(() => child.kill());
  const [code] = await once(child, 'exit');
  stop();
  if (code !== 0) process.exitCode = 1;
}
