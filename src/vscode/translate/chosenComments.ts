import * as vscode from 'vscode';
import type { CommentBlock, Range } from '../../comments/commentBlock.ts';
import { commentsIn } from '../../comments/commentsIn.ts';
import { textOf } from '../../comments/commentText.ts';
import { documentAt } from '../services/originDocument.ts';
import type { DocumentComments, FoundComments } from './documentComments.ts';
import { isOfWantedKind, isReadable } from './isWanted.ts';
import { commentPlace } from './translationHover.ts';

/** Comments for people that the user has chosen, at least one. */
export interface ChosenComments {
  document: vscode.TextDocument;
  found: FoundComments;
  blocks: [CommentBlock, ...CommentBlock[]];
}

/**
 * The comments at the cursor or in the selection, with the strings and the prose that the settings want; without a comment,
 * the string or the paragraph that it is in.
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
  const selections: readonly vscode.Range[] = at ? [new vscode.Range(at, at)] : (editor?.selections ?? []);
  const touched = touchedBy(found.blocks, selections);
  const wanted = touched.filter(isOfWantedKind);
  const chosen = wanted.length > 0 ? wanted : touched.filter(block => isAround(block, selections));
  const [first, ...others] = chosen.filter(isReadable);
  if (first) return { document, found, blocks: [first, ...others] };
  return tell(noneSentence(chosen));
}

function noneSentence([first]: readonly CommentBlock[]): string {
  switch (first?.kind) {
    case undefined:
      return vscode.l10n.t('No comment here: put the cursor in one, or select some.');
    case 'string':
      return vscode.l10n.t('This string is for the program, not for people: it stays as it is.');
    default:
      return vscode.l10n.t('This comment is for a tool, not for people: it stays as it is.');
  }
}

/** Whether it is what a cursor is at, or a selection goes nowhere beyond it. */
function isAround(block: CommentBlock, selections: readonly vscode.Range[]): boolean {
  const { start, end } = block;
  const whole = new vscode.Range(start.line, start.character, end.line, end.character);
  return selections.some(selection =>
    selection.isEmpty ? commentsIn([block], selection).length > 0 : whole.contains(selection),
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
