import * as vscode from 'vscode';
import { type PartialRewrite, reach, type ShownChange } from '../../chat/partialRewrite.ts';
import { lineEdit } from '../../tasks/lineEdit.ts';
import { linesIn } from '../../tasks/lineRuns.ts';
import type { Replacement } from '../services/edits.ts';
import type { CurrentRewrite } from './currentRewrite.ts';

/**
 * A single change of a rewrite as an edit of its document, and the rewrite when that is made.
 * @returns `undefined` when what it changes is not to be found.
 */
export function planChange(
  rewrite: PartialRewrite,
  { document, stage, plan }: CurrentRewrite,
  { part, change }: Pick<ShownChange, 'part' | 'change'>,
): { replacement: Replacement; applied: PartialRewrite } | undefined {
  const planned = plan.find(({ index }) => index === part);
  const runs = rewrite.parts[part];
  if (!planned || !runs) return undefined;
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const { start: within, before, after } = lineEdit(runs, run => stage.applied.has(run), change, eol);
  const start = document.offsetAt(planned.range.start) + within;
  const end = start + before.length;
  const text = document.getText();
  const edited = text.slice(0, start) + after + text.slice(end);
  const places = [...stage.places];
  for (const [index, place] of stage.places.entries()) {
    // Of what nothing is to be changed in any more, and may be again.
    const known = place && new vscode.Position(place.line, place.character);
    const at = plan.find(one => one.index === index)?.range.start ?? known;
    if (!at) continue;
    const offset = document.offsetAt(at);
    const isBehind = index !== part && offset >= end;
    places[index] = placeIn(edited, isBehind ? offset + after.length - before.length : offset);
  }
  return {
    replacement: {
      range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
      text: after,
    },
    applied: reach(rewrite, stage, { applied: new Set([...stage.applied, change]), places }),
  };
}

function placeIn(text: string, offset: number): { line: number; character: number } {
  const lines = linesIn(text.slice(0, offset));
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
