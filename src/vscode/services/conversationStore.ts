import * as vscode from 'vscode';
import { type Conversation, newConversation, readConversation } from '../../chat/conversation.ts';

const currentKey = 'gloss.conversation';

/** What it needs of the editor's own small store. */
type State = { get(key: string): unknown; update(key: string, value: unknown): Thenable<void> };

/**
 * Keeps the conversation of this workspace on disk, one file each, written beside itself and moved into place so that a
 * crash leaves the old one whole. Nothing waits for the editor to shut down.
 */
export class ConversationStore {
  readonly #folder: vscode.Uri;
  readonly #state: State;
  readonly #log: vscode.LogOutputChannel;
  #writing: Promise<void> = Promise.resolve();
  readonly #waiting = new Map<string, Conversation>();

  /** @param storageUri the folder for this workspace, or for a window without one. */
  constructor(
    { storageUri, workspaceState }: { storageUri: vscode.Uri; workspaceState: State },
    log: vscode.LogOutputChannel,
  ) {
    this.#folder = vscode.Uri.joinPath(storageUri, 'conversations');
    this.#state = workspaceState;
    this.#log = log;
  }

  /**
   * The conversation that was open here last, empty if nothing was said in it; a file that cannot be read is set aside,
   * never deleted.
   */
  async restore(): Promise<Conversation> {
    const id = this.#state.get(currentKey);
    if (typeof id !== 'string') return newConversation();
    const file = this.#fileOf(id);
    // The editor moves a file over another by deleting that first, so a crash may leave only the fresh one.
    const bytes = (await readIfThere(file)) ?? (await readIfThere(freshOf(file)));
    // Under its old id: a draft belongs to it.
    if (!bytes) return { ...newConversation(), id };
    const conversation = readConversation(new TextDecoder().decode(bytes));
    if (conversation) return conversation;
    await this.#setAside(file);
    return newConversation();
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
    try {
      await this.#state.update(currentKey, id);
    } catch (error) {
      this.#log.error(
        'The conversation could not be made the current one.',
        error instanceof Error ? error.name : '',
      );
    }
  }

  async #write(conversation: Conversation): Promise<void> {
    try {
      const file = this.#fileOf(conversation.id);
      const fresh = freshOf(file);
      await vscode.workspace.fs.writeFile(fresh, new TextEncoder().encode(JSON.stringify(conversation)));
      await vscode.workspace.fs.rename(fresh, file, { overwrite: true });
    } catch (error) {
      this.#log.error('The conversation could not be saved.', error instanceof Error ? error.name : '');
    }
  }

  async #setAside(file: vscode.Uri): Promise<void> {
    try {
      await vscode.workspace.fs.rename(file, file.with({ path: `${file.path}.corrupt` }), {
        overwrite: true,
      });
    } catch {
      return; // only the fresh one is there, or the folder cannot be written to: it stays as it is
    }
    vscode.window.showWarningMessage(
      vscode.l10n.t('The last conversation cannot be read. Its file is kept, as .corrupt.'),
    );
  }

  #fileOf(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${id}.json`);
  }
}

function freshOf(file: vscode.Uri): vscode.Uri {
  return file.with({ path: `${file.path}.new` });
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}
