import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type Conversation, type ConversationChange, newConversation } from '../../chat/conversation.ts';
import {
  fileHeading,
  fileLines,
  noticedLine,
  type ReadConversation,
  readConversation,
} from '../../chat/conversationFile.ts';
import { type ConversationSummary, summaryOf } from '../../chat/conversationSummary.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { logError } from './log.ts';
import { append, readWhole, setAside, writeWhole } from './wholeFile.ts';
import { workspaceStorage } from './workspaceStorage.ts';

/** Which conversation was open last. */
const current = z.object({ conversation: z.uuid() });

const conversationFile = /^([\da-f-]{36})\.jsonl$/;
const deletedFile = /^[\da-f-]{36}\.deleted$/;
/** How long what was deleted can be brought back, in milliseconds. */
const deletedFor = 7 * 86_400_000;

/** What the list of conversations shows of one. */
export interface StoredConversation extends ConversationSummary {
  /** When it was last written, in milliseconds since 1970. */
  changedAt: number;
}

/**
 * Keeps the conversations of this workspace on disk, one file each, to which what happens is appended: nothing that was
 * written is ever written over, and several windows may add to the same one. Nothing waits for the editor to shut down.
 */
export class ConversationStore {
  readonly #globalStorage: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  #folder: Promise<vscode.Uri> | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** What is to be appended, by conversation: lines wait here until they are on disk, however often that fails. */
  readonly #waiting = new Map<string, string>();
  /** Those that have a file, with its length in bytes as this window knows it. */
  readonly #sizes = new Map<string, number>();
  /** Those that a later Gloss has written. */
  readonly #readOnly = new Set<string>();
  #failed = false;
  /** What the list has read, by conversation, while its file stays as it is. */
  readonly #listed = new Map<string, StoredConversation & { size: number }>();

  /** @param globalStorageUri the extension's own folder, the same for every workspace. */
  constructor(globalStorageUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#globalStorage = globalStorageUri;
    this.#log = log;
  }

  /** The conversation that was open here last, empty if nothing was said in it. Never throws. */
  async restore(): Promise<Conversation> {
    try {
      const last = current.safeParse(parseJson((await readWhole(await this.#file('current.json'))) ?? ''));
      if (!last.success) return newConversation();
      const { conversation: id } = last.data;
      // Under its old id: a draft belongs to it.
      return (await this.read(id)) ?? newConversation(id);
    } catch (error) {
      logError(this.#log, error);
      vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The last conversation cannot be read now. It is not lost: look for it in the history.',
        ),
      );
      return newConversation();
    }
  }

  /**
   * A conversation as it is on disk, with what other windows have added; a file that makes no sense is set aside, never
   * deleted.
   * @returns `undefined` when there is none.
   * @throws when there is one, and it cannot be read just now
   */
  async read(id: string): Promise<Conversation | undefined> {
    await this.#writing;
    const file = await this.#fileOf(id);
    const text = await readWhole(file);
    if (text === undefined) return undefined;
    const read = readConversation(text);
    if (!read) {
      if (await setAside(file)) {
        vscode.window.showWarningMessage(
          vscode.l10n.t('A conversation cannot be read. Its file is kept, as .corrupt.'),
        );
      }
      return undefined;
    }
    this.#sizes.set(id, byteLength(text));
    await this.#tell(id, text, read);
    return read.conversation;
  }

  /** Whether there is more of a conversation on disk than this window has read and written. */
  async hasNews(id: string): Promise<boolean> {
    await this.#writing;
    const known = this.#sizes.get(id);
    if (known === undefined || this.#waiting.has(id)) return false;
    return (await sizeOf(await this.#fileOf(id))) > known;
  }

  /**
   * Resolves when the changes are on disk. What cannot be written stays in memory, goes along with the next, and the user
   * is told once.
   */
  async append(id: string, ...changes: readonly ConversationChange[]): Promise<void> {
    if (this.#readOnly.has(id)) return;
    this.#waiting.set(id, (this.#waiting.get(id) ?? '') + fileLines(changes));
    await this.#enqueue(() => this.#write(id));
  }

  /** Makes this the conversation that the next window begins with. */
  async open(id: string): Promise<void> {
    await this.#enqueue(async () =>
      writeWhole(await this.#file('current.json'), JSON.stringify({ conversation: id })),
    );
  }

  /** All conversations in which something was said, the ones changed last first. Those that cannot be read are left out. */
  async list(): Promise<StoredConversation[]> {
    await this.#writing;
    const folder = await this.#conversations();
    const names = await vscode.workspace.fs.readDirectory(folder).then(
      entries => entries.map(([name]) => name),
      () => [],
    );
    void this.#purge(folder, names);
    const found = await Promise.all(names.map(name => this.#listOne(folder, name)));
    return found.flat().sort((one, other) => other.changedAt - one.changedAt);
  }

  /** Takes a conversation away; for some days it can be brought back. @throws when that cannot be done */
  async delete(id: string): Promise<void> {
    await this.#writing;
    await vscode.workspace.fs.rename(await this.#fileOf(id), await this.#deletedFile(id), {
      overwrite: true,
    });
    this.#sizes.delete(id);
  }

  /** Brings a deleted conversation back. @throws when that cannot be done */
  async undelete(id: string): Promise<void> {
    await vscode.workspace.fs.rename(await this.#deletedFile(id), await this.#fileOf(id), {
      overwrite: false,
    });
  }

  async #listOne(folder: vscode.Uri, name: string): Promise<StoredConversation[]> {
    const [, id] = conversationFile.exec(name) ?? [];
    if (id === undefined) return [];
    try {
      const file = vscode.Uri.joinPath(folder, name);
      const { size, mtime } = await vscode.workspace.fs.stat(file);
      const known = this.#listed.get(id);
      if (known?.size === size) return [known];
      const read = readConversation((await readWhole(file)) ?? '');
      if (!read || read.conversation.turns.length === 0) return [];
      const listed = { ...summaryOf(read.conversation), changedAt: mtime, size };
      this.#listed.set(id, listed);
      return [listed];
    } catch (error) {
      logError(this.#log, error);
      return [];
    }
  }

  async #purge(folder: vscode.Uri, names: readonly string[]): Promise<void> {
    for (const name of names.filter(name => deletedFile.test(name))) {
      const file = vscode.Uri.joinPath(folder, name);
      try {
        const { mtime } = await vscode.workspace.fs.stat(file);
        if (mtime < Date.now() - deletedFor) await vscode.workspace.fs.delete(file);
      } catch (error) {
        logError(this.#log, error);
      }
    }
  }

  async #tell(id: string, text: string, { unread, isNewer }: ReadConversation): Promise<void> {
    if (isNewer) {
      this.#readOnly.add(id);
      vscode.window.showWarningMessage(
        vscode.l10n.t('A newer Gloss has written this conversation: what is said in it now is not kept.'),
      );
      return;
    }
    if (unread === 'none') return;
    const file = await this.#fileOf(id);
    if (unread === 'some') {
      await writeWhole(file.with({ path: `${file.path}.corrupt` }), text);
      vscode.window.showWarningMessage(
        vscode.l10n.t('Some of this conversation cannot be read. A copy of its file is kept, as .corrupt.'),
      );
    }
    this.#waiting.set(id, (this.#waiting.get(id) ?? '') + noticedLine);
  }

  async #write(id: string): Promise<void> {
    const lines = this.#waiting.get(id);
    if (lines === undefined) return;
    const file = await this.#fileOf(id);
    const isNew = !this.#sizes.has(id) && (await sizeOf(file)) === 0;
    const text = isNew ? fileHeading(id) + lines : lines;
    await append(file, text);
    // What came meanwhile waits for its turn.
    const later = (this.#waiting.get(id) ?? '').slice(lines.length);
    if (later === '') this.#waiting.delete(id);
    else this.#waiting.set(id, later);
    this.#sizes.set(id, (this.#sizes.get(id) ?? 0) + byteLength(text));
  }

  /** One after another. A failure is told once, until something succeeds again. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work).then(
      () => {
        this.#failed = false;
      },
      error => {
        logError(this.#log, error);
        if (this.#failed) return;
        this.#failed = true;
        vscode.window.showErrorMessage(
          vscode.l10n.t(
            'The conversation cannot be saved: is the disk full? It lasts until this window is closed.',
          ),
        );
      },
    );
    return this.#writing;
  }

  async #conversations(): Promise<vscode.Uri> {
    return this.#file('conversations');
  }

  async #fileOf(id: string): Promise<vscode.Uri> {
    return vscode.Uri.joinPath(await this.#conversations(), `${id}.jsonl`);
  }

  async #deletedFile(id: string): Promise<vscode.Uri> {
    return vscode.Uri.joinPath(await this.#conversations(), `${id}.deleted`);
  }

  async #file(name: string): Promise<vscode.Uri> {
    this.#folder ??= workspaceStorage(this.#globalStorage);
    return vscode.Uri.joinPath(await this.#folder, name);
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** In bytes; 0 when there is no such file. */
async function sizeOf(file: vscode.Uri): Promise<number> {
  return vscode.workspace.fs.stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
