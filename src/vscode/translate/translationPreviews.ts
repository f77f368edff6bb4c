import * as vscode from 'vscode';
import { changesShown, closeChanges, setLanguage, showChanges } from '../services/changesTab.ts';
import { editorOf } from '../services/editorOf.ts';
import { documentAt, originDocument } from '../services/originDocument.ts';
import { offerUnwritten } from '../services/writeOrOffer.ts';
import { fileName } from '../tasks/selection.ts';
import type { DocumentComments } from './documentComments.ts';
import { type LeftComment, tellLeft } from './leftComments.ts';
import {
  type PendingTranslation,
  type Placed,
  placeTranslations,
  writeTranslations,
} from './placeTranslations.ts';

/** Of a document as its translations would make it; what package.json's menus go by. */
const scheme = 'gloss-translation';

/** Translations of a document's comments that wait for the user to apply or leave each. */
interface Preview {
  /** The document's. */
  uri: vscode.Uri;
  pending: PendingTranslation[];
}

/** Of what is peeked at; there is one at a time. */
const peekQuery = 'peek';

/** Milliseconds without an edit before changes are shown anew beside it: each time the document is tokenised. */
const quietTime = 100;

/** Translations of whole documents, shown as changes of which the user applies or leaves each. */
export class TranslationPreviews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #comments: DocumentComments;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable[];
  /** By the query of their right side's URI. */
  readonly #previews = new Map<string, Preview>();
  #refreshing: ReturnType<typeof setTimeout> | undefined;

  constructor(comments: DocumentComments) {
    this.#comments = comments;
    this.#disposables = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#refreshSoon(document)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputTextDiff) this.#previews.delete(input.modified.query);
        }
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#refreshing);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string | undefined> {
    const preview = this.#previews.get(query);
    return preview && (await this.#place(preview))?.after;
  }

  /** Opens the changes that translations would make, with the cursor at the first. */
  async show(document: vscode.TextDocument, pending: readonly PendingTranslation[]): Promise<void> {
    const id = crypto.randomUUID();
    this.#previews.set(id, { uri: document.uri, pending: [...pending] });
    const right = rightOf(document.uri, id);
    await setLanguage(right, document.languageId);
    await showChanges(document.uri, right, vscode.l10n.t('{0}: translation', fileName(document)));
    await this.#goOn(right);
  }

  /** Shows a document below its comment as the comment's translation would make it. */
  async peek(document: vscode.TextDocument, pending: PendingTranslation): Promise<void> {
    const right = rightOf(document.uri, peekQuery);
    this.#previews.set(peekQuery, { uri: document.uri, pending: [pending] });
    this.#changed.fire(right);
    await setLanguage(right, document.languageId);
    const at = new vscode.Position(pending.line, 0);
    const target = new vscode.Location(right, at);
    await vscode.commands.executeCommand('editor.action.peekLocations', document.uri, at, [target], 'peek');
  }

  /** Writes the translation at the cursor of the changes that are shown. @param uri as the title bar gives it. */
  async applyOne(uri: unknown): Promise<void> {
    const shown = this.#shown(uri);
    const chosen = shown && (await this.#chosen(shown));
    if (!shown || !chosen) return;
    if (await this.#write(shown.preview, [chosen])) await this.#settle(shown, chosen);
  }

  /** Leaves the comment at the cursor of the changes that are shown as it is. */
  async leaveOne(uri: unknown): Promise<void> {
    const shown = this.#shown(uri);
    const chosen = shown && (await this.#chosen(shown));
    if (shown && chosen) await this.#settle(shown, chosen);
  }

  /** Writes all translations that are still shown, in one edit. */
  async applyAll(uri: unknown): Promise<void> {
    const shown = this.#shown(uri);
    if (!shown) return;
    const { right, preview } = shown;
    await closeChanges(right);
    const document = await originDocument(preview.uri);
    if (typeof document !== 'string') await editorOf(document);
    await this.#write(preview, preview.pending);
  }

  /** Closes the changes that are shown. */
  async discard(uri: unknown): Promise<void> {
    const shown = this.#shown(uri);
    if (shown) await closeChanges(shown.right);
  }

  #shown(uri: unknown): { right: vscode.Uri; preview: Preview } | undefined {
    const right = changesShown(uri);
    const preview = this.#previews.get(right?.query ?? '');
    return right && preview && { right, preview };
  }

  async #place({ uri, pending }: Preview): Promise<Placed | undefined> {
    const document = await documentAt(uri);
    return document && placeTranslations(this.#comments, document, pending);
  }

  /** The translation at the cursor, on either side; without one there the cursor goes to the next. */
  async #chosen({ right, preview }: { right: vscode.Uri; preview: Preview }) {
    const editor = vscode.window.activeTextEditor;
    const isRight = editor?.document.uri.toString() === right.toString();
    const isLeft = editor?.document.uri.toString() === preview.uri.toString();
    const placed = await this.#place(preview);
    if (placed && editor && (isLeft || isRight)) {
      const { line } = editor.selection.active;
      const found = placesOf(placed).find(place => {
        const [start, end] = isRight ? place.right : place.left;
        return line >= start && line <= end;
      });
      if (found) return found.pending;
    }
    await this.#goOn(right);
    return undefined;
  }

  /** @returns whether they are written; if not, the user knows why, and has them to copy. */
  async #write(preview: Preview, pending: readonly PendingTranslation[]): Promise<boolean> {
    const text = pending.map(({ translated }) => translated).join('\n\n');
    const document = await originDocument(preview.uri);
    if (typeof document === 'string') {
      void offerUnwritten(document === 'gone' ? 'changed' : 'refused', text);
      return false;
    }
    const { outcome, placed } = await writeTranslations(this.#comments, document, pending);
    if (outcome !== 'applied') {
      void offerUnwritten(outcome, text);
      return false;
    }
    void tellLeft(leftIn(placed));
    return true;
  }

  /** Takes out a translation that is done with, and shows what there still is. */
  async #settle(
    { right, preview }: { right: vscode.Uri; preview: Preview },
    done: PendingTranslation,
  ): Promise<void> {
    preview.pending = preview.pending.filter(other => other !== done);
    if (preview.pending.length === 0) return void (await closeChanges(right));
    this.#changed.fire(right);
    await this.#goOn(right, done.line);
  }

  /** Puts the cursor of the right side to the first translation from a line of the left side on, or else the first. */
  async #goOn(right: vscode.Uri, line = 0): Promise<void> {
    const preview = this.#previews.get(right.query);
    const placed = preview && (await this.#place(preview));
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === right.toString(),
    );
    if (!placed || !editor) return;
    const places = placesOf(placed);
    const next = places.find(({ left: [start] }) => start >= line) ?? places[0];
    if (!next) return;
    const start = new vscode.Position(next.right[0], 0);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** A document that is edited beside its translations would seem to lose the edit. */
  #refreshSoon(edited: vscode.TextDocument): void {
    const isOf = ({ uri }: Preview) => uri.toString() === edited.uri.toString();
    if (![...this.#previews.values()].some(isOf)) return;
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => {
      for (const [query, { uri }] of this.#previews) this.#changed.fire(rightOf(uri, query));
    }, quietTime);
  }
}

/** Under the document's own name, by which the editor knows its language. */
function rightOf(uri: vscode.Uri, query: string): vscode.Uri {
  return uri.with({ scheme, query, fragment: '' });
}

/** Comments of placed translations that cannot be translated. */
export function leftIn({ gone, unsafe }: Placed): LeftComment[] {
  return [
    ...gone.map(({ line, text }) => ({ line, text, reason: 'edited' as const })),
    ...unsafe.map(({ line, text }) => ({ line, text, reason: 'unsafe' as const })),
  ];
}

/** First and last lines of each translation's comment, before and after. */
function placesOf({ safe }: Placed): {
  pending: PendingTranslation;
  left: [number, number];
  right: [number, number];
}[] {
  let shift = 0;
  return safe.map(({ pending, replacement: { range, text } }) => {
    const left: [number, number] = [range.start.line, range.end.line];
    const first = left[0] + shift;
    const last = first + text.split('\n').length - 1;
    shift = last - left[1];
    return { pending, left, right: [first, last] };
  });
}
