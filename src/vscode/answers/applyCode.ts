import * as vscode from 'vscode';
import type { AnswerBlock } from '../../chat/codeBlocks.ts';
import type { CardTurn } from '../../chat/conversation.ts';
import { mergeCode } from '../../chat/mergeCode.ts';
import { namedFile } from '../../chat/namedFile.ts';
import type { Rewrites } from '../rewrite/rewrites.ts';
import { isWritable, replaceAll } from '../services/edits.ts';
import { documentAt } from '../services/originDocument.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { offerResult } from '../services/writeOrOffer.ts';
import { findFiles } from './findPlaces.ts';
import { fit } from './insertCode.ts';
import { pickTarget } from './openTarget.ts';

/**
 * Shows what a block of code would change in the file that it names, or else in the active one: the declarations of the
 * block in place of those of the file, or what is selected there. It is applied as a rewrite is, and undone as one.
 */
export async function applyCode(block: AnswerBlock, rewrites: Rewrites): Promise<void> {
  const document = await targetOf(block);
  if (document === 'none') return;
  if (typeof document === 'string') return offerResult(withoutLinks(document), block.text);
  const name = vscode.workspace.asRelativePath(document.uri);
  if (!(await isWritable(document.uri))) {
    return offerResult(withoutLinks(vscode.l10n.t('{0} is read-only.', name)), block.text);
  }
  const before = document.getText().replace(/\r\n?/g, '\n');
  const after = mergeCode(before, block.text) ?? inSelection(document, block.text);
  if (after === undefined) {
    const message = vscode.l10n.t(
      'Nothing in {0} is certain to be what this code is of. Select there what it replaces, or insert it at the cursor.',
      name,
    );
    return offerResult(withoutLinks(message), block.text);
  }
  if (after === before) {
    vscode.window.showInformationMessage(withoutLinks(vscode.l10n.t('{0} has this code already.', name)));
    return;
  }
  await rewrites.show(changeOf(document, before, after));
}

/** @returns a message when there is no document; `none` when the user did not choose. */
async function targetOf(block: AnswerBlock): Promise<vscode.TextDocument | string | 'none'> {
  const named = namedFile(block);
  if (!named) {
    const { activeTextEditor } = vscode.window;
    return activeTextEditor?.document ?? vscode.l10n.t('Open the file that the code is for first.');
  }
  const files = (await findFiles([named.path])).get(named.path) ?? [];
  if (files.length === 0) {
    return vscode.l10n.t('{0} is not in this workspace. The code can be opened as a new file.', named.path);
  }
  const title = vscode.l10n.t('Which File Is Meant?');
  const target = await pickTarget(
    files.map(uri => ({ uri })),
    title,
  );
  if (!target) return 'none';
  return (await documentAt(target.uri)) ?? vscode.l10n.t('{0} cannot be opened.', named.path);
}

/** The text of a document with the code in place of what is selected in it. */
function inSelection(document: vscode.TextDocument, code: string): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || editor.selection.isEmpty) return undefined;
  return replaceAll(document, [fit(code, editor, editor.selection)]).replace(/\r\n?/g, '\n');
}

/** A change as a rewrite of the lines that it is about, from the first to the last that differ. */
function changeOf(document: vscode.TextDocument, before: string, after: string): CardTurn {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start += 1;
  let same = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (same < most && old.at(-1 - same) === fresh.at(-1 - same)) same += 1;
  // Of lines that only come or go there is nothing to be found, or nothing left: the one beside them is.
  if (old.length - same === start || fresh.length - same === start) {
    if (start > 0) start -= 1;
    else same = Math.max(same - 1, 0);
  }
  const source = old.slice(start, old.length - same).join('\n');
  const text = fresh.slice(start, fresh.length - same).join('\n');
  const { languageId, uri } = document;
  const lines = `${start + 1}–${old.length - same}`;
  const label = vscode.workspace.asRelativePath(uri).split('/').at(-1) ?? '';
  const origin = { uri: uri.toString(), start: { line: start, character: 0 } };
  return {
    question: {
      role: 'user',
      id: crypto.randomUUID(),
      text: '',
      attachments: [{ label, detail: lines, languageId, text: source, origin }],
    },
    cards: [{ kind: 'rewrite', text, languageId, unchanged: false }],
  };
}
