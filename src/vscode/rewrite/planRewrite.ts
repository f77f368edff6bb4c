import * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import { findSource } from '../../tasks/findSource.ts';
import type { Replacement } from '../services/edits.ts';
import { documentAt } from '../services/originDocument.ts';

/** What takes the place of one of the sources. */
export interface PlannedReplacement extends Replacement {
  /** Which of them. */
  index: number;
}

/** The document that the sources of a rewrite were taken from; `undefined` when it is gone. */
export async function originOf({ question }: CardTurn): Promise<vscode.TextDocument | undefined> {
  const [first] = question.attachments;
  if (!first?.origin) return undefined;
  return documentAt(vscode.Uri.parse(first.origin.uri, true));
}

/**
 * What a rewrite replaces in a document as it is now, in its order and with its line breaks: all that was rewritten.
 * @returns `undefined` when any of the sources is not to be found in it.
 */
export function planRewrite(
  document: vscode.TextDocument,
  { question, cards }: CardTurn,
): PlannedReplacement[] | undefined {
  const text = document.getText();
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const fit = (part: string) => part.replace(/\r\n|\r|\n/g, eol);
  const plan: { index: number; start: number; end: number; text: string }[] = [];
  for (const [index, { text: attached, origin }] of question.attachments.entries()) {
    const card = cards[index];
    if (card?.kind !== 'rewrite' || origin?.uri !== document.uri.toString()) return undefined;
    if (card.unchanged) continue;
    const source = fit(attached);
    const rewritten = fit(card.text);
    const offset = document.offsetAt(new vscode.Position(origin.start.line, origin.start.character));
    const start = findSource(text, { source, offset, rewritten });
    if (start === undefined) return undefined;
    plan.push({ index, start, end: start + source.length, text: rewritten });
  }
  plan.sort((a, b) => a.start - b.start);
  // Found anew, two may have been found in each other.
  if (plan.some(({ start }, index) => start < (plan[index - 1]?.end ?? 0))) return undefined;
  return plan.map(({ index, start, end, text }) => ({
    index,
    range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
    text,
  }));
}
