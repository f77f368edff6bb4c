import type * as vscode from 'vscode';
import type { NewQuestion } from '../../chat/conversation.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { Retried } from '../services/retried.ts';
import type { ExplainThreads } from './explainThreads.ts';

/** The explanations beside the code; what shows them is loaded with the first. */
export class BesideCode implements vscode.Disposable {
  readonly #threads: Retried<ExplainThreads>;

  constructor(session: ChatSession) {
    this.#threads = new Retried(async () => {
      const { ExplainThreads } = await import('./explainThreads.ts');
      return new ExplainThreads(session);
    });
  }

  /** Asks a question and shows its answer below a range. Resolves when the answer has ended. */
  async ask(question: NewQuestion, uri: vscode.Uri, range: vscode.Range): Promise<void> {
    await (await this.#threads.get()).ask(question, uri, range);
  }

  /** Asks what was typed into the box below an explanation. @param argument what the editor says of it. */
  async reply(argument: unknown): Promise<void> {
    await (await this.#threads.get()).reply(argument);
  }

  /** Takes an explanation away. @param argument what the editor says of it. */
  async close(argument: unknown): Promise<void> {
    (await this.#threads.get()).close(argument);
  }

  dispose(): void {
    void this.#threads.ifBegun(threads => threads.dispose());
  }
}
