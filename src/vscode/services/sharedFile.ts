import * as vscode from 'vscode';
import { FailureNotice } from './failureNotice.ts';
import { logError } from './log.ts';
import { type KeptForm, readKept } from './readKept.ts';
import { alone, readWhole, writeWhole } from './wholeFile.ts';

/** What a file says, in JSON with `version: 1`, and what the user is told of it. */
export interface FileForm<Value> extends KeptForm<Value> {
  /** What there is before there is a file. */
  empty: Value;
  write(value: Value): string;
  /** A later Gloss has written it, so it is left as it is. */
  newer(): string;
  /** It cannot be written. */
  unsaved(): string;
}

type Change<Value> = (before: Value) => Value;

/**
 * A value in one file that all windows read and change. A change is a function, so that it can be made of what others have
 * written by then; reading alone leaves the file as it is.
 */
export class SharedFile<Value> {
  readonly #file: vscode.Uri;
  readonly #form: FileForm<Value>;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly #failure: FailureNotice;
  #known: Value | undefined;
  /** Changes that are not on disk yet, the oldest first. */
  #fresh: Change<Value>[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  #isNewer = false;

  constructor(file: vscode.Uri, form: FileForm<Value>, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#file = file;
    this.#form = form;
    this.#log = log;
    this.#failure = new FailureNotice(log, form.unsaved);
  }

  /** The value as this window knows it; empty before it was read. */
  get known(): Value {
    return this.#known ?? after(this.#form.empty, this.#fresh);
  }

  /**
   * Reads the value once; as long as that fails it is what this window has made of nothing.
   * @returns whether it is known.
   */
  async load(): Promise<boolean> {
    if (this.#known !== undefined) return true;
    try {
      const text = await readWhole(this.#file);
      // It may have been changed, and written, meanwhile.
      const read = text === undefined ? undefined : this.#form.read(text);
      this.#known ??= after(read ?? this.#form.empty, this.#fresh);
      return true;
    } catch (error) {
      logError(this.#log, error);
      return false;
    }
  }

  /**
   * Changes the value, for this window at once. What cannot be written is told, and written with the next change.
   * @returns whether it is on disk.
   */
  async change(change: Change<Value>): Promise<boolean> {
    this.#fresh.push(change);
    if (this.#known !== undefined) this.#known = change(this.#known);
    const written = this.#writing.then(() => this.#failure.watch(alone(this.#file, () => this.#write())));
    this.#writing = written;
    return (await written) && !this.#isNewer;
  }

  async #write(): Promise<void> {
    const changes = [...this.#fresh];
    if (changes.length === 0) return; // they went with others
    const read = await readKept(this.#file, this.#form);
    if (read === 'newer') return this.#leave();
    const value = after(read ?? this.#form.empty, changes);
    await writeWhole(this.#file, this.#form.write(value));
    this.#fresh = this.#fresh.slice(changes.length);
    this.#known = after(value, this.#fresh);
    this.#isNewer = false;
  }

  /** Changes are of this window alone from now on. */
  #leave(): void {
    if (!this.#isNewer) vscode.window.showWarningMessage(this.#form.newer());
    this.#isNewer = true;
    // With the changes in it, which would be lost with their list where nothing was read yet.
    this.#known = this.known;
    this.#fresh = [];
  }
}

function after<Value>(before: Value, changes: readonly Change<Value>[]): Value {
  return changes.reduce((value, change) => change(value), before);
}
