import * as vscode from 'vscode';
import { type Batch, type BatchFile, filesIn, textHash } from '../../tasks/batch.ts';
import { tagsCsv } from '../../tasks/tagsCsv.ts';
import { type FileEdit, fileEdit, type ReviewOutcome, reviewEdits, takeSnapshot } from '../services/edits.ts';
import { copyResult } from '../services/writeOrOffer.ts';
import { changeFileTags, pathIn } from '../tags/tagsFileOf.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';
import { pathOf } from './batchWords.ts';
import { fileTagsChanges } from './fileTags.ts';

type Done = Extract<BatchFile, { state: 'done' }>;

/** What has become of a result: `noPlace` when its file can hold none. */
type Written = ReviewOutcome | 'noPlace';

/** Results that have been looked through. */
export interface Reviewed {
  batch: Batch;
  /** What was done, in a sentence. */
  sentence: string;
}

/**
 * Puts the results of a batch where the user wants them.
 * @returns `undefined` when that was nowhere.
 */
export async function reviewBatch(tokens: DocumentTokens, batch: Batch): Promise<Reviewed | undefined> {
  const done = filesIn(batch, 'done');
  const tags = done.flatMap(({ uri, card }) =>
    card.kind === 'tags' ? [{ file: pathOf(uri), tags: card.tags }] : [],
  );
  const destination = await chooseDestination(tags.length > 0);
  switch (destination) {
    case undefined:
      return undefined;
    case 'files':
      return reviewInFiles(tokens, batch);
    case 'tagsFile':
      return saveTags(batch);
    case 'csv':
      await openUntitled(tagsCsv(tags), 'csv');
      return undefined;
    case 'json':
      await openUntitled(jsonOf(done), 'json');
      return undefined;
    case 'clipboard':
      await copyResult(tags.map(({ file, tags }) => `${file}: ${tags.join(', ')}`).join('\n'));
      return undefined;
  }
}

type Destination = 'files' | 'tagsFile' | 'csv' | 'json' | 'clipboard';

async function chooseDestination(areTags: boolean): Promise<Destination | undefined> {
  const items: { label: string; detail?: string; destination: Destination }[] = areTags
    ? [
        {
          label: vscode.l10n.t('Into the files'),
          detail: vscode.l10n.t(
            'Front matter in Markdown, a comment at the top elsewhere; you see each first',
          ),
          destination: 'files',
        },
        { label: vscode.l10n.t('Into .vscode/gloss-tags.json'), destination: 'tagsFile' },
        { label: vscode.l10n.t('As CSV, in a new document'), destination: 'csv' },
        { label: vscode.l10n.t('Copy to the clipboard'), destination: 'clipboard' },
      ]
    : [{ label: vscode.l10n.t('As JSON, in a new document'), destination: 'json' }];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Where to put the results'),
  });
  return chosen?.destination;
}

/** Into the tags file of each workspace folder; what is in none stays to be reviewed. */
async function saveTags(batch: Batch): Promise<Reviewed> {
  const ofFolders = new Map<vscode.WorkspaceFolder, Map<string, readonly string[]>>();
  const folderOf = (uri: string) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri, true));
  for (const { uri, card } of filesIn(batch, 'done')) {
    const folder = folderOf(uri);
    if (!folder || card.kind !== 'tags') continue;
    const changes = ofFolders.get(folder) ?? new Map<string, readonly string[]>();
    ofFolders.set(folder, changes.set(pathIn(folder, vscode.Uri.parse(uri, true)), card.tags));
  }
  const saved = new Set<vscode.WorkspaceFolder | undefined>();
  for (const [folder, changes] of ofFolders) {
    if ((await changeFileTags(folder, changes)) === 'saved') saved.add(folder);
  }
  let count = 0;
  const files = batch.files.map((file): BatchFile => {
    if (file.state !== 'done' || !saved.has(folderOf(file.uri))) return file;
    count += 1;
    return { ...file, reviewed: true };
  });
  const left = filesIn(batch, 'done').length - count;
  const sentences = [
    vscode.l10n.t('Saved for {0} files.', count),
    ...(left > 0
      ? [vscode.l10n.t('Not saved, as gloss-tags.json is broken or cannot be written: {0}.', left)]
      : []),
  ];
  return { batch: { ...batch, files }, sentence: sentences.join(' ') };
}

async function openUntitled(content: string, language: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

function jsonOf(done: readonly Done[]): string {
  return JSON.stringify(
    done.map(({ uri, card: { kind: _kind, ...result } }) => ({ file: pathOf(uri), ...result })),
    null,
    2,
  );
}

async function reviewInFiles(tokens: DocumentTokens, batch: Batch): Promise<Reviewed | undefined> {
  const written = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Preparing the changes…') },
    () => prepare(tokens, filesIn(batch, 'done')),
  );
  const outcomes = await reviewEdits(written.edits, vscode.l10n.t('Tags'));
  if (!outcomes) return undefined;
  const became = new Map<string, Written>([...written.without, ...outcomes]);
  const count = (...which: Written[]) =>
    [...became.values()].filter(outcome => which.includes(outcome)).length;
  const sentences = [
    vscode.l10n.t('Written to {0} files.', count('applied')),
    ...(count('left') > 0 ? [vscode.l10n.t('Left as they were: {0}.', count('left'))] : []),
    ...(count('changed', 'stale') > 0
      ? [vscode.l10n.t('Changed meanwhile, so not written: {0}.', count('changed', 'stale'))]
      : []),
    ...(count('noPlace') > 0 ? [vscode.l10n.t('Without a place for tags: {0}.', count('noPlace'))] : []),
  ];
  const isReviewed = (file: BatchFile) => ['applied', 'left'].includes(became.get(file.uri) ?? '');
  return {
    batch: {
      ...batch,
      files: batch.files.map(file =>
        file.state === 'done' && isReviewed(file) ? { ...file, reviewed: true } : file,
      ),
    },
    sentence: sentences.join(' '),
  };
}

/** The edits of the files that are as they were when they were asked about. */
async function prepare(
  tokens: DocumentTokens,
  done: readonly Done[],
): Promise<{ edits: FileEdit[]; without: Map<string, Written> }> {
  const edits: FileEdit[] = [];
  const without = new Map<string, Written>();
  for (const { uri, card, hash, reviewed } of done) {
    if (reviewed || card.kind !== 'tags') continue;
    const snapshot = await snapshotOf(uri);
    if (!snapshot || (await textHash(snapshot.text)) !== hash) {
      without.set(uri, 'changed');
      continue;
    }
    const changes = await fileTagsChanges(tokens, snapshot.document, card.tags);
    if (changes) edits.push(fileEdit(snapshot, changes));
    else without.set(uri, 'noPlace');
  }
  return { edits, without };
}

async function snapshotOf(uri: string): Promise<ReturnType<typeof takeSnapshot> | undefined> {
  try {
    return takeSnapshot(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)));
  } catch {
    return undefined; // gone
  }
}
