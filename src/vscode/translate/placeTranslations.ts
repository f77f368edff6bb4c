import * as vscode from 'vscode';
import { applyReplacements } from '../../comments/applyReplacements.ts';
import type { CommentBlock } from '../../comments/commentBlock.ts';
import { textOf } from '../../comments/commentText.ts';
import { findAgain, type KnownComment, sourceOf } from '../../comments/findAgain.ts';
import type { Replacement as CommentReplacement } from '../../comments/proof.ts';
import { provable } from '../../comments/provable.ts';
import { applyEdit, type EditOutcome, type Replacement, type Snapshot } from '../services/edits.ts';
import type { DocumentComments, FoundComments } from './documentComments.ts';

/** A comment, and the source that is to take its place; both apart from the document, which may be edited meanwhile. */
export interface PendingTranslation extends KnownComment {
  /** What the comment says. */
  text: string;
  /** The comment's new source, with `\n` between its lines. */
  translated: string;
}

export function pendingTranslation(
  block: CommentBlock,
  { lines }: FoundComments,
  translated: string,
): PendingTranslation {
  return { source: sourceOf(block, lines), line: block.start.line, text: textOf(block), translated };
}

/** Where translations are to go in a document as it is now. */
export interface Placed {
  snapshot: Snapshot;
  /** The document's text with those that are safe in it. */
  after: string;
  /** In the document's order. */
  safe: { pending: PendingTranslation; replacement: Replacement }[];
  /** Whose comments were edited. */
  gone: PendingTranslation[];
  /** Those that could change code. */
  unsafe: PendingTranslation[];
}

/**
 * Finds the comments of translations again, and proves of these that writing them changes nothing but comments.
 * @param pending in the order that their comments had.
 */
export async function placeTranslations(
  comments: DocumentComments,
  document: vscode.TextDocument,
  pending: readonly PendingTranslation[],
): Promise<Placed> {
  const { text, lines, blocks } = await comments.of(document);
  const found = findAgain(pending, blocks, lines);
  const gone = pending.filter((_, index) => !found[index]);
  const byReplacement = new Map<CommentReplacement, PendingTranslation>();
  for (const [index, one] of pending.entries()) {
    const block = found[index];
    if (block && !block.directive) byReplacement.set({ block, source: one.translated }, one);
  }
  const wanted = [...byReplacement.keys()].sort((a, b) => comparePlaces(a.block, b.block));
  const { languageId } = document;
  const { safe, refused } = await provable(text, lines, wanted, next =>
    comments.tokenize(languageId, next, document),
  );
  const pendingOf = (replacement: CommentReplacement) => {
    const one = byReplacement.get(replacement);
    return one ? [one] : [];
  };
  return {
    snapshot: { document, text },
    after: applyReplacements(text, safe),
    safe: safe.flatMap(replacement =>
      pendingOf(replacement).map(one => ({
        pending: one,
        replacement: { range: rangeOf(replacement.block), text: replacement.source },
      })),
    ),
    gone,
    unsafe: refused.flatMap(({ replacement }) => pendingOf(replacement)),
  };
}

/** How often somebody may type in between before it is given up. */
const mostTries = 3;

/** Writes translations into a document in one undoable edit, where their comments are at that moment. */
export async function writeTranslations(
  comments: DocumentComments,
  document: vscode.TextDocument,
  pending: readonly PendingTranslation[],
): Promise<{ outcome: EditOutcome; placed: Placed }> {
  for (let tries = 1; ; tries++) {
    const placed = await placeTranslations(comments, document, pending);
    const edits = placed.safe.map(({ replacement }) => replacement);
    if (edits.length === 0) return { outcome: 'changed', placed };
    const outcome = await applyEdit(placed.snapshot, edits);
    if (outcome !== 'changed' || document.isClosed || tries === mostTries) return { outcome, placed };
  }
}

function comparePlaces(a: CommentBlock, b: CommentBlock): number {
  return a.start.line - b.start.line || a.start.character - b.start.character;
}

function rangeOf({ start, end }: CommentBlock): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
