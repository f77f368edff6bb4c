import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../folders.ts';
import { onExit } from '../onExit.ts';
import { type Trial, Verdict } from './trial.ts';

/** Bytes of memory and number of trials after which a new process is the better one. */
const most = { memory: 700e6, trials: 80 };

/** Runs trials in a process that is kept warm, one after another. */
export class TrialProcess {
  private child: ChildProcess | undefined;
  private trials = 0;

  /** @returns nothing when the test ended the process, or ran into its limits, in one that had done nothing before */
  async decide(trial: Trial): Promise<Verdict | undefined> {
    const wasFresh = this.child === undefined;
    const verdict = await this.send(trial);
    if (verdict && verdict.memory < most.memory && this.trials < most.trials && verdict.isSure)
      return verdict;
    this.end();
    if (verdict?.isSure || wasFresh) return verdict;
    return await this.decide(trial);
  }

  end(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.trials = 0;
  }

  private send(trial: Trial): Promise<Verdict | undefined> {
    this.child ??= start();
    this.trials += 1;
    const { child } = this;
    return new Promise(resolve => {
      const heard = (message: unknown) => {
        child.off('exit', gone);
        resolve(Verdict.parse(message));
      };
      const gone = () => {
        child.off('message', heard);
        resolve(undefined);
      };
      child.once('message', heard);
      child.once('exit', gone);
      child.send(trial);
    });
  }
}

function start(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'trials.ts'), {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // One that never ends shall not take the machine's memory with it.
    execArgv: ['--max-old-space-size=1024', '--no-warnings'],
    // Tests that take longer than a mutant is worth look at less when they see these.
    env: { ...process.env, GLOSS_MUTANT: '1', GLOSS_STREAMS: '100' },
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  child.on('exit', forget);
  return child;
}
