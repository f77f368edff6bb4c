import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { NewQuestion } from '../../chat/conversation.ts';
import { threadController } from '../contributions/views.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { ExplainThread } from './explainThread.ts';

/** What the editor hands over when something was typed into the box below a thread. */
const reply = z.object({ thread: z.unknown(), text: z.string() });

/** Explanations beside the code, each a comment thread that follows the session's conversation. */
export class ExplainThreads implements vscode.Disposable {
  readonly #session: ChatSession;
  readonly #controller = vscode.comments.createCommentController(threadController, 'Gloss');
  /** By the object that the editor hands over in its menus. */
  readonly #threads = new Map<unknown, ExplainThread>();

  constructor(session: ChatSession) {
    this.#session = session;
    this.#controller.options = {
      prompt: vscode.l10n.t('Ask about it'),
      placeHolder: vscode.l10n.t('Ask about this explanation'),
    };
  }

  /** Asks a question and shows its answer below a range. Resolves when the answer has ended. */
  async ask(question: NewQuestion, uri: vscode.Uri, range: vscode.Range): Promise<void> {
    const explained = new ExplainThread(this.#session, comments => {
      const thread = this.#controller.createCommentThread(uri, range, comments);
      thread.label = question.text;
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      this.#threads.set(thread, explained);
      return thread;
    });
    await explained.ask(question);
  }

  /** Asks what was typed into a thread's box, in the same conversation. */
  async reply(argument: unknown): Promise<void> {
    const parsed = reply.safeParse(argument);
    if (!parsed.success || parsed.data.text.trim() === '') return;
    await this.#threads.get(parsed.data.thread)?.ask({ text: parsed.data.text, attachments: [] });
  }

  /** Takes a thread away, and stops the answer that is coming to it. */
  close(argument: unknown): void {
    this.#threads.get(argument)?.dispose();
    this.#threads.delete(argument);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#threads.values(), this.#controller).dispose();
  }
}
