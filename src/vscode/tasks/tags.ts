import * as vscode from 'vscode';
import { oneLineComment } from '../../comments/oneLineComment.ts';
import { tags as tagsTask } from '../../tasks/index.ts';
import { normaliseTags } from '../../tasks/tags.ts';
import { applyEdit, isWritable, type Replacement, type Snapshot, takeSnapshot } from '../services/edits.ts';
import { commentRules } from '../services/languageComments.ts';
import { runWithProgress, type TaskHost } from './runWithProgress.ts';
import { fileName, type Selected, selected } from './selection.ts';

interface Destination extends vscode.QuickPickItem {
  /** Nothing: the clipboard. */
  replacement?: Replacement;
}

/** Tags the selection and puts the tags where the user picks. */
export async function generateTags(host: TaskHost): Promise<void> {
  const selection = await selected();
  if (selection) await tagSelection(host, selection);
}

async function tagSelection(host: TaskHost, selection: Selected): Promise<void> {
  const { document } = selection.editor;
  const snapshot = takeSnapshot(document);
  const result = await runWithProgress(
    host,
    tagsTask,
    { text: selection.text, languageId: document.languageId, fileName: fileName(document) },
    {
      title: vscode.l10n.t('Gloss: generating tags'),
      languageId: document.languageId,
      retry: () => tagSelection(host, selection),
    },
  );
  const tags = normaliseTags(result?.tags ?? []);
  if (tags.length === 0) return;
  const destination = await vscode.window.showQuickPick(
    await destinationsFor(snapshot, selection.range.start, tags),
    {
      title: vscode.l10n.t('Tags: {0}', tags.join(', ')),
      placeHolder: vscode.l10n.t('Where should they go?'),
      ignoreFocusOut: true,
    },
  );
  if (!destination) return;
  if (destination.replacement) await write(snapshot, destination.replacement, tags);
  else await copy(tags);
}

async function destinationsFor(
  snapshot: Snapshot,
  at: vscode.Position,
  tags: string[],
): Promise<Destination[]> {
  const { document } = snapshot;
  const clipboard = { label: `$(copy) ${vscode.l10n.t('Copy to the clipboard')}`, detail: tags.join(', ') };
  if (!isWritable(document)) return [clipboard];
  const destinations: Destination[] = [];
  const comment = oneLineComment(`Tags: ${tags.join(', ')}`, await commentRules(document.languageId));
  if (comment) {
    const line = document.lineAt(at.line);
    const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
    destinations.push({
      label: `$(comment) ${vscode.l10n.t('Comment above the selection')}`,
      detail: comment,
      replacement: {
        range: new vscode.Range(line.range.start, line.range.start),
        text: `${indent}${comment}\n`,
      },
    });
  }
  if (document.languageId === 'markdown') {
    const { setTags } = await import('../../tasks/frontMatter.ts');
    const change = setTags(snapshot.text, tags);
    if (change) {
      const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
      destinations.unshift({
        label: `$(list-unordered) ${vscode.l10n.t('Front matter of this file')}`,
        detail: `tags: ${tags.join(', ')}`,
        replacement: { range, text: change.text },
      });
    }
  }
  return [...destinations, clipboard];
}

async function write(snapshot: Snapshot, replacement: Replacement, tags: string[]): Promise<void> {
  const outcome = await applyEdit(snapshot, [replacement]);
  if (outcome === 'applied') return;
  const copyInstead = vscode.l10n.t('Copy Tags');
  const message =
    outcome === 'changed'
      ? vscode.l10n.t(
          'The file has changed meanwhile, so nothing was written. Copy the tags, or run the command again.',
        )
      : vscode.l10n.t('The editor did not let the file be changed. Copy the tags instead.');
  if ((await vscode.window.showWarningMessage(message, copyInstead)) === copyInstead) await copy(tags);
}

async function copy(tags: string[]): Promise<void> {
  await vscode.env.clipboard.writeText(tags.join(', '));
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Tags copied'), 3_000);
}
