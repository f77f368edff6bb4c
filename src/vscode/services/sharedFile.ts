import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { parseJson } from '../../openai/parseJson.ts';
import { FailureNotice } from './failureNotice.ts';
import { logError } from './log.ts';
import { alone, readWhole, setAside, writeWhole } from './wholeFile.ts';

/** What a file says, in JSON with `version: 1`, and what the user is told of it. */
export interface FileForm<Value> {
  /** What there is before there is a file. */
  empty: Value;
  /** @returns `undefined` for what makes no sense. */
  read(text: string): Value | undefined;
  write(value: Value): string;
  /** It made no sense, and is kept as `.corrupt`. */
  broken(): string;
  /** A later Gloss has written it, so it is left as it is. */
  newer(): string;
  /** It cannot be written. */
  unsaved(): string;
}

const later = z.object({ version: z.number().check(z.gt(1)) });

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

  /** Reads the value once; as long as that fails it is what this window has made of nothing. */
  async load(): Promise<Value> {
    if (this.#known !== undefined) return this.#known;
    try {
      const text = await readWhole(this.#file);
      // It may have been changed, and written, meanwhile.
      this.#known ??= after(this.#valueOf(text) ?? this.#form.empty, this.#fresh);
    } catch (error) {
      logError(this.#log, error);
    }
    return this.known;
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
    const text = await readWhole(this.#file);
    const read = this.#valueOf(text);
    if (read === undefined && later.safeParse(parseJson(text ?? '')).success) return this.#leave();
    const value = after(read ?? (await this.#setAside()), changes);
    await writeWhole(this.#file, this.#form.write(value));
    this.#fresh = this.#fresh.slice(changes.length);
    this.#known = after(value, this.#fresh);
    this.#isNewer = false;
  }

  /** Changes are of this window alone from now on. */
  #leave(): void {
    if (!this.#isNewer) vscode.window.showWarningMessage(this.#form.newer());
    this.#isNewer = true;
    this.#known = this.known;
    this.#fresh = [];
  }

  #valueOf(text: string | undefined): Value | undefined {
    return text === undefined ? this.#form.empty : this.#form.read(text);
  }

  async #setAside(): Promise<Value> {
    if (await setAside(this.#file)) vscode.window.showWarningMessage(this.#form.broken());
    return this.#form.empty;
  }
}

function after<Value>(before: Value, changes: readonly Change<Value>[]): Value {
  return changes.reduce((value, change) => change(value), before);
}
