import * as vscode from 'vscode';
import type { ChatPanel } from '../panel/chatPanel.ts';
import { explorerSelection, isFolder } from '../tasks/explorerSelection.ts';
import {
  type Attachable,
  fileAttached,
  folderAttached,
  problemsAttached,
  selectionAttached,
} from './attachable.ts';

/**
 * Has something go along with the next message: what is chosen in the explorer, the problems that the lightbulb stands at,
 * or what is selected in the editor, which is the whole file when nothing is.
 * @param chosen what the menu passes. A lightbulb says `problems`.
 */
export async function addToChat(panel: Pick<ChatPanel, 'attach'>, chosen: readonly unknown[]): Promise<void> {
  const uris = explorerSelection(chosen);
  const editor = vscode.window.activeTextEditor;
  if (uris.length > 0) return panel.attach(async () => (await Promise.all(uris.map(read))).flat());
  if (!editor) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a file and select some code first.'));
    return;
  }
  const { document, selection } = editor;
  if (chosen[0] === 'problems') {
    return panel.attach(async () =>
      [await problemsAttached(document.uri, selection)].flatMap(one => one ?? []),
    );
  }
  const selected = await selectionAttached(editor);
  await panel.attach(async () => (selected.length > 0 ? selected : [await fileAttached(document.uri)]));
}

async function read(uri: vscode.Uri): Promise<readonly Attachable[]> {
  return (await isFolder(uri)) ? folderAttached(uri) : [await fileAttached(uri)];
}
