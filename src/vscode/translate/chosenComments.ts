import * as vscode from 'vscode';
import type { CommentBlock, Range } from '../../comments/commentBlock.ts';
import { commentsIn } from '../../comments/commentsIn.ts';
import { textOf } from '../../comments/commentText.ts';
import { documentAt } from '../services/originDocument.ts';
import type { DocumentComments, FoundComments } from './documentComments.ts';
import { isReadable } from './isWanted.ts';
import { commentPlace } from './translationHover.ts';

/** Comments for people that the user has chosen, at least one. */
export interface ChosenComments {
  document: vscode.TextDocument;
  found: FoundComments;
  blocks: [CommentBlock, ...CommentBlock[]];
}

/**
 * The comments at the cursor or in the selection.
 * @param place of another, as the links in its hover say it.
 * @returns `undefined` for none; the user knows why.
 */
export async function chosenComments(
  comments: DocumentComments,
  place?: unknown,
): Promise<ChosenComments | undefined> {
  const given = commentPlace.safeParse(place).data;
  const editor = vscode.window.activeTextEditor;
  const document = given ? await documentAt(vscode.Uri.parse(given[0], true)) : editor?.document;
  if (!document) return tell(vscode.l10n.t('Open a file and put the cursor in a comment first.'));
  const found = await comments.of(document);
  const at = given && new vscode.Position(given[1], given[2]);
  const touched = touchedBy(found.blocks, at ? [{ start: at, end: at }] : (editor?.selections ?? []));
  const [first, ...others] = touched.filter(isReadable);
  if (first) return { document, found, blocks: [first, ...others] };
  return tell(
    touched.length > 0
      ? vscode.l10n.t('This comment is for a tool, not for people: it stays as it is.')
      : vscode.l10n.t('No comment here: put the cursor in one, or select some.'),
  );
}

/** In the document's order, without those that say nothing. */
function touchedBy(blocks: readonly CommentBlock[], selections: readonly Range[]): CommentBlock[] {
  const touched = new Set(selections.flatMap(selection => commentsIn(blocks, selection)));
  return blocks.filter(block => touched.has(block) && textOf(block).trim() !== '');
}

function tell(message: string): undefined {
  vscode.window.showInformationMessage(message);
}
