import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';

// Counts on a thread of its own, which holds the vocabulary: the host's has the editor to answer. That thread runs this file,
// too, so that it is found wherever it was bundled.

/** Told to the thread, which knows by it what it is for. */
const role = 'Gloss counts tokens';

interface Question {
  texts: readonly string[];
  answer(counts: number[] | Promise<number[]>): void;
}

class CountingThread {
  readonly #worker = new Worker(new URL(import.meta.url), { name: role, workerData: role, execArgv: [] });
  /** In the order in which they are answered. */
  readonly #questions: Question[] = [];

  constructor() {
    this.#worker.on('message', (counts: number[]) => this.#answer(counts));
    // What went wrong is of no use: after it comes the end.
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => this.#takeBack());
  }

  ask(texts: readonly string[]): Promise<number[]> {
    const { promise, resolve } = Promise.withResolvers<number[]>();
    // What cannot be sent, as when there is no memory for it, is not answered either.
    this.#worker.postMessage(texts);
    this.#questions.push({ texts, answer: resolve });
    this.#worker.ref();
    return promise;
  }

  #answer(counts: number[]): void {
    this.#questions.shift()?.answer(counts);
    // A process whose work is done does not wait for it.
    if (this.#questions.length === 0) this.#worker.unref();
  }

  #takeBack(): void {
    thread = undefined;
    for (const { texts, answer } of this.#questions) answer(countHere(texts));
  }
}

let thread: CountingThread | undefined;

/** The number of tokens of each text. What no thread can be given, or one has not counted when it ends, is counted here. */
export function countEach(texts: readonly string[]): Promise<number[]> {
  try {
    thread ??= new CountingThread();
    return thread.ask(texts);
  } catch {
    return countHere(texts);
  }
}

async function countHere(texts: readonly string[]): Promise<number[]> {
  const { countTokens } = await import('./tokenizer.ts');
  return texts.map(countTokens);
}

async function answerQuestions(port: MessagePort): Promise<void> {
  const { countTokens } = await import('./tokenizer.ts');
  port.on('message', (texts: readonly string[]) => port.postMessage(texts.map(countTokens)));
}

if (workerData === role && parentPort) void answerQuestions(parentPort);
