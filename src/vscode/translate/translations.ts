import * as vscode from 'vscode';
import { mayHoldComment } from '../../comments/mayHoldComment.ts';
import { commentRules } from '../services/languageComments.ts';
import { Retried } from '../services/retried.ts';
import { readSwitch } from '../services/settings.ts';
import type { Translating, TranslatingHost } from './translating.ts';

/** Shows translations in the hovers of comments; what makes them is loaded with the first over something like a comment. */
export function registerTranslationHover(translations: Translations): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    async provideHover(document, position, token) {
      if (!readSwitch('translate.hover', true)) return undefined;
      const { text } = document.lineAt(position.line);
      const isLikely =
        translations.isLoaded ||
        readSwitch('translate.strings', false) ||
        readSwitch('translate.markdown', false) ||
        mayHoldComment(text, await commentRules(document.languageId));
      return isLikely ? translations.use(it => it.hover(document, position, token)) : undefined;
    },
  });
}

/** The translations of comments; what makes and shows them is loaded with the first. */
export class Translations implements vscode.Disposable {
  readonly #translating: Retried<Translating>;

  constructor(host: TranslatingHost) {
    this.#translating = new Retried(async () => {
      const { Translating } = await import('./translating.ts');
      return new Translating(host);
    });
  }

  /** Whether something has been translated, or a comment hovered over. */
  get isLoaded(): boolean {
    return this.#translating.isBegun;
  }

  /** Does something with what makes translations. */
  async use<Result>(work: (translating: Translating) => Result): Promise<Awaited<Result>> {
    return await work(await this.#translating.get());
  }

  dispose(): void {
    void this.#translating.ifBegun(translating => translating.dispose());
  }
}
