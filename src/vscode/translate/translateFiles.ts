import * as vscode from 'vscode';
import { textOf } from '../../comments/commentText.ts';
import { findPassages } from '../../comments/findPassages.ts';
import { runPool } from '../../tasks/runPool.ts';
import type { TranslationWish } from '../../tasks/translate.ts';
import { pathOf } from '../batch/batchWords.ts';
import { collectFiles } from '../batch/collectFiles.ts';
import { confirmSpending, leftOutLines } from '../batch/confirmBatch.ts';
import { sourceReader } from '../batch/readSource.ts';
import { abortOn } from '../services/abortOn.ts';
import { type FileEdit, fileEdit, isWritable, reviewEdits } from '../services/edits.ts';
import type { Endpoint } from '../services/endpoint.ts';
import { documentAt } from '../services/originDocument.ts';
import { type DocumentComments, isNotebookFile } from './documentComments.ts';
import { estimateTranslation } from './estimateTranslation.ts';
import { isWanted } from './isWanted.ts';
import type { LeftComment } from './leftComments.ts';
import { placeTranslations } from './placeTranslations.ts';
import { planTranslations } from './planTranslations.ts';
import type { Translated } from './translateTexts.ts';
import { leftIn } from './translationPreviews.ts';

/** Files with comments to translate. */
interface FilesToTranslate {
  uris: vscode.Uri[];
  /** Of all comments for people, each once. */
  texts: string[];
  /** The files that are left out, a line each. */
  leftOut: string[];
}

/** Read and tokenised at once. */
const concurrency = 4;

/** Collects files and the texts of their comments. @returns `undefined` when the user cancelled. */
export function findInFiles(
  comments: DocumentComments,
  uris: readonly vscode.Uri[],
): Thenable<FilesToTranslate | undefined> {
  const title = vscode.l10n.t('Looking through the files…');
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const signal = abortOn(token);
      // What the model can take in is no limit: a file's comments may go into several requests.
      const { fit, unfit } = await collectFiles(uris, undefined, token, signal);
      const read = sourceReader();
      const textsOf = new Map<string, string[]>();
      const readOnly = new Set<string>();
      await runPool(fit, { concurrency, signal }, async ({ uri }) => {
        const file = vscode.Uri.parse(uri, true);
        if (isNotebookFile(file)) return 'settled';
        const source = await read(file).catch(() => undefined);
        const lines = source ? await comments.tokenize(source.languageId, source.text) : [];
        const texts = findPassages(lines).filter(isWanted).map(textOf);
        if (texts.length === 0) return 'settled';
        if (await isWritable(file)) textsOf.set(uri, texts);
        else readOnly.add(uri);
        return 'settled';
      });
      if (signal.aborted) return undefined;
      const withComments = fit.filter(({ uri }) => textsOf.has(uri));
      const locked = fit
        .filter(({ uri }) => readOnly.has(uri))
        .map(({ uri }) => ({ uri, reason: 'readOnly' as const }));
      return {
        uris: withComments.map(({ uri }) => vscode.Uri.parse(uri, true)),
        texts: [...new Set(withComments.flatMap(({ uri }) => textsOf.get(uri) ?? []))],
        leftOut: leftOutLines([...unfit, ...locked]),
      };
    },
  );
}

/**
 * Says what the translation of files would take, before anything is spent.
 * @param missing texts whose translation is not there yet.
 * @returns whether the user wants it.
 */
export async function confirmTranslation(
  { uris, texts, leftOut }: FilesToTranslate,
  missing: readonly string[],
  wish: TranslationWish,
  { model, host }: Endpoint,
): Promise<boolean> {
  if (texts.length === 0) {
    const detail = leftOut.join('\n');
    const message = vscode.l10n.t('There are no comments here to translate into {0}.', wish.target);
    vscode.window.showInformationMessage(message, { modal: detail !== '', detail });
    return false;
  }
  if (missing.length === 0) return true;
  const question = vscode.l10n.t(
    'Translate {0} comments in {1} files into {2} with {3}?',
    missing.length,
    uris.length,
    wish.target,
    model.id,
  );
  return confirmSpending(question, { ...estimateTranslation(missing, wish, model), host }, leftOut);
}

/**
 * Has the user look through the translations in files in the editor's own preview, comment by comment, and writes them.
 * @returns the comments that stay as they are, whatever the user wants.
 */
export async function reviewTranslations(
  comments: DocumentComments,
  uris: readonly vscode.Uri[],
  translated: Translated,
  wish: TranslationWish,
): Promise<LeftComment[]> {
  const left: LeftComment[] = [];
  const edits = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Preparing the changes…') },
    async () => {
      const prepared: FileEdit[] = [];
      for (const uri of uris) {
        const document = await documentAt(uri);
        if (!document) continue;
        const found = await comments.of(document);
        const plan = planTranslations(found, found.blocks.filter(isWanted), translated, wish);
        const placed = await placeTranslations(comments, document, plan.pending);
        const file = pathOf(uri.toString());
        left.push(...[...plan.left, ...leftIn(placed)].map(one => ({ ...one, file })));
        const replacements = placed.safe.map(({ replacement }) => replacement);
        if (replacements.length > 0) prepared.push(fileEdit(placed.snapshot, replacements));
      }
      return prepared;
    },
  );
  const outcomes = await reviewEdits(edits, vscode.l10n.t('Translation'));
  if (!outcomes) return left;
  const count = (...which: string[]) =>
    [...outcomes.values()].filter(outcome => which.includes(outcome)).length;
  vscode.window.showInformationMessage(
    [
      // Of a file of which only some comments are ticked, the editor says that it has changed.
      vscode.l10n.t('Written to {0} files.', count('applied', 'changed')),
      ...(count('left') > 0 ? [vscode.l10n.t('Left as they were: {0}.', count('left'))] : []),
      ...(count('stale') > 0
        ? [vscode.l10n.t('Changed meanwhile, so not written: {0}.', count('stale'))]
        : []),
    ].join(' '),
  );
  return left;
}
