import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { onExit } from '../../scripts/onExit.ts';

/** A script in a process of its own, whose processor time is nobody else's. It answers each message with one. */
export class BenchProcess implements Disposable {
  readonly #child: ChildProcess;
  readonly #forget: () => void;

  constructor(file: string, ...args: readonly string[]) {
    this.#child = fork(file, args, { execArgv: ['--no-warnings'] });
    this.#forget = onExit(() => this.#child.kill());
  }

  /** @throws when the process ends without an answer. */
  async ask(question: unknown): Promise<unknown> {
    const ended = new AbortController();
    const answer = once(this.#child, 'message', { signal: ended.signal });
    const end = () => ended.abort(new Error(`${this.#child.spawnargs.join(' ')} has ended.`));
    this.#child.once('exit', end);
    this.#child.send({ question });
    const [message] = await answer;
    this.#child.off('exit', end);
    return message;
  }

  [Symbol.dispose](): void {
    this.#forget();
  }
}

/** In the script: answers every question that is asked of its process. */
export function answerQuestions(answer: (question: unknown) => unknown): void {
  process.on('message', async (message: { question: unknown }) => {
    process.send?.(await answer(message.question));
  });
}
