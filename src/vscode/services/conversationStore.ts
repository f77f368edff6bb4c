import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type Conversation, newConversation, readConversation } from '../../chat/conversation.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { readWhole, setAside, writeWhole } from './wholeFile.ts';

/** Which conversation was open last. */
const current = z.object({ conversation: z.uuid() });

/**
 * Keeps the conversations of this workspace on disk, one file each, and which of them is open. Nothing waits for the editor
 * to shut down, nor for its own small store, which reaches the disk seconds later.
 */
export class ConversationStore {
  readonly #folder: vscode.Uri;
  readonly #current: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  #writing: Promise<void> = Promise.resolve();
  readonly #waiting = new Map<string, Conversation>();

  /** @param storageUri the folder for this workspace, or for a window without one. */
  constructor(storageUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#folder = vscode.Uri.joinPath(storageUri, 'conversations');
    this.#current = vscode.Uri.joinPath(storageUri, 'current.json');
    this.#log = log;
  }

  /**
   * The conversation that was open here last, empty if nothing was said in it; a file that cannot be read is set aside,
   * never deleted.
   */
  async restore(): Promise<Conversation> {
    const last = current.safeParse(parseJson((await readWhole(this.#current)) ?? ''));
    if (!last.success) return newConversation();
    const id = last.data.conversation;
    const file = this.#fileOf(id);
    const text = await readWhole(file);
    // Under its old id: a draft belongs to it.
    if (text === undefined) return { ...newConversation(), id };
    const conversation = readConversation(text);
    if (conversation) return conversation;
    if (await setAside(file)) {
      vscode.window.showWarningMessage(
        vscode.l10n.t('The last conversation cannot be read. Its file is kept, as .corrupt.'),
      );
    }
    return newConversation();
  }

  /** Resolves when the conversation, or a later version of it, is on disk. Failing to write is logged, never thrown. */
  async save(conversation: Conversation): Promise<void> {
    this.#waiting.set(conversation.id, conversation);
    this.#writing = this.#writing.then(async () => {
      const latest = this.#waiting.get(conversation.id);
      this.#waiting.delete(conversation.id);
      if (latest) await this.#write(this.#fileOf(latest.id), latest);
    });
    await this.#writing;
  }

  /** Makes this the conversation that the next window begins with. */
  async open(id: string): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(this.#current, { conversation: id }));
    await this.#writing;
  }

  async #write(file: vscode.Uri, value: unknown): Promise<void> {
    try {
      await writeWhole(file, JSON.stringify(value));
    } catch (error) {
      this.#log.error('The conversation could not be saved.', error instanceof Error ? error.name : '');
    }
  }

  #fileOf(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${id}.json`);
  }
}
