import type * as vscode from 'vscode';
import type { NewQuestion } from '../../chat/conversation.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import type { ExplainThreads } from './explainThreads.ts';

/** The explanations beside the code; what shows them is loaded with the first. */
export class BesideCode implements vscode.Disposable {
  readonly #session: ChatSession;
  #threads: Promise<ExplainThreads> | undefined;

  constructor(session: ChatSession) {
    this.#session = session;
  }

  /** Asks a question and shows its answer below a range. Resolves when the answer has ended. */
  async ask(question: NewQuestion, uri: vscode.Uri, range: vscode.Range): Promise<void> {
    await (await this.#load()).ask(question, uri, range);
  }

  /** Asks what was typed into the box below an explanation. @param argument what the editor says of it. */
  async reply(argument: unknown): Promise<void> {
    await (await this.#load()).reply(argument);
  }

  /** Takes an explanation away. @param argument what the editor says of it. */
  async close(argument: unknown): Promise<void> {
    (await this.#load()).close(argument);
  }

  dispose(): void {
    void this.#threads?.then(threads => threads.dispose());
  }

  #load(): Promise<ExplainThreads> {
    this.#threads ??= import('./explainThreads.ts').then(
      ({ ExplainThreads }) => new ExplainThreads(this.#session),
    );
    // What could not be loaded may be the next time.
    this.#threads.catch(() => {
      this.#threads = undefined;
    });
    return this.#threads;
  }
}
