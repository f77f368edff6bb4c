import * as vscode from 'vscode';
import { type Batch, readBatch } from '../../tasks/batch.ts';
import { disk } from '../services/disk.ts';
import { FailureNotice } from '../services/failureNotice.ts';
import { logError } from '../services/log.ts';
import { readKept } from '../services/readKept.ts';
import { removeWhole, writeWhole } from '../services/wholeFile.ts';
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
  #latest: Batch | undefined;
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
    if (this.#isNewer) return;
    this.#latest = batch;
    this.#writing = this.#writing.then(async () => {
      const latest = this.#latest;
      this.#latest = undefined;
      if (latest) await this.#failure.watch(this.#write(latest));
    });
    await this.#writing;
  }

  /** Forgets the batch and its results. */
  async discard(): Promise<void> {
    if (this.#isNewer) return;
    await this.#writing;
    try {
      await removeWhole(await this.#file());
    } catch (error) {
      logError(this.#log, error);
    }
  }

  async #write(batch: Batch): Promise<void> {
    await writeWhole(await this.#file(), JSON.stringify(batch));
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
