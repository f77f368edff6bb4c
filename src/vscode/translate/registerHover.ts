import * as vscode from 'vscode';
import { mayHoldComment } from '../../comments/mayHoldComment.ts';
import type { Gloss } from '../gloss.ts';
import { commentRules } from '../services/languageComments.ts';
import type { Retried } from '../services/retried.ts';
import { readSwitch } from '../services/setting.ts';

/** Shows translations in the hovers of comments; what makes them is loaded with the first over something like a comment. */
export function registerTranslationHover(gloss: Retried<Gloss>): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    async provideHover(document, position, token) {
      if (!readSwitch('translate.hover', true)) return undefined;
      const { text } = document.lineAt(position.line);
      const isLikely =
        (gloss.isBegun && (await gloss.get()).translations.isLoaded) ||
        readSwitch('translate.strings', false) ||
        readSwitch('translate.markdown', false) ||
        mayHoldComment(text, await commentRules(document.languageId));
      if (!isLikely) return undefined;
      const { translations } = await gloss.get();
      return translations.use(it => it.hover(document, position, token));
    },
  });
}
