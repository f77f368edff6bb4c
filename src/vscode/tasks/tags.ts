import * as vscode from 'vscode';
import { isNewComment } from '../../comments/isNewComment.ts';
import { oneLineComment } from '../../comments/oneLineComment.ts';
import { tags as tagsTask } from '../../tasks/index.ts';
import { normaliseTags } from '../../tasks/tags.ts';
import { isWritable, type Replacement } from '../services/edits.ts';
import { commentRules } from '../services/languageComments.ts';
import { copyResult, writeOrOffer } from '../services/writeOrOffer.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';
import { runWithProgress, type TaskHost } from './runWithProgress.ts';
import { fileName, type Selected, selected } from './selection.ts';

interface Destination extends vscode.QuickPickItem {
  /** Nothing: the clipboard. */
  replacement?: Replacement;
}

export interface TagsHost extends TaskHost {
  tokens: DocumentTokens;
}

/** Tags the selection and puts the tags where the user picks. */
export async function generateTags(host: TagsHost): Promise<void> {
  const selection = await selected();
  if (selection) await tagSelection(host, selection);
}

async function tagSelection(host: TagsHost, selection: Selected): Promise<void> {
  const { snapshot, parts } = selection;
  const { document } = snapshot;
  const text = parts.map(part => part.text).join('\n\n');
  const result = await runWithProgress(
    host,
    tagsTask,
    { text, languageId: document.languageId, fileName: fileName(document) },
    {
      title: vscode.l10n.t('Gloss: generating tags'),
      document,
      retry: () => tagSelection(host, selection),
    },
  );
  const tags = normaliseTags(result?.tags ?? []);
  if (tags.length === 0) return;
  const destination = await vscode.window.showQuickPick(await destinationsFor(host, selection, tags), {
    title: vscode.l10n.t('Tags: {0}', tags.join(', ')),
    placeHolder: vscode.l10n.t('Where should they go?'),
    ignoreFocusOut: true,
  });
  if (!destination) return;
  const list = tags.join(', ');
  if (destination.replacement) await writeOrOffer(snapshot, [destination.replacement], list);
  else await copyResult(list);
}

async function destinationsFor(host: TagsHost, selection: Selected, tags: string[]): Promise<Destination[]> {
  const { document, text } = selection.snapshot;
  const clipboard = { label: `$(copy) ${vscode.l10n.t('Copy to the clipboard')}`, detail: tags.join(', ') };
  // Positions are those of the snapshot, so in another text they would mean nothing.
  if (!isWritable(document) || document.getText() !== text) return [clipboard];
  const found = [await frontMatter(document, text, tags), await commentAbove(host, selection, tags)];
  return [...found.filter(destination => destination !== undefined), clipboard];
}

async function frontMatter(
  document: vscode.TextDocument,
  text: string,
  tags: string[],
): Promise<Destination | undefined> {
  if (document.languageId !== 'markdown') return undefined;
  const { setTags } = await import('../../tasks/frontMatter.ts');
  const change = setTags(text, tags);
  if (!change) return undefined;
  return {
    label: `$(list-unordered) ${vscode.l10n.t('Front matter of this file')}`,
    detail: `tags: ${tags.join(', ')}`,
    replacement: {
      range: new vscode.Range(document.positionAt(change.start), document.positionAt(change.end)),
      text: change.text,
    },
  };
}

/** Offered only where the line would be a comment and change nothing else: not inside a string, a template, a page's text. */
async function commentAbove(
  { tokens }: TagsHost,
  { snapshot, parts: [first] }: Selected,
  tags: string[],
): Promise<Destination | undefined> {
  const { document, text } = snapshot;
  const comment = oneLineComment(`Tags: ${tags.join(', ')}`, await commentRules(document.languageId));
  if (!comment || !first) return undefined;
  const line = document.lineAt(first.range.start.line);
  const added = `${line.text.slice(0, line.firstNonWhitespaceCharacterIndex)}${comment}\n`;
  const at = document.offsetAt(line.range.start);
  const before = await tokens.tokenize(document.languageId, text);
  const after = await tokens.tokenize(document.languageId, text.slice(0, at) + added + text.slice(at));
  if (!isNewComment(before, after, line.lineNumber)) return undefined;
  return {
    label: `$(comment) ${vscode.l10n.t('Comment above the selection')}`,
    detail: comment,
    replacement: { range: new vscode.Range(line.range.start, line.range.start), text: added },
  };
}
