import * as vscode from 'vscode';
import { type Batch, readBatch } from '../../tasks/batch.ts';
import { readWhole, writeWhole } from '../services/wholeFile.ts';

const currentKey = 'gloss.batch';

/** What it needs of the editor's own small store. */
type State = { get(key: string): unknown; update(key: string, value: unknown): Thenable<void> };

/**
 * Keeps the one batch of this workspace that is not done with, on disk: what was paid for outlives a cancel and the window.
 */
export class BatchStore {
  readonly #folder: vscode.Uri;
  readonly #state: State;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  #writing: Promise<void> = Promise.resolve();
  #latest: Batch | undefined;
  /** Whether its requests are going out at this moment. */
  running = false;

  /** @param storageUri the folder for this workspace, or for a window without one. */
  constructor(
    { storageUri, workspaceState }: { storageUri: vscode.Uri; workspaceState: State },
    log: Pick<vscode.LogOutputChannel, 'error'>,
  ) {
    this.#folder = vscode.Uri.joinPath(storageUri, 'batches');
    this.#state = workspaceState;
    this.#log = log;
  }

  /** Whether there is one; reads no file. */
  get isOpen(): boolean {
    return this.#id !== undefined;
  }

  get #id(): string | undefined {
    const id = this.#state.get(currentKey);
    return typeof id === 'string' ? id : undefined;
  }

  async load(): Promise<Batch | undefined> {
    const id = this.#id;
    if (id === undefined) return undefined;
    await this.#writing;
    const text = await readWhole(this.#fileOf(id));
    const batch = text === undefined ? undefined : readBatch(text);
    // Its file stays where it is: somebody may want what it holds.
    if (!batch) await this.#state.update(currentKey, undefined);
    return batch;
  }

  /** Makes this the batch that the next window finds. */
  async open(batch: Batch): Promise<void> {
    await this.save(batch);
    await this.#state.update(currentKey, batch.id);
  }

  /** Resolves when the batch, or a later version of it, is on disk. Failing to write is logged, never thrown. */
  async save(batch: Batch): Promise<void> {
    this.#latest = batch;
    this.#writing = this.#writing.then(async () => {
      const latest = this.#latest;
      this.#latest = undefined;
      if (latest) await this.#write(latest);
    });
    await this.#writing;
  }

  /** Forgets the batch and its results. */
  async discard({ id }: Batch): Promise<void> {
    await this.#writing;
    await this.#state.update(currentKey, undefined);
    try {
      await vscode.workspace.fs.delete(this.#fileOf(id));
    } catch (error) {
      this.#log.error('A batch could not be deleted.', error instanceof Error ? error.name : '');
    }
  }

  async #write(batch: Batch): Promise<void> {
    try {
      await writeWhole(this.#fileOf(batch.id), JSON.stringify(batch));
    } catch (error) {
      this.#log.error('A batch could not be saved.', error instanceof Error ? error.name : '');
    }
  }

  #fileOf(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${id}.json`);
  }
}
