import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { CommentBlock } from '../../comments/commentBlock.ts';
import { textOf } from '../../comments/commentText.ts';
import type { TranslationWish } from '../../tasks/translate.ts';
import { formatCost } from '../../usage/cost.ts';
import { asMarkdown } from '../services/asMarkdown.ts';
import type { Endpoint } from '../services/endpoint.ts';
import { estimateTranslation } from './estimateTranslation.ts';

/** Where a comment begins, as the links in its hover say it: the document's URI, line and column. */
export const commentPlace = z.tuple([z.string(), z.number(), z.number()]);

/** The commands that a hover's links may run: it shows others' words. */
const enabledCommands = ['gloss.translateForHover', 'gloss.translateComment'];

/**
 * What the hover of a comment says: its translation, or a link that asks for it and says what that costs.
 * @param translation missing when there is none yet.
 * @returns `undefined` for a comment that its translation leaves as it is.
 */
export function translationHover(
  document: vscode.TextDocument,
  block: CommentBlock,
  translation: string | undefined,
  wish: TranslationWish,
  endpoint: Endpoint,
): vscode.Hover | undefined {
  const text = textOf(block);
  if (translation?.trim() === text.trim()) return undefined;
  const { start, end } = block;
  const place: z.infer<typeof commentPlace> = [document.uri.toString(), start.line, start.character];
  const linkTo = (command: string) => `command:${command}?${encodeURIComponent(JSON.stringify(place))}`;
  // Apart, so that nothing in the translation is trusted.
  const said = new vscode.MarkdownString(asMarkdown(translation ?? ''));
  const links = new vscode.MarkdownString('', true);
  links.isTrusted = { enabledCommands };
  if (translation === undefined) {
    const { cost } = estimateTranslation([text], wish, endpoint.model);
    const label =
      cost === undefined
        ? vscode.l10n.t('Translate into {0}', wish.target)
        : vscode.l10n.t('Translate into {0} (about {1})', wish.target, formatCost(cost, vscode.env.language));
    links.appendMarkdown(`[$(globe) ${label}](${linkTo('gloss.translateForHover')})`);
  } else {
    links.appendMarkdown(`[${vscode.l10n.t('Replace')}](${linkTo('gloss.translateComment')})`);
  }
  return new vscode.Hover(
    translation === undefined ? [links] : [said, links],
    new vscode.Range(start.line, start.character, end.line, end.character),
  );
}
