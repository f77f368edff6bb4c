import * as vscode from 'vscode';
import {
  addTranslations,
  readTranslationCache,
  type TranslationCache,
  writeTranslationCache,
} from '../../tasks/translationCache.ts';
import { type FileForm, SharedFile } from '../services/sharedFile.ts';

/** Keeps translations on disk, where they outlive the window and are shared by all of them. */
export class TranslationStore {
  readonly #file: SharedFile<TranslationCache>;

  /** @param folder the extension's own, the same for every workspace. */
  constructor(folder: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'error'>) {
    const form: FileForm<TranslationCache> = {
      empty: new Map(),
      read: readTranslationCache,
      write: writeTranslationCache,
      broken: () =>
        vscode.l10n.t(
          'The translations that were kept cannot be read, and will be asked for again. Their file is kept, as .corrupt.',
        ),
      newer: () =>
        vscode.l10n.t(
          'A newer Gloss has written the translations that are kept: what is translated now is not.',
        ),
      unsaved: () =>
        vscode.l10n.t(
          'Translations cannot be saved: is the disk full? They last until this window is closed.',
        ),
    };
    this.#file = new SharedFile(vscode.Uri.joinPath(folder, 'translations.json'), form, log);
  }

  /** @param key as `translationKey` makes it. */
  async get(key: string): Promise<string | undefined> {
    await this.#file.load();
    return this.#file.known.get(key);
  }

  /** Adds translations, and takes out those without a text. Resolves when that is on disk; failing to write is told. */
  async change(changes: Iterable<readonly [key: string, text: string | undefined]>): Promise<void> {
    const changed = new Map(changes);
    await this.#file.change(before => withChanges(before, changed));
  }

  /** Forgets all of them. */
  async clear(): Promise<void> {
    await this.#file.change(() => new Map());
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
