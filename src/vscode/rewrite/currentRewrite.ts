import type * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import {
  type PartialRewrite,
  type ShownChange,
  type Stage,
  shownChanges,
  turnAt,
} from '../../chat/partialRewrite.ts';
import { replaceAll } from '../services/edits.ts';
import { originOf, type PlannedReplacement, planRewrite } from './planRewrite.ts';

/** What a rewrite still is to its document. */
export interface CurrentRewrite {
  document: vscode.TextDocument;
  stage: Stage;
  /** The sources as the document has them, and what they would become. */
  turn: CardTurn;
  plan: PlannedReplacement[];
  /** At least one. */
  changes: ShownChange[];
}

/**
 * Finds what a rewrite would change in its document as that is now.
 * @returns `undefined` when it is not to be found there, or nothing of it is left to be applied.
 */
export async function currentRewrite(rewrite: PartialRewrite): Promise<CurrentRewrite | undefined> {
  const document = await originOf(rewrite.turn);
  if (!document) return undefined;
  for (const stage of rewrite.stages.toReversed()) {
    const turn = turnAt(rewrite, stage);
    const plan = planRewrite(document, turn);
    const starts = plan?.map(({ index, range }) => ({ index, line: range.start.line }));
    const changes = starts && shownChanges(rewrite, stage, starts);
    if (plan && changes && changes.length > 0) return { document, stage, turn, plan, changes };
  }
  return undefined;
}

/** The document's text with all changes that are shown. */
export function rewrittenText({ document, plan }: CurrentRewrite): string {
  return replaceAll(document, plan);
}
