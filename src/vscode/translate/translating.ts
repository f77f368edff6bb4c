/** What makes translations and shows them; loaded with the first. */
import * as vscode from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import type { CommentBlock, Range } from '../../comments/commentBlock.ts';
import { commentsIn } from '../../comments/commentsIn.ts';
import { textOf } from '../../comments/commentText.ts';
import { type TranslationWish, translate } from '../../tasks/translate.ts';
import { abortOn } from '../services/abortOn.ts';
import { isWritable } from '../services/edits.ts';
import { logError } from '../services/log.ts';
import type { Models } from '../services/models.ts';
import { documentAt } from '../services/originDocument.ts';
import { noEndpointProblem } from '../services/problems.ts';
import type { Remedies } from '../services/remedies.ts';
import { readChoice } from '../services/settings.ts';
import { offerUnwritten } from '../services/writeOrOffer.ts';
import { isFolder } from '../tasks/explorerSelection.ts';
import { DocumentComments, type FoundComments } from './documentComments.ts';
import type { DocumentTokens } from './documentTokens.ts';
import { isReadable } from './isReadable.ts';
import { type LeftComment, tellLeft } from './leftComments.ts';
import { type PendingTranslation, placeTranslations, writeTranslations } from './placeTranslations.ts';
import { planTranslations } from './planTranslations.ts';
import { readWish } from './readWish.ts';
import { ShownTranslations } from './shownTranslations.ts';
import { confirmTranslation, findInFiles, reviewTranslations } from './translateFiles.ts';
import { forgetTranslations, recallTranslations, type Translated, translateTexts } from './translateTexts.ts';
import { commentPlace, translationHover } from './translationHover.ts';
import { leftIn, TranslationPreviews } from './translationPreviews.ts';
import { TranslationStore } from './translationStore.ts';

export interface TranslatingHost {
  models: Models;
  remedies: Remedies;
  tokens: DocumentTokens;
  log: vscode.LogOutputChannel;
  /** Where translations are kept, for all windows. */
  folder: vscode.Uri;
}

/** Translates comments, and writes their translations or shows them. */
export class Translating implements vscode.Disposable {
  readonly #host: TranslatingHost;
  readonly #store: TranslationStore;
  readonly comments: DocumentComments;
  readonly previews: TranslationPreviews;
  #shown: ShownTranslations | undefined;

  constructor(host: TranslatingHost) {
    this.#host = host;
    this.#store = new TranslationStore(host.folder, host.log);
    this.comments = new DocumentComments(host.tokens);
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
    const chosen = await this.#chosen(place);
    if (!chosen) return;
    const { document, found, blocks } = chosen;
    if (!isWritable(document)) return tellReadOnly();
    await this.#translateBlocks(document, found, blocks, isPreviewed('always'));
  }

  /** Shows the translation of the comment at the cursor below it, in the file as it would be; writes nothing. */
  async peek(): Promise<void> {
    const chosen = await this.#chosen();
    const block = chosen?.blocks[0];
    if (!chosen || !block) return;
    const { document, found } = chosen;
    const translated = await this.#translate([textOf(block)], readWish(), document, () => this.peek());
    if (!translated) return;
    const { pending, left } = planTranslations(found, [block], translated);
    const [only] = pending;
    if (only) await this.previews.peek(document, only);
    else if (left.length === 0) tellUnchanged();
    void tellLeft(left);
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
    const endpoint = this.#host.models.current(translate.id);
    const { blocks } = await this.comments.of(document);
    const block = commentsIn(blocks, { start: position, end: position }).find(isReadable);
    if (!endpoint || !block || token.isCancellationRequested) return undefined;
    const wish = readWish();
    const text = textOf(block);
    const known = await recallTranslations(this.#store, [text], wish, endpoint);
    return translationHover(document, block, known.get(text), wish, endpoint);
  }

  /** Translates a comment for its hover, and shows that again. @param place as the link in the hover gives it. */
  async translateForHover(place: unknown): Promise<void> {
    const chosen = await this.#chosen(place);
    const block = chosen?.blocks[0];
    if (!chosen || !block) return;
    const { document } = chosen;
    const translated = await this.#translate([textOf(block)], readWish(), document, () =>
      this.translateForHover(place),
    );
    const { line, character } = block.start;
    const reason = translated?.faults.get(textOf(block));
    if (reason && !translated?.problem) void tellLeft([{ line, reason }]);
    const editor = vscode.window.visibleTextEditors.find(candidate => candidate.document === document);
    if (!editor || !translated || reason) return;
    // The editor shows a hover again only at its cursor.
    editor.selection = new vscode.Selection(line, character, line, character);
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  /** Shows translations beside the comments in view, translating what comes into it, or hides them again. */
  async toggle(): Promise<void> {
    if (this.#shown) return this.#hide();
    const ready = await this.#host.models.ready(translate.id);
    if ('problem' in ready) return this.#host.remedies.tell(ready.problem, () => this.toggle());
    this.#shown = new ShownTranslations(
      this.comments,
      (texts, scope, signal) => this.#translateShown(texts, scope, signal),
      error => logError(this.#host.log, error),
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
    const ready = await this.#host.models.ready(translate.id);
    const translated =
      'problem' in ready
        ? undefined
        : await translateTexts(ready.model, this.#store, texts, { wish: readWish(), scope, signal });
    const problem = 'problem' in ready ? ready.problem : translated?.problem;
    if (problem && !signal.aborted) {
      // Every look at a comment would fail the same way.
      this.#hide();
      void this.#host.remedies.tell(withoutNewChat(problem), () => this.toggle());
    }
    return translated;
  }

  /** The comments at the cursor or in the selection, or at a place. @returns `undefined` for none; the user knows. */
  async #chosen(
    place?: unknown,
  ): Promise<{ document: vscode.TextDocument; found: FoundComments; blocks: CommentBlock[] } | undefined> {
    const given = commentPlace.safeParse(place).data;
    const editor = vscode.window.activeTextEditor;
    const document = given ? await documentAt(vscode.Uri.parse(given[0], true)) : editor?.document;
    if (!document) return tell(vscode.l10n.t('Open a file and put the cursor in a comment first.'));
    const found = await this.comments.of(document);
    const at = given && new vscode.Position(given[1], given[2]);
    const blocks = readableIn(found, at ? [{ start: at, end: at }] : (editor?.selections ?? []));
    if (blocks === 'none')
      return tell(vscode.l10n.t('No comment here: put the cursor in one, or select some.'));
    if (blocks === 'directives')
      return tell(vscode.l10n.t('This comment is for a tool, not for people: it stays as it is.'));
    return { document, found, blocks };
  }

  /** Translates all comments of files, and of those in folders, as they are chosen in the explorer. */
  async translateFiles(uris: readonly vscode.Uri[]): Promise<void> {
    const [only] = uris;
    if (only && uris.length === 1 && !(await isFolder(only))) {
      return this.translateAll((await vscode.window.showTextDocument(only)).document);
    }
    const { models, remedies } = this.#host;
    const again = () => this.translateFiles(uris);
    const endpoint = models.current(translate.id);
    if (!endpoint) return remedies.tell(noEndpointProblem(), again);
    const files = await findInFiles(this.comments, uris);
    if (!files) return;
    const wish = readWish();
    const known = await recallTranslations(this.#store, files.texts, wish, endpoint);
    const missing = files.texts.filter(text => !known.has(text));
    if (!(await confirmTranslation(files, missing, wish, endpoint))) return;
    const translated = await this.#translate(files.texts, wish, undefined, again);
    if (translated) await reviewTranslations(this.comments, files.uris, translated);
  }

  /** Translates all comments of a document; of the active one, unless it is given. */
  async translateAll(document = vscode.window.activeTextEditor?.document): Promise<void> {
    if (!document) return tell(vscode.l10n.t('Open a file with comments first.'));
    if (!isWritable(document)) return tellReadOnly();
    const found = await this.comments.of(document);
    const blocks = found.blocks.filter(isReadable);
    if (blocks.length === 0) return tell(vscode.l10n.t('This file has no comments for people to read.'));
    await this.#translateBlocks(document, found, blocks, isPreviewed('always', 'files'));
  }

  /** Forgets all translations that are kept. */
  async clear(): Promise<void> {
    await this.#store.clear();
    tell(vscode.l10n.t('All translations that were kept are forgotten.'));
  }

  async #translateBlocks(
    document: vscode.TextDocument,
    found: FoundComments,
    blocks: readonly CommentBlock[],
    previewed: boolean,
  ): Promise<void> {
    const wish = readWish();
    const translated = await this.#translate(blocks.map(textOf), wish, document, () =>
      this.#translateBlocks(document, found, blocks, previewed),
    );
    if (!translated) return;
    const { pending, left } = planTranslations(found, blocks, translated);
    if (pending.length === 0 && left.length === 0 && !translated.problem) {
      return tellUnchanged();
    }
    const unusable = previewed
      ? await this.#preview(document, pending)
      : await this.#write(document, pending);
    await this.#forget(unusable, blocks, wish);
    void tellLeft([...left, ...unusable]);
  }

  /** What is bad once is bad as often as it comes from the store. */
  async #forget(left: readonly LeftComment[], blocks: readonly CommentBlock[], wish: TranslationWish) {
    const unsafe = new Set(left.filter(({ reason }) => reason === 'unsafe').map(({ line }) => line));
    const texts = blocks.filter(({ start }) => unsafe.has(start.line)).map(textOf);
    const endpoint = this.#host.models.current(translate.id);
    if (endpoint) await forgetTranslations(this.#store, texts, wish, endpoint);
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

  /**
   * Translates texts, with progress that cancels; what requests failed at is told with what to do about it.
   * @returns `undefined` when there is nothing to go on with; the user knows why.
   */
  async #translate(
    texts: readonly string[],
    wish: TranslationWish,
    scope: vscode.TextDocument | undefined,
    retry: () => Promise<void>,
  ): Promise<Translated | undefined> {
    const { models, remedies } = this.#host;
    const store = this.#store;
    const endpoint = models.current(translate.id);
    const known = endpoint && (await recallTranslations(store, texts, wish, endpoint));
    if (known && known.size === new Set(texts).size) {
      return { texts: known, faults: new Map(), receipts: [], problem: undefined };
    }
    const ready = await models.ready(translate.id);
    if ('problem' in ready) {
      void remedies.tell(ready.problem, retry);
      return undefined;
    }
    const title = vscode.l10n.t('Gloss: translating into {0}', wish.target);
    const translated = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (report, token) => {
        const signal = abortOn(token);
        let settled = 0;
        const progress = (count: number) => {
          settled += count;
          report.report({
            ...(texts.length > 1 ? { message: vscode.l10n.t('{0} of {1}', settled, texts.length) } : {}),
            increment: (100 * count) / texts.length,
          });
        };
        const done = await translateTexts(ready.model, store, texts, { wish, scope, signal, progress });
        return signal.aborted ? undefined : done;
      },
    );
    if (!translated) return undefined;
    const { problem } = translated;
    if (problem) void remedies.tell(withoutNewChat(problem), retry);
    return translated;
  }
}

/** The comments for people that selections touch. */
function readableIn(
  { blocks }: FoundComments,
  selections: readonly Range[],
): CommentBlock[] | 'none' | 'directives' {
  const touched = new Set(selections.flatMap(selection => commentsIn(blocks, selection)));
  const comments = blocks.filter(block => touched.has(block) && textOf(block).trim() !== '');
  const readable = comments.filter(isReadable);
  if (readable.length > 0) return readable;
  return comments.length > 0 ? 'directives' : 'none';
}

function isPreviewed(...when: ('always' | 'files')[]): boolean {
  const preview = readChoice('translate.preview', ['files', 'always', 'never']);
  return preview !== 'never' && when.includes(preview);
}

function tellUnchanged(): void {
  tell(vscode.l10n.t('Nothing to change: the translation is the text as it is.'));
}

/** A new chat is a remedy in the panel only. */
function withoutNewChat({ remedies, ...problem }: Problem): Problem {
  return { ...problem, remedies: remedies.filter(action => action !== 'newChat') };
}

function tellReadOnly(): void {
  tell(vscode.l10n.t('This file is read-only: its comments cannot be replaced.'));
}

function tell(message: string): undefined {
  vscode.window.showInformationMessage(message);
}
