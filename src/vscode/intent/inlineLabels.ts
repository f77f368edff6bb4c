/** Loaded with the first classification. */
import * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import type { LabelCard } from '../../tasks/card.ts';
import { labelText } from '../../tasks/labelText.ts';
import { type LabelPlace, labelPlaces, lineAfter } from './labelPlaces.ts';

interface InlineLabel {
  line: number;
  card: LabelCard;
}

/** The hover names no more. */
const mostInHover = 5;

/** Labels beside the code that was given them, each until its line is edited, or its document classified anew or closed. */
export class InlineLabels implements vscode.Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  /** By the document's URI. */
  readonly #labels = new Map<string, InlineLabel[]>();
  readonly #listening = vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(editors => this.#paint(editors)),
    vscode.workspace.onDidChangeTextDocument(change => this.#follow(change)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#labels.delete(uri.toString())),
  );

  /** Shows what a turn has classified, as far as it is still there. */
  show(turn: CardTurn): void {
    const places = labelPlaces(turn);
    for (const uri of new Set(places.map(place => place.uri))) {
      const labels = places.filter(place => place.uri === uri && isStillThere(place));
      this.#labels.set(
        uri,
        labels.map(({ start, card }) => ({ line: start.line, card })),
      );
    }
    this.#paint(vscode.window.visibleTextEditors);
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const labels = this.#labels.get(uri);
    if (!labels || contentChanges.length === 0) return;
    const moved = labels.flatMap(({ line, card }) => {
      const now = lineAfter(line, contentChanges);
      return now === undefined ? [] : [{ line: now, card }];
    });
    this.#labels.set(uri, moved);
    this.#paint(vscode.window.visibleTextEditors.filter(editor => editor.document === document));
  }

  #paint(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) {
      const labels = this.#labels.get(editor.document.uri.toString());
      if (!labels) continue;
      editor.setDecorations(
        this.#decoration,
        labels.map(({ line, card }) => ({
          range: atEndOf(editor.document, line),
          hoverMessage: hoverOf(card),
          renderOptions: { after: { contentText: inlineText(card) } },
        })),
      );
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#decoration.dispose();
  }
}

/** While the answer was on its way somebody may have written where the text was. */
function isStillThere({ uri, start, text }: LabelPlace): boolean {
  const document = vscode.workspace.textDocuments.find(candidate => candidate.uri.toString() === uri);
  if (!document) return false;
  const begin = new vscode.Position(start.line, start.character);
  const end = document.positionAt(document.offsetAt(begin) + text.length);
  return document.getText(new vscode.Range(begin, end)) === text;
}

function atEndOf(document: vscode.TextDocument, line: number): vscode.Range {
  const { end } = document.lineAt(line).range;
  return new vscode.Range(end, end);
}

function inlineText({ labels, unsure }: LabelCard): string {
  const two = labels.slice(0, 2).map(label => labelText(label, vscode.env.language));
  return unsure ? vscode.l10n.t('not sure: {0}', two.join(', ')) : two.join(' · ');
}

function hoverOf({ labels }: LabelCard): vscode.MarkdownString {
  const lines = labels.slice(0, mostInHover).map(label => labelText(label, vscode.env.language));
  // Labels are text, whatever is in them.
  return new vscode.MarkdownString().appendText([vscode.l10n.t('Classify Intent'), ...lines].join('\n'));
}
