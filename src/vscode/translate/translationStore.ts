import * as vscode from 'vscode';
import {
  addTranslations,
  readTranslationCache,
  type TranslationCache,
  writeTranslationCache,
} from '../../tasks/translationCache.ts';
import { logError } from '../services/log.ts';
import { alone, readWhole, setAside, writeWhole } from '../services/wholeFile.ts';

/** Keeps translations on disk, where they outlive the window and are shared by all of them. */
export class TranslationStore {
  readonly #file: vscode.Uri;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  #known: TranslationCache | undefined;
  /** What is not on disk yet; without a text it is to go from there. */
  #fresh = new Map<string, string | undefined>();
  #writing: Promise<void> = Promise.resolve();

  /** @param folder the extension's own, the same for every workspace. */
  constructor(folder: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#file = vscode.Uri.joinPath(folder, 'translations.json');
    this.#log = log;
  }

  /** @param key as `translationKey` makes it. */
  async get(key: string): Promise<string | undefined> {
    return (await this.#load()).get(key);
  }

  /** Adds translations, and takes out those without a text. Resolves when that is on disk; failing to write is logged. */
  async change(changes: Iterable<readonly [key: string, text: string | undefined]>): Promise<void> {
    const known = await this.#load();
    const changed = new Map(changes);
    for (const [key, text] of changed) this.#fresh.set(key, text);
    this.#known = withChanges(known, changed);
    this.#writing = this.#writing.then(() => alone(this.#file, () => this.#write()));
    await this.#writing;
  }

  /** Forgets all of them. */
  async clear(): Promise<void> {
    this.#fresh.clear();
    this.#writing = this.#writing.then(async () => {
      this.#known = new Map();
      await this.#writeWhole(new Map());
    });
    await this.#writing;
  }

  /** Other windows write the file, too: what they have added stays, what they have cleared is gone. */
  async #write(): Promise<void> {
    if (this.#fresh.size === 0) return;
    const fresh = this.#fresh;
    this.#fresh = new Map();
    const written = await this.#read().then(
      known => withChanges(known, fresh),
      error => logError(this.#log, error),
    );
    if (written) this.#known = withChanges(written, this.#fresh);
    // What could not be read is not written over; the next write has this, too.
    if (!written || !(await this.#writeWhole(written))) this.#fresh = new Map([...fresh, ...this.#fresh]);
  }

  /** What is known, as little as that may be while the file cannot be read. */
  async #load(): Promise<TranslationCache> {
    if (this.#known) return this.#known;
    try {
      this.#known = await this.#read();
      return this.#known;
    } catch (error) {
      logError(this.#log, error);
      return new Map();
    }
  }

  async #writeWhole(cache: TranslationCache): Promise<boolean> {
    try {
      await writeWhole(this.#file, writeTranslationCache(cache));
      return true;
    } catch (error) {
      logError(this.#log, error);
      return false;
    }
  }

  async #read(): Promise<TranslationCache> {
    const text = await readWhole(this.#file);
    if (text === undefined) return new Map();
    const read = readTranslationCache(text);
    if (!read && (await setAside(this.#file))) {
      vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The translations that were kept cannot be read, and will be asked for again. Their file is kept, as .corrupt.',
        ),
      );
    }
    return read ?? new Map();
  }
}

function withChanges(
  before: TranslationCache,
  changes: ReadonlyMap<string, string | undefined>,
): TranslationCache {
  const kept = [...before].filter(([key]) => !changes.has(key));
  const added = [...changes].flatMap(([key, text]) => (text === undefined ? [] : [[key, text] as const]));
  return addTranslations(new Map(kept), added);
}
