import * as vscode from 'vscode';
import { type Batch, type BatchFile, batchText, readBatch, triedLine } from '../../tasks/batch.ts';
import { disk } from '../services/disk.ts';
import { FailureNotice } from '../services/failureNotice.ts';
import { exists } from '../services/isThere.ts';
import { logError } from '../services/log.ts';
import { readKept } from '../services/readKept.ts';
import { append, removeWhole, writeWhole } from '../services/wholeFile.ts';
import { workspaceStorage } from '../services/workspaceStorage.ts';
import { batchFile } from './isBatchLeft.ts';

/**
 * Keeps the one batch of this workspace that is not done with, on disk: what was paid for outlives a cancel, the window and
 * a crash. In a file alone, because the editor's own small store reaches the disk seconds later.
 */
export class BatchStore {
  readonly #globalStorage: vscode.Uri;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly #failure: FailureNotice;
  #folder: Promise<vscode.Uri> | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** What is to be written: the batch as it is by now, and the lines that say so where the rest is on disk. */
  #next: { batch: Batch; lines: string | undefined } | undefined;
  /** The batch that is on disk whole, up to the lines that are to be written. */
  #onDisk: string | undefined;
  #running = false;
  /** A later Gloss has left one, which stays as it is. */
  #isNewer = false;

  /** @param globalStorageUri the extension's own folder, the same for every workspace. */
  constructor(globalStorageUri: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#globalStorage = globalStorageUri;
    this.#log = log;
    this.#failure = new FailureNotice(log, () =>
      vscode.l10n.t(
        'The results of the task over many files cannot be saved: is the disk full? They last until this window is closed.',
      ),
    );
  }

  /** Whether its requests are going out from this window at this moment. */
  get running(): boolean {
    return this.#running;
  }

  /** Whether they are going out from another window on this workspace. */
  async isRunElsewhere(): Promise<boolean> {
    const lock = await this.#file('batch.lock');
    return disk !== undefined && lock.scheme === 'file' && disk.isLocked(lock.fsPath);
  }

  /** Does the work that sends its requests. @returns `undefined` when this or another window is at it already. */
  async run<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (this.#running) return undefined;
    this.#running = true;
    try {
      const lock = await this.#file('batch.lock');
      const onDisk = lock.scheme === 'file' ? disk : undefined;
      const unlock = await onDisk?.lock(lock.fsPath);
      if (onDisk && !unlock) return undefined;
      try {
        return await work();
      } finally {
        await unlock?.();
      }
    } finally {
      this.#running = false;
    }
  }

  /**
   * The batch that is not done with. A file that cannot be read is set aside, never deleted; while there is one that a later
   * Gloss has left, nothing is written.
   */
  async load(): Promise<Batch | undefined> {
    await this.#writing;
    const batch = await readKept(await this.#file(), {
      read: readBatch,
      broken: () =>
        vscode.l10n.t('A task over many files cannot be gone on with. Its file is kept, as .corrupt.'),
    });
    const wasNewer = this.#isNewer;
    this.#isNewer = batch === 'newer';
    if (this.#isNewer && !wasNewer) tellNewer();
    return batch === 'newer' ? undefined : batch;
  }

  /** Resolves when the batch, or a later version of it, is on disk. Failing to write is told, never thrown. */
  async save(batch: Batch): Promise<void> {
    await this.#keep(batch, undefined);
  }

  /**
   * As `save`, of a batch in which one more file was tried since: only that is written.
   * @param file how it stands now; `undefined` when it is still to be done
   */
  async saveTried(batch: Batch, file: BatchFile | undefined): Promise<void> {
    await this.#keep(batch, triedLine(batch, file));
  }

  /** Forgets the batch and its results. */
  async discard(): Promise<void> {
    if (this.#isNewer) return;
    await this.#writing;
    this.#onDisk = undefined;
    try {
      await removeWhole(await this.#file());
    } catch (error) {
      logError(this.#log, error);
    }
  }

  /** @param lines what is new; `undefined` when that is all of it. */
  async #keep(batch: Batch, lines: string | undefined): Promise<void> {
    if (this.#isNewer) return;
    const isWhole = lines === undefined || (this.#next && this.#next.lines === undefined);
    this.#next = { batch, lines: isWhole ? undefined : `${this.#next?.lines ?? ''}${lines}` };
    this.#writing = this.#writing.then(async () => {
      const next = this.#next;
      this.#next = undefined;
      if (next) await this.#failure.watch(this.#write(next.batch, next.lines));
    });
    await this.#writing;
  }

  async #write(batch: Batch, lines: string | undefined): Promise<void> {
    const file = await this.#file();
    const isOnDisk = this.#onDisk === batch.id && (await exists(file));
    // A write that fails may have left a part: the next one is of all.
    this.#onDisk = undefined;
    if (isOnDisk && lines !== undefined) await append(file, lines);
    else await writeWhole(file, batchText(batch));
    this.#onDisk = batch.id;
  }

  async #file(name = batchFile): Promise<vscode.Uri> {
    this.#folder ??= workspaceStorage(this.#globalStorage);
    return vscode.Uri.joinPath(await this.#folder, name);
  }
}

function tellNewer(): void {
  vscode.window.showWarningMessage(
    vscode.l10n.t(
      'A newer Gloss has left a task over many files. Until that is done with there, the results of another one last until this window is closed.',
    ),
  );
}
