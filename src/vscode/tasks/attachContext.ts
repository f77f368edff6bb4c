import type * as vscode from 'vscode';
import type { Attachment } from '../../chat/turn.ts';
import { contextText } from '../../tasks/contextText.ts';
import { codeContext } from './codeContext.ts';

/** How long language servers are waited for, in milliseconds. */
const patience = 1_000;
/** Tokens for what is known about all cursors' parts: more than that costs more than it tells a small model. */
const largestContext = 1_500;

/**
 * Adds to each attachment what the editor knows about it.
 * @param left tokens that the model still has room for beside each.
 */
export async function attachContext(
  document: vscode.TextDocument,
  parts: readonly { range: vscode.Range; attachment: Attachment }[],
  left: number,
): Promise<Attachment[]> {
  const budget = Math.min(largestContext / parts.length, left);
  const signal = AbortSignal.timeout(patience);
  return Promise.all(
    parts.map(async ({ range, attachment }) => {
      const context = await contextText(await codeContext(document, range, signal), budget);
      return context ? { ...attachment, context } : attachment;
    }),
  );
}
