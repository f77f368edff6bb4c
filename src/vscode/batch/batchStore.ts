import * as vscode from 'vscode';
import { type Batch, readBatch } from '../../tasks/batch.ts';
import { isThere, readWhole, removeWhole, setAside, writeWhole } from '../services/wholeFile.ts';

/**
 * Keeps the one batch of this workspace that is not done with, on disk: what was paid for outlives a cancel, the window and
 * a crash. In a file alone, because the editor's own small store reaches the disk seconds later.
 */
export class BatchStore {
  readonly #file: vscode.Uri;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  #writing: Promise<void> = Promise.resolve();
  #latest: Batch | undefined;
  /** Whether its requests are going out at this moment. */
  running = false;

  /** @param storageUri the folder for this workspace, or for a window without one. */
  constructor(storageUri: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#file = vscode.Uri.joinPath(storageUri, 'batch.json');
    this.#log = log;
  }

  /** Whether an earlier run has left one; does not read it. */
  isThere(): Promise<boolean> {
    return isThere(this.#file);
  }

  /** The batch that is not done with. A file that cannot be read is set aside, never deleted. */
  async load(): Promise<Batch | undefined> {
    await this.#writing;
    const text = await readWhole(this.#file);
    if (text === undefined) return undefined;
    const batch = readBatch(text);
    if (!batch && (await setAside(this.#file))) {
      vscode.window.showWarningMessage(
        vscode.l10n.t('A task over many files cannot be gone on with. Its file is kept, as .corrupt.'),
      );
    }
    return batch;
  }

  /** Resolves when the batch, or a later version of it, is on disk. Failing to write is logged, never thrown. */
  async save(batch: Batch): Promise<void> {
    this.#latest = batch;
    this.#writing = this.#writing.then(async () => {
      const latest = this.#latest;
      this.#latest = undefined;
      if (latest) await this.#try('saved', writeWhole(this.#file, JSON.stringify(latest)));
    });
    await this.#writing;
  }

  /** Forgets the batch and its results. */
  async discard(): Promise<void> {
    await this.#writing;
    await this.#try('deleted', removeWhole(this.#file));
  }

  async #try(what: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#log.error(`A batch could not be ${what}.`, error instanceof Error ? error.name : '');
    }
  }
}
