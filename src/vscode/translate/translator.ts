import * as vscode from 'vscode';
import type { Problem, Waiting } from '../../chat/turn.ts';
import { type TranslationWish, translate } from '../../tasks/translate.ts';
import { abortOn } from '../services/abortOn.ts';
import type { Endpoint } from '../services/endpoint.ts';
import type { Models } from '../services/models.ts';
import type { Remedies } from '../services/remedies.ts';
import { forgetTranslations, recallTranslations, type Translated, translateTexts } from './translateTexts.ts';
import type { TranslationStore } from './translationStore.ts';

/** Translates texts with whoever the settings name, and tells of what stands in the way. */
export class Translator {
  readonly #models: Models;
  readonly #remedies: Remedies;
  readonly #store: TranslationStore;

  constructor(models: Models, remedies: Remedies, store: TranslationStore) {
    this.#models = models;
    this.#remedies = remedies;
    this.#store = store;
  }

  /** Who translates at this moment; `undefined` when nobody is chosen. */
  get endpoint(): Endpoint | undefined {
    return this.#models.current(translate.id);
  }

  /** The translations that are there already, by their texts. Sends nothing. */
  async recall(texts: readonly string[], wish: TranslationWish): Promise<Map<string, string>> {
    const { endpoint } = this;
    return endpoint ? recallTranslations(this.#store, texts, wish, endpoint) : new Map();
  }

  /** Forgets translations that are of no use, so that they are asked for anew. */
  async forget(texts: readonly string[], wish: TranslationWish): Promise<void> {
    const { endpoint } = this;
    if (endpoint) await forgetTranslations(this.#store, texts, wish, endpoint);
  }

  /** Forgets all translations. */
  async clear(): Promise<void> {
    await this.#store.clear();
  }

  /** Whether somebody can be asked, after asking for a key if need be; if not, the user knows. */
  async isReady(retry: () => Promise<void>): Promise<boolean> {
    const ready = await this.#models.ready(translate.id);
    if ('problem' in ready) this.#tell(ready.problem, retry);
    return !('problem' in ready);
  }

  /**
   * Translates texts, with progress that cancels; what requests failed at is told with what to do about it.
   * @returns `undefined` when there is nothing to go on with; the user knows why.
   */
  async translate(
    texts: readonly string[],
    wish: TranslationWish,
    scope: vscode.TextDocument | undefined,
    retry: () => Promise<void>,
  ): Promise<Translated | undefined> {
    const known = await this.recall(texts, wish);
    if (known.size === new Set(texts).size) {
      return { texts: known, faults: new Map(), receipts: [], problem: undefined };
    }
    const ready = await this.#models.ready(translate.id);
    if ('problem' in ready) return this.#tell(ready.problem, retry);
    const title = vscode.l10n.t('Gloss: translating into {0}', wish.target);
    const translated = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (report, token) => {
        const signal = abortOn(token);
        let settled = 0;
        const progress = (count: number) => {
          settled += count;
          report.report({
            ...(texts.length > 1 ? { message: vscode.l10n.t('{0} of {1}', settled, texts.length) } : {}),
            increment: (100 * count) / texts.length,
          });
        };
        const wait = ({ sentence }: Waiting) => report.report({ message: sentence });
        const run = { wish, scope, signal, progress, wait };
        const done = await translateTexts(ready.model, this.#store, texts, run);
        return signal.aborted ? undefined : done;
      },
    );
    if (translated?.problem) this.#tell(translated.problem, retry);
    return translated;
  }

  /**
   * Translates texts without progress, for what is in view.
   * @returns `undefined` when nobody can be asked; the user knows, as they know of a problem that the result has.
   */
  async translateQuietly(
    texts: readonly string[],
    scope: vscode.TextDocument,
    wish: TranslationWish,
    signal: AbortSignal,
    retry: () => Promise<void>,
  ): Promise<Translated | undefined> {
    const ready = await this.#models.ready(translate.id);
    if ('problem' in ready) return this.#tell(ready.problem, retry);
    const translated = await translateTexts(ready.model, this.#store, texts, { wish, scope, signal });
    if (translated.problem && !signal.aborted) this.#tell(translated.problem, retry);
    return translated;
  }

  /** A new chat is a remedy in the panel only. */
  #tell({ remedies, ...problem }: Problem, retry: () => Promise<void>): undefined {
    const here = remedies.filter(action => action !== 'newChat');
    void this.#remedies.tell({ ...problem, remedies: here }, retry);
  }
}
