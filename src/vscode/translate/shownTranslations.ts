import * as vscode from 'vscode';
import type { CommentBlock } from '../../comments/commentBlock.ts';
import { bodyRange, textOf, wrapped } from '../../comments/commentText.ts';
import { formatCost } from '../../usage/cost.ts';
import { addReceipts, type Receipt } from '../../usage/receipt.ts';
import type { DocumentComments } from './documentComments.ts';
import { isWanted } from './isWanted.ts';

/** Gives translations of texts, from the store or by asking; nothing for those that cannot be had. */
export type TranslateShown = (
  texts: readonly string[],
  scope: vscode.TextDocument,
  signal: AbortSignal,
) => Promise<{ texts: ReadonlyMap<string, string>; receipts: readonly Receipt[] } | undefined>;

/** Milliseconds that the view stands still before what is in it is translated: who scrolls by does not pay. */
const quietTime = 300;
/** Characters of a translation beside one line. */
const longest = 300;

/** Translations beside the comments that are in view, from when it is made until it is disposed. */
export class ShownTranslations implements vscode.Disposable {
  readonly #comments: DocumentComments;
  readonly #translate: TranslateShown;
  readonly #failed: (error: unknown) => void;
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
      margin: '0 0 0 2em',
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #item = vscode.window.createStatusBarItem(
    'gloss.translations',
    vscode.StatusBarAlignment.Right,
    89,
  );
  readonly #stopped = new AbortController();
  readonly #listening: vscode.Disposable;
  readonly #receipts: Receipt[] = [];
  /** Texts that were asked for in vain: who looks at them again does not pay again. */
  readonly #vain = new Set<string>();
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();

  /** @param failed told of what nobody waits for. */
  constructor(comments: DocumentComments, translate: TranslateShown, failed: (error: unknown) => void) {
    this.#comments = comments;
    this.#translate = translate;
    this.#failed = failed;
    this.#item.name = vscode.l10n.t('Gloss: translations in view');
    this.#item.command = 'gloss.toggleTranslations';
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorVisibleRanges(() => this.#updateSoon()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#updateSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const { visibleTextEditors } = vscode.window;
        if (visibleTextEditors.some(editor => editor.document === document && isShown(editor))) {
          this.#updateSoon();
        }
      }),
    );
    this.#tell(false);
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#stopped.abort();
    vscode.Disposable.from(this.#listening, this.#decoration, this.#item).dispose();
  }

  /** Translates what is in view now, after what is being translated. Resolves when it is shown. */
  async update(): Promise<void> {
    this.#running = this.#running.then(async () => {
      for (const editor of vscode.window.visibleTextEditors.filter(isShown)) await this.#updateEditor(editor);
    });
    await this.#running;
  }

  #updateSoon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.update().catch(this.#failed), quietTime);
  }

  async #updateEditor(editor: vscode.TextEditor): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    const { document } = editor;
    const { version } = document;
    const { blocks } = await this.#comments.of(document);
    const inView = blocks.filter(block => isWanted(block) && isIn(block, editor.visibleRanges));
    const texts = inView.map(textOf).filter(text => !this.#vain.has(text));
    this.#tell(true);
    try {
      const translated = await this.#translate(texts, document, signal);
      if (!translated || signal.aborted) return;
      this.#receipts.push(...translated.receipts);
      for (const text of texts) if (!translated.texts.has(text)) this.#vain.add(text);
      // Those of another version are on their way.
      if (document.version === version) this.#paint(editor, inView, translated.texts);
    } finally {
      this.#tell(false);
    }
  }

  #paint(
    editor: vscode.TextEditor,
    blocks: readonly CommentBlock[],
    texts: ReadonlyMap<string, string>,
  ): void {
    const { document } = editor;
    const decorations = blocks.flatMap(block => {
      const text = textOf(block);
      const translation = texts.get(text);
      if (translation === undefined || translation.trim() === text.trim()) return [];
      return besideLines(block, translation).map(({ line, text }): vscode.DecorationOptions => {
        const { end } = document.lineAt(line).range;
        return {
          range: new vscode.Range(end, end),
          renderOptions: { after: { contentText: text } },
          hoverMessage: new vscode.MarkdownString().appendText(translation),
        };
      });
    });
    editor.setDecorations(this.#decoration, decorations);
  }

  #tell(isBusy: boolean): void {
    const sum = addReceipts(this.#receipts);
    const cost = sum?.cost === undefined ? '' : ` ${formatCost(sum.cost, vscode.env.language)}`;
    this.#item.text = `$(${isBusy ? 'loading~spin' : 'globe'})${cost}`;
    const tokens = sum ? sum.promptTokens + sum.completionTokens : 0;
    this.#item.tooltip = vscode.l10n.t(
      'Gloss shows translations of the comments in view. Tokens so far: {0}. Click to hide them.',
      tokens,
    );
  }
}

/** A translation's lines beside those of its comment; what is left over goes beside the last one. */
function besideLines(block: CommentBlock, translation: string): { line: number; text: string }[] {
  const [from, to] = bodyRange(block);
  const texts = wrapped(block, translation).texts;
  const count = to - from + 1;
  return [...texts.slice(0, count - 1), texts.slice(count - 1).join(' ')]
    .map((text, index) => ({ line: block.start.line + from + index, text: onOneLine(text) }))
    .filter(({ text }) => text !== '');
}

/** Without what could change how the line beside it reads. */
function onOneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

function isIn({ start, end }: CommentBlock, ranges: readonly vscode.Range[]): boolean {
  return ranges.some(range => start.line <= range.end.line && end.line >= range.start.line);
}

/** Not the output view, nor a box to type in. */
function isShown({ viewColumn, document }: vscode.TextEditor): boolean {
  return viewColumn !== undefined || document.uri.scheme === 'vscode-notebook-cell';
}
