import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type Attachment, attachment } from '../../chat/turn.ts';
import { imageDetails } from '../../models/imageTokens.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { FailureNotice } from '../services/failureNotice.ts';
import { logError } from '../services/log.ts';
import { readKept } from '../services/readKept.ts';
import { removeWhole, writeWhole } from '../services/wholeFile.ts';
import { workspaceStorage } from '../services/workspaceStorage.ts';
import { currentText } from './currentText.ts';

const entry = z.object({
  id: z.string(),
  attachment,
  /** Of the text; `0` for what has none. */
  tokens: z.number(),
  /** A codicon's name. */
  icon: z.string(),
  /** A file as it is when the message is sent, rather than when it was added. */
  whole: z.optional(z.boolean()),
});
/** Something that goes along with the next message of a conversation. */
export type Attached = z.infer<typeof entry>;
export type NewAttached = Omit<Attached, 'id'>;

const page = z.object({ version: z.literal(1), attached: z.array(entry) });
/** As it was before it had a version. */
const firstPage = z.array(entry);

/**
 * What goes along with the next message of each conversation. On disk, since a question that is being written outlives the
 * window: its words are kept by the panel itself.
 */
export class AttachedStore implements vscode.Disposable {
  readonly #globalStorage: vscode.Uri;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly #changed = new vscode.EventEmitter<string>();
  /** Fires with the id of the conversation. */
  readonly onDidChange = this.#changed.event;
  readonly #entries = new Map<string, readonly Attached[]>();
  /** What was handed over for a question that is not on disk yet, by conversation. */
  readonly #leaving = new Map<string, readonly Attached[]>();
  /** Of the conversations whose file has been read, or is being. */
  readonly #reading = new Map<string, Promise<void>>();
  /** Of the conversations with a file that a later Gloss has written, which stays as it is. */
  readonly #newer = new Set<string>();
  readonly #failure: FailureNotice;
  #writing: Promise<void> = Promise.resolve();

  /** @param globalStorage the extension's own folder, the same for every workspace. */
  constructor(globalStorage: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#globalStorage = globalStorage;
    this.#log = log;
    this.#failure = new FailureNotice(log, () =>
      vscode.l10n.t(
        'What goes along with the next message cannot be saved: is the disk full? It lasts until this window is closed.',
      ),
    );
  }

  /** What goes along with the next message, as far as it has been read from disk. */
  of(conversation: string): readonly Attached[] {
    return this.#entries.get(conversation) ?? [];
  }

  /** Reads back what was added before the window was closed, once. Never throws. */
  async restore(conversation: string): Promise<void> {
    try {
      await this.#read(conversation);
    } catch (error) {
      logError(this.#log, error);
    }
  }

  /** Adds what is not there yet. @returns how many were. */
  async add(conversation: string, added: readonly NewAttached[]): Promise<number> {
    await this.restore(conversation);
    const known = new Set(this.of(conversation).map(contentOf));
    const fresh = added.filter(one => !known.has(contentOf(one)));
    if (fresh.length > 0) {
      const made = fresh.map(one => ({ ...one, id: crypto.randomUUID() }));
      this.#set(conversation, [...this.of(conversation), ...made]);
    }
    return fresh.length;
  }

  remove(conversation: string, id: string): void {
    this.#set(
      conversation,
      this.of(conversation).filter(one => one.id !== id),
    );
  }

  /** Has a picture looked at more or less closely, one after the other. */
  nextImageDetail(conversation: string, id: string): void {
    this.#set(
      conversation,
      this.of(conversation).map(one => {
        const { imageDetail = 'auto' } = one.attachment;
        const next = imageDetails[(imageDetails.indexOf(imageDetail) + 1) % imageDetails.length] ?? 'auto';
        return one.id === id ? { ...one, attachment: { ...one.attachment, imageDetail: next } } : one;
      }),
    );
  }

  /**
   * Hands over what goes along: whole files as they are now. Those that are gone go as they were, and are named.
   * @returns with `sent`, to be called when the question is on disk: until then this is.
   */
  async take(conversation: string): Promise<{ attachments: Attachment[]; gone: string[]; sent: () => void }> {
    await this.restore(conversation);
    const taken = this.of(conversation);
    if (taken.length === 0) return { attachments: [], gone: [], sent: () => undefined };
    const leaving = () => this.#leaving.get(conversation) ?? [];
    this.#leaving.set(conversation, [...leaving(), ...taken]);
    this.#show(conversation, []);
    const gone: string[] = [];
    const attachments = taken.map(async ({ attachment, whole }) => {
      const text = whole && attachment.origin ? await currentText(attachment.origin.uri) : attachment.text;
      if (text === undefined) gone.push(attachment.label);
      return text === undefined ? attachment : { ...attachment, text };
    });
    const sent = () => {
      this.#leaving.set(
        conversation,
        leaving().filter(one => !taken.includes(one)),
      );
      this.#save(conversation);
    };
    return { attachments: await Promise.all(attachments), gone, sent };
  }

  /** Resolves when all that has been added and removed is on disk. */
  written(): Promise<void> {
    return this.#writing;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(conversation: string, next: readonly Attached[]): void {
    this.#show(conversation, next);
    this.#save(conversation);
  }

  #show(conversation: string, next: readonly Attached[]): void {
    this.#entries.set(conversation, next);
    this.#changed.fire(conversation);
  }

  #save(conversation: string): void {
    this.#writing = this.#writing.then(async () => {
      await this.#failure.watch(this.#write(conversation));
    });
  }

  /** @throws when there is something that cannot be read just now */
  #read(conversation: string): Promise<void> {
    const reading = this.#reading.get(conversation) ?? this.#readFile(conversation);
    this.#reading.set(conversation, reading);
    reading.catch(() => this.#reading.delete(conversation));
    return reading;
  }

  async #readFile(conversation: string): Promise<void> {
    const file = await this.#file(conversation);
    const read = await readKept(file, {
      read: readPage,
      broken: () =>
        vscode.l10n.t(
          'What was to go along with the next message cannot be read. Its file is kept, as .corrupt.',
        ),
    });
    if (read === 'newer') {
      this.#newer.add(conversation);
      vscode.window.showWarningMessage(
        vscode.l10n.t(
          'A newer Gloss has kept what goes along with the next message: what is added to it here lasts until this window is closed.',
        ),
      );
      return;
    }
    // What was added in the meantime comes after.
    if (read) this.#show(conversation, [...read, ...this.of(conversation)]);
  }

  async #write(conversation: string): Promise<void> {
    // What cannot be read just now is not written over.
    await this.#read(conversation);
    if (this.#newer.has(conversation)) return;
    const file = await this.#file(conversation);
    const now = [...(this.#leaving.get(conversation) ?? []), ...this.of(conversation)];
    if (now.length === 0) await removeWhole(file);
    else await writeWhole(file, JSON.stringify({ version: 1, attached: now }));
  }

  async #file(conversation: string): Promise<vscode.Uri> {
    const folder = vscode.Uri.joinPath(await workspaceStorage(this.#globalStorage), 'attached');
    await vscode.workspace.fs.createDirectory(folder);
    return vscode.Uri.joinPath(folder, `${conversation}.json`);
  }
}

/** @returns `undefined` for what makes no sense, or has another version. */
function readPage(text: string): Attached[] | undefined {
  const value = parseJson(text);
  return page.safeParse(value).data?.attached ?? firstPage.safeParse(value).data;
}

function contentOf({ attachment: { label, detail, text, origin, image, pdf } }: NewAttached): string {
  return JSON.stringify([label, detail, text, origin, image?.data, pdf]);
}
