import * as vscode from 'vscode';
import { type Conversation, readConversation } from '../../chat/conversation.ts';

const currentKey = 'gloss.conversation';

/**
 * Keeps the conversation of this workspace on disk, one file each, written beside itself and moved into place so that a
 * crash leaves the old one whole. Nothing waits for the editor to shut down.
 */
export class ConversationStore {
  readonly #folder: vscode.Uri;
  readonly #state: vscode.Memento;
  readonly #log: vscode.LogOutputChannel;
  #writing: Promise<void> = Promise.resolve();
  readonly #waiting = new Map<string, Conversation>();

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#folder = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'conversations');
    this.#state = context.workspaceState;
    this.#log = log;
  }

  /** The conversation that was open here last; a file that cannot be read is set aside, never deleted. */
  async restore(): Promise<Conversation | undefined> {
    const id = this.#state.get(currentKey);
    if (typeof id !== 'string') return undefined;
    const file = this.#fileOf(id);
    const bytes = await readIfThere(file);
    if (!bytes) return undefined;
    const conversation = readConversation(new TextDecoder().decode(bytes));
    if (conversation) return conversation;
    await vscode.workspace.fs.rename(file, file.with({ path: `${file.path}.corrupt` }), { overwrite: true });
    vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The last conversation could not be read. Its file is kept beside where it was, as .corrupt.',
      ),
    );
    return undefined;
  }

  /** Resolves when the conversation, or a later version of it, is on disk. Failing to write is logged, never thrown. */
  async save(conversation: Conversation): Promise<void> {
    this.#waiting.set(conversation.id, conversation);
    this.#writing = this.#writing.then(async () => {
      const latest = this.#waiting.get(conversation.id);
      this.#waiting.delete(conversation.id);
      if (latest) await this.#write(latest);
    });
    await this.#writing;
  }

  /** Makes this the conversation that the next window begins with. */
  async open(id: string): Promise<void> {
    await this.#state.update(currentKey, id);
  }

  async #write(conversation: Conversation): Promise<void> {
    try {
      const file = this.#fileOf(conversation.id);
      const fresh = file.with({ path: `${file.path}.new` });
      await vscode.workspace.fs.writeFile(fresh, new TextEncoder().encode(JSON.stringify(conversation)));
      await vscode.workspace.fs.rename(fresh, file, { overwrite: true });
      if (this.#state.get(currentKey) !== conversation.id)
        await this.#state.update(currentKey, conversation.id);
    } catch (error) {
      this.#log.error('The conversation could not be saved.', error instanceof Error ? error.name : '');
    }
  }

  #fileOf(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${id}.json`);
  }
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}
