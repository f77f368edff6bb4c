import * as vscode from 'vscode';
import * as z from 'zod/mini';
import {
  type Conversation,
  type ConversationChange,
  changesOf,
  newConversation,
} from '../../chat/conversation.ts';
import {
  fileHeading,
  fileLines,
  noticedLine,
  type ReadConversation,
  readConversation,
} from '../../chat/conversationFile.ts';
import { type ConversationSummary, summaryOf } from '../../chat/conversationSummary.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { FailureNotice } from './failureNotice.ts';
import { isThere } from './isThere.ts';
import { logError } from './log.ts';
import { alone, append, copyAside, readWhole, setAside, writeWhole } from './wholeFile.ts';
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
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  #folder: Promise<vscode.Uri> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  /** What is to be appended, by conversation: lines wait here until they are on disk, however often that fails. */
  readonly #waiting = new Map<string, string>();
  /** Those that have a file, with its length in bytes as this window knows it. */
  readonly #sizes = new Map<string, number>();
  /** Those that a later Gloss has written. */
  readonly #readOnly = new Set<string>();
  /** Those of which the last write may have left a part. */
  readonly #torn = new Set<string>();
  readonly #failure: FailureNotice;
  /** What the list has read, by conversation, while its file stays as it is. */
  readonly #listed = new Map<string, StoredConversation & { size: number }>();

  /** @param globalStorageUri the extension's own folder, the same for every workspace. */
  constructor(globalStorageUri: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#globalStorage = globalStorageUri;
    this.#log = log;
    this.#failure = new FailureNotice(log, () =>
      vscode.l10n.t(
        'The conversation cannot be saved: is the disk full? It lasts until this window is closed.',
      ),
    );
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
    await this.#flush();
    const file = await this.#fileOf(id);
    // Before its text: what comes in between is news.
    const size = await sizeOf(file);
    const text = await this.#textOf(id, file);
    if (text.trim() === '') return undefined;
    const read = readConversation(text, id);
    if (!read) {
      await this.#setAside(file);
      return undefined;
    }
    this.#sizes.set(id, size);
    await this.#tell(id, file, read);
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
   * Writes changes to the disk. What cannot be written stays in memory, goes along with the next, and the user is told once.
   * @param conversation as it is with the changes, which is written if it is nowhere any more; or only its id.
   * @returns whether they are there, with all that came before them.
   */
  async append(
    conversation: Conversation | string,
    ...changes: readonly ConversationChange[]
  ): Promise<boolean> {
    const [id, whole] = typeof conversation === 'string' ? [conversation] : [conversation.id, conversation];
    if (this.#readOnly.has(id)) return false;
    this.#waiting.set(id, (this.#waiting.get(id) ?? '') + fileLines(changes));
    return (await this.#enqueue(() => this.#write(id, whole))) && !this.#readOnly.has(id);
  }

  /** Makes this the conversation that the next window begins with. */
  async open(id: string): Promise<void> {
    await this.#enqueue(async () =>
      writeWhole(await this.#file('current.json'), JSON.stringify({ conversation: id })),
    );
  }

  /** All conversations in which something was said, the ones changed last first. Those that cannot be read are left out. */
  async list(): Promise<StoredConversation[]> {
    await this.#flush();
    const folder = await this.#conversations();
    const names = await vscode.workspace.fs.readDirectory(folder).then(
      entries => entries.map(([name]) => name),
      () => [],
    );
    void this.#purge(folder, names);
    const ids = new Set([
      ...names.flatMap(name => conversationFile.exec(name)?.[1] ?? []),
      ...this.#waiting.keys(),
    ]);
    const found = await Promise.all([...ids].map(id => this.#listOne(id)));
    return found.flat().sort((one, other) => other.changedAt - one.changedAt);
  }

  /** Takes a conversation away; for some days it can be brought back. @throws when that cannot be done */
  async delete(id: string): Promise<void> {
    await this.#flush();
    await this.#inTurn(async () => {
      const file = await this.#fileOf(id);
      await alone(file, async () => {
        await this.#bringBack(id);
        // It is kept for some days from now on, not from when it was last written.
        await append(file, '\n');
        await vscode.workspace.fs.rename(file, await this.#deletedFile(id), { overwrite: false });
      });
      this.#sizes.delete(id);
    });
  }

  /** Brings a deleted conversation back, if it is not there. @throws when that cannot be done */
  async undelete(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const file = await this.#fileOf(id);
      await alone(file, () => this.#bringBack(id));
      await vscode.workspace.fs.stat(file);
    });
  }

  async #listOne(id: string): Promise<StoredConversation[]> {
    try {
      const file = await this.#fileOf(id);
      const { size, mtime } = await vscode.workspace.fs
        .stat(file)
        .then(undefined, () => ({ size: 0, mtime: Date.now() }));
      const known = this.#listed.get(id);
      if (known?.size === size) return [known];
      const text = await this.#textOf(id, file);
      if (text.trim() === '') return [];
      const read = readConversation(text, id);
      if (!read) await this.#setAside(file);
      if (!read || read.conversation.turns.length === 0) return [];
      const listed = { ...summaryOf(read.conversation), changedAt: mtime, size };
      // What is not on disk has no size to tell by.
      if (!this.#waiting.has(id)) this.#listed.set(id, listed);
      return [listed];
    } catch (error) {
      logError(this.#log, error);
      return [];
    }
  }

  /** What there is of a conversation, on disk and not there yet; empty when there is nothing. */
  async #textOf(id: string, file: vscode.Uri): Promise<string> {
    return ((await readWhole(file)) ?? '') + (this.#waiting.get(id) ?? '');
  }

  async #setAside(file: vscode.Uri): Promise<void> {
    if (!(await setAside(file))) return;
    vscode.window.showWarningMessage(
      vscode.l10n.t('A conversation cannot be read. Its file is kept, as .corrupt.'),
    );
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

  async #tell(id: string, file: vscode.Uri, { unread, isNewer }: ReadConversation): Promise<void> {
    if (isNewer) return this.#tellNewer(id);
    if (unread === 'none') return;
    if (unread === 'some') {
      const isCopied = await copyAside(file);
      vscode.window.showWarningMessage(
        isCopied
          ? vscode.l10n.t(
              'Some of this conversation cannot be read. A copy of its file is kept, as .corrupt.',
            )
          : vscode.l10n.t('Some of this conversation cannot be read. It stays in its file.'),
      );
      // Told again, until there is a copy.
      if (!isCopied) return;
    }
    this.#waiting.set(id, (this.#waiting.get(id) ?? '') + noticedLine);
  }

  /** Whether a later Gloss has written a conversation that this window has not read. */
  async #isNewer(id: string, file: vscode.Uri): Promise<boolean> {
    return readConversation((await readWhole(file)) ?? '', id)?.isNewer ?? false;
  }

  #tellNewer(id: string): void {
    if (this.#readOnly.has(id)) return;
    this.#readOnly.add(id);
    vscode.window.showWarningMessage(
      vscode.l10n.t('A newer Gloss has written this conversation: what is changed in it here is not kept.'),
    );
  }

  async #write(id: string, whole?: Conversation): Promise<void> {
    const lines = this.#waiting.get(id);
    if (lines === undefined) return;
    const file = await this.#fileOf(id);
    const known = this.#sizes.get(id) ?? 0;
    // Another window has deleted it: who goes on with it wants it.
    if ((await sizeOf(file)) < known) await alone(file, () => this.#bringBack(id));
    const size = await sizeOf(file);
    if (!this.#sizes.has(id) && size > 0 && (await this.#isNewer(id, file))) {
      this.#waiting.delete(id);
      return this.#tellNewer(id);
    }
    const text = [
      ...(size === 0 ? [fileHeading(id)] : []),
      ...(size < known && whole ? [fileLines(changesOf(whole))] : []),
      ...(this.#torn.has(id) ? [noticedLine] : []),
      lines,
    ].join('');
    this.#torn.add(id);
    await append(file, text);
    this.#torn.delete(id);
    // What came meanwhile waits for its turn.
    const later = (this.#waiting.get(id) ?? '').slice(lines.length);
    if (later === '') this.#waiting.delete(id);
    else this.#waiting.set(id, later);
    this.#sizes.set(id, Math.min(size, known) + byteLength(text));
  }

  /** Puts what was deleted back into its place; where something was said there since, into that. */
  async #bringBack(id: string): Promise<void> {
    const [file, deleted] = [await this.#fileOf(id), await this.#deletedFile(id)];
    if (!(await isThere(deleted))) return;
    if (!(await isThere(file))) {
      await vscode.workspace.fs.rename(deleted, file, { overwrite: false });
      return;
    }
    // What was said since once more: it may be about turns that are there only now.
    const [before = '', since = ''] = [await readWhole(deleted), await readWhole(file)];
    await append(file, before + since);
    await vscode.workspace.fs.delete(deleted);
  }

  /** One after another; what fails is told. @returns whether it was done. */
  #enqueue(work: () => Promise<void>): Promise<boolean> {
    return this.#inTurn(() => this.#failure.watch(work()));
  }

  /** One after another. @throws what the work does */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#writing.then(work);
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /** Tries again to write what could not be written. */
  async #flush(): Promise<void> {
    await this.#writing;
    for (const id of this.#waiting.keys()) await this.#enqueue(() => this.#write(id));
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
