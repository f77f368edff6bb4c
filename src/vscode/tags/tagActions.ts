import * as vscode from 'vscode';
import type { CardAction } from '../../chat/protocol.ts';
import type { Attachment } from '../../chat/turn.ts';
import { commonRules } from '../../comments/commonRules.ts';
import { isWritableScheme } from '../services/edits.ts';

export type TagAction = Extract<CardAction, 'insertFrontMatter' | 'insertComment' | 'saveTags' | 'copyCsv'>;

/** What can be done with tags of these pieces, as far as their languages and addresses say; the rest shows when it is done. */
export function tagActions(attachments: readonly Attachment[]): CardAction[] {
  const uris = attachments.map(({ origin }) => origin && vscode.Uri.parse(origin.uri));
  const writable = uris.every(uri => uri && isWritableScheme(uri.scheme));
  const everyLanguage = (holds: (languageId: string) => boolean) =>
    writable && attachments.every(({ languageId }) => holds(languageId));
  const inFiles = uris.every(uri => uri?.scheme !== 'vscode-notebook-cell');
  const inFolders = uris.every(uri => uri && vscode.workspace.getWorkspaceFolder(uri));
  return [
    ...when(inFiles && everyLanguage(id => id === 'markdown'), 'insertFrontMatter'),
    ...when(everyLanguage(hasComments), 'insertComment'),
    ...when(inFiles && inFolders, 'saveTags'),
    'copy',
    'copyCsv',
  ];
}

function when(holds: boolean, action: CardAction): CardAction[] {
  return holds ? [action] : [];
}

/** Of a language that is not a common one nobody knows before its extension is read. */
function hasComments(languageId: string): boolean {
  const rules = commonRules(languageId);
  return languageId !== 'plaintext' && (!rules || Boolean(rules.lineComment ?? rules.blockComment));
}
