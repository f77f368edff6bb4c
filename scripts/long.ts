import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './folders.ts';
import { onExit } from './onExit.ts';

// `npm run test:long`: the tests that find more the longer they run. What they print is shown as it comes.
const [streams = '100000'] = process.argv.slice(2);
const child = spawn(
  process.execPath,
  [
    ...['--test', '--test-reporter=spec', join('test', 'wire', 'random.test.ts')],
    join('test', 'unit', 'comments', 'untouched.test.ts'),
  ],
  {
    cwd: root,
    env: { ...process.env, GLOSS_STREAMS: streams, GLOSS_LONG: '' },
    stdio: 'inherit',
  },
);
const stop = onExit(() => child.kill());
child.on('exit', code => {
  stop();
  process.exitCode = code ?? 1;
});
