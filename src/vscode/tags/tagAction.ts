import * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import { tagsCsv } from '../../tasks/tagsCsv.ts';
import type { CardHost } from '../panel/cardActions.ts';
import { type Replacement, type Snapshot, takeSnapshot } from '../services/edits.ts';
import { type NoDocument, originDocument } from '../services/originDocument.ts';
import { copyResult, offerResult, writeOrOffer } from '../services/writeOrOffer.ts';
import type { TagAction } from './tagActions.ts';
import {
  allTags,
  commentChanges,
  frontMatterChanges,
  type Hindrance,
  type Tagged,
} from './tagDestinations.ts';
import { changeFileTags, pathIn } from './tagsFileOf.ts';

/** Puts the tags of a turn where a button says: all of them or none. */
export async function tagAction(
  action: TagAction,
  turn: CardTurn,
  { tokens }: Pick<CardHost, 'tokens'>,
): Promise<void> {
  const tagged = taggedOf(turn);
  switch (action) {
    case 'copyCsv':
      return copyResult(csvOf(tagged));
    case 'saveTags':
      return saveTags(tagged);
    case 'insertFrontMatter':
      return write(tagged, frontMatterChanges);
    case 'insertComment':
      return write(tagged, (document, pieces) => commentChanges(tokens, document, pieces));
  }
}

function taggedOf({ question: { attachments }, cards }: CardTurn): Tagged[] {
  return attachments.flatMap((attachment, index) => {
    const card = cards[index];
    return card?.kind === 'tags' ? [{ attachment, tags: card.tags }] : [];
  });
}

function csvOf(tagged: readonly Tagged[]): string {
  return tagsCsv(
    tagged.map(({ attachment: { label, origin }, tags }) => ({
      file: origin ? vscode.workspace.asRelativePath(vscode.Uri.parse(origin.uri, true)) : label,
      tags,
    })),
  );
}

type Changes = (
  document: vscode.TextDocument,
  tagged: readonly Tagged[],
) => Promise<Replacement[] | Hindrance>;

/** Nothing is written before all changes are known to be possible. */
async function write(tagged: readonly Tagged[], changesFor: Changes): Promise<void> {
  const text = tagged.map(({ tags }) => tags.join(', ')).join('\n');
  const edits: { snapshot: Snapshot; changes: Replacement[] }[] = [];
  for (const [uri, pieces] of byDocument(tagged)) {
    const document = uri ? await originDocument(vscode.Uri.parse(uri, true)) : 'gone';
    if (typeof document === 'string') return offerResult(sentence(document), text);
    const snapshot = takeSnapshot(document);
    const changes = await changesFor(document, pieces);
    if (typeof changes === 'string') return offerResult(sentence(changes), text);
    edits.push({ snapshot, changes });
  }
  for (const { snapshot, changes } of edits) {
    await show(snapshot.document);
    await writeOrOffer(snapshot, changes, text);
  }
}

function byDocument(tagged: readonly Tagged[]): Map<string, Tagged[]> {
  const uris = [...new Set(tagged.map(({ attachment }) => attachment.origin?.uri ?? ''))];
  return new Map(
    uris.map(uri => [uri, tagged.filter(({ attachment }) => (attachment.origin?.uri ?? '') === uri)]),
  );
}

/** What is changed is seen, and undone with one key. A notebook's cell is shown by its notebook. */
async function show(document: vscode.TextDocument): Promise<void> {
  const visible = vscode.window.visibleTextEditors.some(editor => editor.document === document);
  if (!visible && document.uri.scheme !== 'vscode-notebook-cell')
    await vscode.window.showTextDocument(document);
}

function sentence(why: NoDocument | Hindrance): string {
  switch (why) {
    case 'gone':
      return vscode.l10n.t('The file that was tagged is no longer there, so nothing was written.');
    case 'readOnly':
      return vscode.l10n.t('The file that was tagged cannot be written to.');
    case 'moved':
      return vscode.l10n.t(
        'The file has changed and what was tagged is not found in it, so nothing was written.',
      );
    case 'noComment':
      return vscode.l10n.t('A comment is not possible there, so nothing was written.');
    case 'noFrontMatter':
      return vscode.l10n.t('The front matter of this file cannot be changed safely, so nothing was written.');
  }
}

async function saveTags(tagged: readonly Tagged[]): Promise<void> {
  const folders = new Map<vscode.WorkspaceFolder, Map<string, readonly string[]>>();
  for (const [uri, pieces] of byDocument(tagged)) {
    const file = vscode.Uri.parse(uri);
    const folder = vscode.workspace.getWorkspaceFolder(file);
    if (!folder) continue;
    const entries = folders.get(folder) ?? new Map<string, readonly string[]>();
    folders.set(folder, entries.set(pathIn(folder, file), allTags(pieces)));
  }
  for (const [folder, entries] of folders) {
    const outcome = await changeFileTags(folder, entries);
    if (outcome !== 'saved') {
      return offerResult(notSaved(outcome), JSON.stringify(Object.fromEntries(entries), null, 2));
    }
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Saved in gloss-tags.json'), 3_000);
}

function notSaved(outcome: 'broken' | 'refused'): string {
  return outcome === 'broken'
    ? vscode.l10n.t(
        '.vscode/gloss-tags.json is not in the form that Gloss writes, so it is left as it is. Mend it first.',
      )
    : vscode.l10n.t('.vscode/gloss-tags.json could not be saved.');
}
