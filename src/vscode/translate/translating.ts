/** What makes translations and shows them; loaded with the first. */
import * as vscode from 'vscode';
import type { CommentBlock } from '../../comments/commentBlock.ts';
import { commentsIn } from '../../comments/commentsIn.ts';
import { textOf } from '../../comments/commentText.ts';
import type { TranslationWish } from '../../tasks/translate.ts';
import { isWritable } from '../services/edits.ts';
import { logError } from '../services/log.ts';
import type { Models } from '../services/models.ts';
import type { Remedies } from '../services/remedies.ts';
import { readChoice } from '../services/setting.ts';
import { offerUnwritten } from '../services/writeOrOffer.ts';
import { isFolder } from '../tasks/explorerSelection.ts';
import { chosenComments } from './chosenComments.ts';
import { DocumentComments, type FoundComments, isNotebookFile } from './documentComments.ts';
import type { DocumentTokens } from './documentTokens.ts';
import { isInTarget, isWanted } from './isWanted.ts';
import { type LeftComment, tellLeft } from './leftComments.ts';
import { type PendingTranslation, placeTranslations, writeTranslations } from './placeTranslations.ts';
import { planTranslations } from './planTranslations.ts';
import { readWish } from './readWish.ts';
import { ShownTranslations } from './shownTranslations.ts';
import { confirmTranslation, findInFiles, reviewTranslations } from './translateFiles.ts';
import type { Translated } from './translateTexts.ts';
import { translationHover } from './translationHover.ts';
import { leftIn, TranslationPreviews } from './translationPreviews.ts';
import { TranslationStore } from './translationStore.ts';
import { Translator } from './translator.ts';

export interface TranslatingHost {
  models: Models;
  remedies: Remedies;
  tokens: DocumentTokens;
  log: vscode.LogOutputChannel;
  /** Where translations are kept, for all windows. */
  folder: vscode.Uri;
}

/** What of a document is to be translated. */
interface DocumentBlocks {
  document: vscode.TextDocument;
  found: FoundComments;
  blocks: readonly CommentBlock[];
}

/** Translates comments, and writes their translations or shows them. */
export class Translating implements vscode.Disposable {
  readonly #translator: Translator;
  readonly #log: vscode.LogOutputChannel;
  readonly comments: DocumentComments;
  readonly previews: TranslationPreviews;
  #shown: ShownTranslations | undefined;

  constructor({ models, remedies, tokens, log, folder }: TranslatingHost) {
    this.#translator = new Translator(models, remedies, new TranslationStore(folder, log));
    this.#log = log;
    this.comments = new DocumentComments(tokens);
    this.previews = new TranslationPreviews(this.comments);
  }

  dispose(): void {
    this.comments.dispose();
    this.previews.dispose();
    this.#hide();
  }

  /**
   * Translates the comment at the cursor, or those in the selection.
   * @param place of another, as the link in its hover gives it.
   */
  async translateComment(place?: unknown): Promise<void> {
    const chosen = await chosenComments(this.comments, place);
    if (!chosen) return;
    const { document, found, blocks } = chosen;
    if (!(await isWritable(document.uri))) return tellReadOnly();
    const foreign = blocks.filter(block => !isInTarget(block));
    if (foreign.length === 0) return tell(vscode.l10n.t('This is in {0} already.', readWish().target));
    await this.#translateBlocks([{ document, found, blocks: foreign }], isPreviewed('always'));
  }

  /** Shows the translation of the comment at the cursor below it, in the file as it would be; writes nothing. */
  async peek(): Promise<void> {
    const chosen = await chosenComments(this.comments);
    if (!chosen) return;
    const { document, found, blocks } = chosen;
    const [block] = blocks;
    const wish = readWish();
    const translated = await this.#translator.translate([textOf(block)], wish, document, () => this.peek());
    if (!translated) return;
    const { pending, left } = planTranslations(found, [block], translated, wish);
    const [only] = pending;
    if (only) await this.previews.peek(document, only);
    else if (left.length === 0) tellUnchanged();
    await this.#settle(left, wish);
  }

  /**
   * The hover of a comment. Sends nothing: it has the translation if that is there already, and a link if not.
   * @returns `undefined` where there is nothing to say.
   */
  async hover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const { endpoint } = this.#translator;
    const { blocks } = await this.comments.of(document);
    const block = commentsIn(blocks, { start: position, end: position }).find(isWanted);
    if (!endpoint || !block || token.isCancellationRequested) return undefined;
    const wish = readWish();
    const text = textOf(block);
    const known = await this.#translator.recall([text], wish);
    return translationHover(document, block, known.get(text), wish, endpoint);
  }

  /** Translates a comment for its hover, and shows that again. @param place as the link in the hover gives it. */
  async translateForHover(place: unknown): Promise<void> {
    const chosen = await chosenComments(this.comments, place);
    if (!chosen) return;
    const { document, blocks } = chosen;
    const [block] = blocks;
    const translated = await this.#translator.translate([textOf(block)], readWish(), document, () =>
      this.translateForHover(place),
    );
    const { line, character } = block.start;
    const reason = translated?.faults.get(textOf(block));
    if (reason && !translated?.problem) void tellLeft([{ line, text: textOf(block), reason }]);
    const editor = vscode.window.visibleTextEditors.find(candidate => candidate.document === document);
    if (!editor || !translated || reason) return;
    // The editor shows a hover by command at its cursor, and one that is there already it leaves as it is.
    await vscode.commands.executeCommand('editor.action.hideHover');
    editor.selection = new vscode.Selection(line, character, line, character);
    // One that is still there would only be focused.
    await vscode.commands.executeCommand('editor.action.hideHover');
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  /** Shows translations beside the comments in view, translating what comes into it, or hides them again. */
  async toggle(): Promise<void> {
    if (this.#shown) return this.#hide();
    if (!(await this.#translator.isReady(() => this.toggle()))) return;
    this.#shown = new ShownTranslations(
      this.comments,
      (texts, scope, signal) => this.#translateShown(texts, scope, signal),
      error => logError(this.#log, error),
    );
    await this.#shown.update();
  }

  #hide(): void {
    this.#shown?.dispose();
    this.#shown = undefined;
  }

  async #translateShown(
    texts: readonly string[],
    scope: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<Translated | undefined> {
    const again = () => this.toggle();
    const translated = await this.#translator.translateQuietly(texts, scope, readWish(), signal, again);
    // Every look at a comment would fail the same way.
    if (!translated || translated.problem) this.#hide();
    return translated;
  }

  /** Translates all comments of files, and of those in folders, as they are chosen in the explorer. */
  async translateFiles(uris: readonly vscode.Uri[]): Promise<void> {
    const [only] = uris;
    if (only && uris.length === 1 && !(await isFolder(only))) {
      return this.translateAll(await shownDocument(only));
    }
    const again = () => this.translateFiles(uris);
    const { endpoint } = this.#translator;
    // Says why nobody can be asked.
    if (!endpoint) return void (await this.#translator.isReady(again));
    const files = await findInFiles(this.comments, uris);
    if (!files) return;
    const wish = readWish();
    const known = await this.#translator.recall(files.texts, wish);
    const missing = files.texts.filter(text => !known.has(text));
    if (!(await confirmTranslation(files, missing, wish, endpoint))) return;
    const translated = await this.#translator.translate(files.texts, wish, undefined, again);
    if (translated)
      await this.#settle(await reviewTranslations(this.comments, files.uris, translated, wish), wish);
  }

  /**
   * Translates all comments of a document; of the active one, unless it is given. A notebook's cells are documents of which
   * all are taken.
   */
  async translateAll(given?: vscode.TextDocument): Promise<void> {
    const documents = documentsWith(given);
    if (documents.length === 0) return tell(vscode.l10n.t('Open a file with comments first.'));
    const writable = await Promise.all(documents.map(({ uri }) => isWritable(uri)));
    if (writable.includes(false)) return tellReadOnly();
    const all = await Promise.all(
      documents.map(async (document): Promise<DocumentBlocks> => {
        const found = await this.comments.of(document);
        return { document, found, blocks: found.blocks.filter(isWanted) };
      }),
    );
    const parts = all.filter(({ blocks }) => blocks.length > 0);
    if (parts.length === 0)
      return tell(vscode.l10n.t('This file has no comments to translate into {0}.', readWish().target));
    await this.#translateBlocks(parts, isPreviewed('always', 'files'));
  }

  /** Forgets all translations that are kept. */
  async clear(): Promise<void> {
    await this.#translator.clear();
    tell(vscode.l10n.t('All translations that were kept are forgotten.'));
  }

  async #translateBlocks(parts: readonly DocumentBlocks[], previewed: boolean): Promise<void> {
    const wish = readWish();
    const texts = parts.flatMap(({ blocks }) => blocks.map(textOf));
    const translated = await this.#translator.translate(texts, wish, parts[0]?.document, () =>
      this.#translateBlocks(parts, previewed),
    );
    if (!translated) return;
    const planned = parts.map(({ document, found, blocks }) => ({
      document,
      ...planTranslations(found, blocks, translated, wish),
    }));
    const isIdle = planned.every(({ pending, left }) => pending.length === 0 && left.length === 0);
    if (isIdle && !translated.problem) return tellUnchanged();
    const left: LeftComment[] = [];
    // The first one is shown last, and so is in front.
    for (const { document, pending, left: unfit } of previewed ? planned.toReversed() : planned) {
      const unusable = previewed
        ? await this.#preview(document, pending)
        : await this.#write(document, pending);
      left.push(...unfit, ...unusable);
    }
    await this.#settle(left, wish);
  }

  /** Says which comments stay as they are. What came back for them is forgotten: it would be as bad the next time. */
  async #settle(left: readonly LeftComment[], wish: TranslationWish): Promise<void> {
    void tellLeft(left);
    const texts = left
      .filter(({ reason }) => reason === 'unsafe' || reason === 'altered')
      .map(({ text }) => text);
    await this.#translator.forget(texts, wish);
  }

  async #preview(
    document: vscode.TextDocument,
    pending: readonly PendingTranslation[],
  ): Promise<LeftComment[]> {
    const placed = await placeTranslations(this.comments, document, pending);
    const safe = placed.safe.map(one => one.pending);
    if (safe.length > 0) await this.previews.show(document, safe);
    return leftIn(placed);
  }

  async #write(
    document: vscode.TextDocument,
    pending: readonly PendingTranslation[],
  ): Promise<LeftComment[]> {
    if (pending.length === 0) return [];
    const { outcome, placed } = await writeTranslations(this.comments, document, pending);
    const isUnwritten = outcome !== 'applied' && placed.unsafe.length < pending.length;
    if (!isUnwritten) return leftIn(placed);
    void offerUnwritten(outcome, pending.map(({ translated }) => translated).join('\n\n'));
    return leftIn({ ...placed, gone: [] });
  }
}

/** A document, or all cells of the notebook that it is in. */
function documentsWith(given: vscode.TextDocument | undefined): vscode.TextDocument[] {
  const { activeNotebookEditor, activeTextEditor } = vscode.window;
  const cellsOf = (notebook: vscode.NotebookDocument) => notebook.getCells().map(cell => cell.document);
  // Whichever of its cells has the cursor, if one has.
  if (!given && activeNotebookEditor) return cellsOf(activeNotebookEditor.notebook);
  const document = given ?? activeTextEditor?.document;
  if (!document) return [];
  const around = vscode.workspace.notebookDocuments.map(cellsOf).find(cells => cells.includes(document));
  return around ?? [document];
}

/** Shows a file. @returns its document; of a notebook its first cell's, if it has one. */
async function shownDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const notebook = isNotebookFile(uri) && (await openedNotebook(uri));
  if (!notebook) return (await vscode.window.showTextDocument(uri)).document;
  await vscode.window.showNotebookDocument(notebook);
  return notebook.getCells()[0]?.document;
}

/** @returns `undefined` where nothing is installed that reads it. */
function openedNotebook(uri: vscode.Uri): Thenable<vscode.NotebookDocument | undefined> {
  return vscode.workspace.openNotebookDocument(uri).then(
    notebook => notebook,
    () => undefined,
  );
}

function isPreviewed(...when: ('always' | 'files')[]): boolean {
  const preview = readChoice('translate.preview', ['files', 'always', 'never']);
  return preview !== 'never' && when.includes(preview);
}

function tellUnchanged(): void {
  tell(vscode.l10n.t('Nothing to change: the translation is the text as it is.'));
}

function tellReadOnly(): void {
  tell(vscode.l10n.t('This file is read-only: its comments cannot be replaced.'));
}

function tell(message: string): undefined {
  vscode.window.showInformationMessage(message);
}
