import * as vscode from 'vscode';
import { type CardTurn, cardTurn } from '../../chat/conversation.ts';
import type { Turn } from '../../chat/turn.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { changesShown, closeChanges, setLanguage, showChanges } from '../services/changesTab.ts';
import { replaceAll } from '../services/edits.ts';
import { logError } from '../services/log.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { copyResult } from '../services/writeOrOffer.ts';
import { applyRewrite, type RewriteOutcome } from './applyRewrite.ts';
import { originOf, planRewrite } from './planRewrite.ts';
import { withoutNewHidden } from './withoutNewHidden.ts';

/** Of a document as a rewrite would make it; what package.json's menus go by. */
const rewriteScheme = 'gloss-rewrite';
/** Of the sources and the results alone, for a document that they are not to be found in. */
const partsScheme = 'gloss-rewrite-parts';

/** Rewrites, shown as changes before they are made. */
export class Rewrites implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: ChatSession;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable[];
  /** Those that have been shown, by the id of their question: their conversation may be closed before they are. */
  readonly #shown = new Map<string, CardTurn>();

  constructor(session: ChatSession, log: vscode.LogOutputChannel) {
    this.#session = session;
    this.#log = log;
    this.#disposables = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(rewriteScheme, this),
      vscode.workspace.registerTextDocumentContentProvider(partsScheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#refresh(document)),
      session.onDidChange(change => {
        if (change.type === 'turn') this.#showNew(change.turn);
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async provideTextDocumentContent({ scheme, query, fragment }: vscode.Uri): Promise<string | undefined> {
    const turn = this.#shown.get(query);
    if (!turn) return undefined;
    if (scheme === partsScheme) return fragment === 'source' ? sourceOf(turn) : resultOf(turn);
    const document = await originOf(turn);
    const plan = document && planRewrite(document, turn);
    return plan ? replaceAll(document, plan) : document?.getText();
  }

  /** Opens the changes that a rewrite would make; beside the document, if it still holds what was rewritten. */
  async show(turn: CardTurn): Promise<void> {
    this.#shown.set(turn.question.id, turn);
    const [first] = turn.question.attachments;
    if (!first) return;
    const document = await originOf(turn);
    const isApplicable = document !== undefined && planRewrite(document, turn) !== undefined;
    const [left, right] = isApplicable
      ? [document.uri, uriOf(turn, rewriteScheme)]
      : [uriOf(turn, partsScheme, 'source'), uriOf(turn, partsScheme, 'result')];
    for (const uri of isApplicable ? [right] : [left, right]) await setLanguage(uri, first.languageId);
    await showChanges(left, right, vscode.l10n.t('{0}: rewrite', first.label));
  }

  /** Makes the changes, or says why that cannot be and offers the result: what was paid for is not lost. */
  async apply(asRewritten: CardTurn): Promise<void> {
    const turn = await withoutNewHidden(asRewritten);
    if (!turn) return;
    const document = await originOf(turn);
    if (document && planRewrite(document, turn)) await closeChanges(uriOf(turn, rewriteScheme));
    const outcome = await applyRewrite(turn);
    if (outcome !== 'applied') await this.#offer(turn, outcome);
  }

  /** Makes the changes that are shown. @param uri as the editor's title bar gives it; else those in front. */
  async applyShown(uri: unknown): Promise<void> {
    const turn = this.#shown.get(changesShown(uri)?.query ?? '');
    if (turn) await this.apply(turn);
  }

  /** Closes the changes that are shown. */
  async discardShown(uri: unknown): Promise<void> {
    const shown = changesShown(uri);
    if (shown) await closeChanges(shown);
  }

  async #offer(turn: CardTurn, outcome: Exclude<RewriteOutcome, 'applied'>): Promise<void> {
    const name = turn.question.attachments[0]?.label ?? '';
    const message =
      outcome === 'gone'
        ? vscode.l10n.t('What was rewritten is not in {0} any more, so nothing was written.', name)
        : vscode.l10n.t('The editor did not let {0} be changed.', name);
    const show = vscode.l10n.t('Show Changes');
    const copy = vscode.l10n.t('Copy Result');
    const chosen = await vscode.window.showWarningMessage(withoutLinks(message), show, copy);
    if (chosen === show) await this.show(turn);
    if (chosen === copy) await copyResult(resultOf(turn));
  }

  #showNew(turn: Turn): void {
    if (turn.role !== 'assistant' || turn.state !== 'complete') return;
    if (!turn.cards?.some(card => card.kind === 'rewrite' && !card.unchanged)) return;
    const found = cardTurn(this.#session.conversation, turn.id);
    if (found) this.show(found).catch(error => logError(this.#log, error));
  }

  /** A document that is edited beside its rewrite would seem to lose the edit. */
  #refresh(edited: vscode.TextDocument): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== rewriteScheme) continue;
      const origin = this.#shown.get(uri.query)?.question.attachments[0]?.origin;
      if (origin?.uri === edited.uri.toString()) this.#changed.fire(uri);
    }
  }
}

function sourceOf({ question }: CardTurn): string {
  return question.attachments.map(({ text }) => text).join('\n\n');
}

function resultOf({ cards }: CardTurn): string {
  return cards.map(card => (card.kind === 'rewrite' ? card.text : '')).join('\n\n');
}

/** Under the document's own name, by which the editor knows its language. */
function uriOf({ question }: CardTurn, scheme: string, fragment = ''): vscode.Uri {
  const origin = question.attachments[0]?.origin;
  const path = origin ? vscode.Uri.parse(origin.uri, true).path : '';
  return vscode.Uri.from({ scheme, path, query: question.id, fragment });
}
