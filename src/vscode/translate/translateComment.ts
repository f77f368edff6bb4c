import * as vscode from 'vscode';
import { applyReplacements } from '../../comments/applyReplacements.ts';
import type { CommentBlock } from '../../comments/commentBlock.ts';
import { commentsIn } from '../../comments/commentsIn.ts';
import { replaceText, textOf } from '../../comments/commentText.ts';
import { findComments } from '../../comments/findComments.ts';
import { proveUntouched, type Replacement } from '../../comments/proof.ts';
import type { TokenizedLine } from '../../comments/tokens.ts';
import { translate } from '../../tasks/translate.ts';
import { isWritable, type Snapshot, takeSnapshot } from '../services/edits.ts';
import { readLanguage } from '../services/settings.ts';
import { writeOrOffer } from '../services/writeOrOffer.ts';
import { runWithProgress, type TaskHost } from '../tasks/runWithProgress.ts';
import type { DocumentTokens } from './documentTokens.ts';

export interface TranslateHost extends TaskHost {
  tokens: DocumentTokens;
}

/** Replaces the text of the comment at the cursor, or of those in the selection, by its translation. */
export async function translateComment(host: TranslateHost): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return tell(vscode.l10n.t('Open a file and put the cursor in a comment first.'));
  const { document } = editor;
  if (!isWritable(document)) {
    return tell(vscode.l10n.t('This file is read-only: its comments cannot be replaced.'));
  }
  const snapshot = takeSnapshot(document);
  const before = await host.tokens.tokenize(document.languageId, snapshot.text, document);
  const touched = editor.selections.flatMap(selection => commentsIn(findComments(before), selection));
  const comments = inOrder(touched).filter(block => textOf(block).trim() !== '');
  const readable = comments.filter(block => !block.directive);
  if (comments.length === 0)
    return tell(vscode.l10n.t('No comment here: put the cursor in one, or select some.'));
  if (readable.length === 0) {
    return tell(vscode.l10n.t('This comment is for a tool, not for people: it stays as it is.'));
  }
  await translateBlocks(host, snapshot, before, readable);
}

async function translateBlocks(
  host: TranslateHost,
  snapshot: Snapshot,
  before: TokenizedLine[],
  blocks: CommentBlock[],
): Promise<void> {
  const { document } = snapshot;
  const target = readLanguage().name;
  const items = blocks.map((block, index) => ({ id: String(index), text: textOf(block) }));
  const result = await runWithProgress(
    host,
    {
      id: translate.id,
      prompt: translate.prompt({ target, glossary: {} }, items),
      answer: translate.answer,
      sampling: translate.sampling,
    },
    {
      title: vscode.l10n.t('Gloss: translating into {0}', target),
      document,
      retry: () => translateBlocks(host, snapshot, before, blocks),
    },
  );
  if (!result) return;
  const translations = new Map(result.map(({ id, text }) => [id, text]));
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const wanted = blocks.flatMap((block, index): Replacement[] => {
    const text = translations.get(String(index));
    return text ? [{ block, source: replaceText(block, text, eol) }] : [];
  });
  const safe = await safeOnes(host, snapshot, before, wanted);
  const edits = safe.map(({ block, source }) => ({ range: rangeOf(block), text: source }));
  if (edits.length > 0) await writeOrOffer(snapshot, edits, safe.map(({ source }) => source).join('\n\n'));
  tellLeft(blocks.length - wanted.length, wanted.length - safe.length);
}

/** All of them if they are proven together; otherwise those that are proven one by one, if they are together, too. */
async function safeOnes(
  host: TranslateHost,
  snapshot: Snapshot,
  before: TokenizedLine[],
  wanted: Replacement[],
): Promise<Replacement[]> {
  if (await isSafe(host, snapshot, before, wanted)) return wanted;
  const safe: Replacement[] = [];
  for (const replacement of wanted) {
    if (await isSafe(host, snapshot, before, [replacement])) safe.push(replacement);
  }
  return (await isSafe(host, snapshot, before, safe)) ? safe : [];
}

/** Tokenises the document as it would become, and requires that nothing but comments has changed. */
async function isSafe(
  { tokens }: TranslateHost,
  { document, text }: Snapshot,
  before: TokenizedLine[],
  replacements: Replacement[],
): Promise<boolean> {
  const after = await tokens.tokenize(document.languageId, applyReplacements(text, replacements), document);
  return proveUntouched(before, after, replacements).ok;
}

function tellLeft(missing: number, unsafe: number): void {
  if (missing > 0) {
    vscode.window.showWarningMessage(
      vscode.l10n.t('Comments that came back without a translation: {0}.', missing),
    );
  }
  if (unsafe > 0) {
    vscode.window.showWarningMessage(
      vscode.l10n.t('Comments left as they are, since a translation could change code: {0}.', unsafe),
    );
  }
}

function inOrder(blocks: CommentBlock[]): CommentBlock[] {
  return [...new Set(blocks)].sort(
    (a, b) => a.start.line - b.start.line || a.start.character - b.start.character,
  );
}

function rangeOf({ start, end }: CommentBlock): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function tell(message: string): void {
  vscode.window.showInformationMessage(message);
}
