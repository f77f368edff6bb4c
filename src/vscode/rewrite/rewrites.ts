import * as vscode from 'vscode';
import { type CardTurn, cardTurn } from '../../chat/conversation.ts';
import {
  changeAt,
  changeLines,
  leaveOut,
  partialRewrite,
  type ShownChange,
  takeBackIn,
} from '../../chat/partialRewrite.ts';
import type { Turn } from '../../chat/turn.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { areOpen, changesShown, closeChanges, setLanguage, showChanges } from '../services/changesTab.ts';
import { applyEdit, takeSnapshot } from '../services/edits.ts';
import { logError } from '../services/log.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { copyResult } from '../services/writeOrOffer.ts';
import { applyRewrite, type RewriteOutcome } from './applyRewrite.ts';
import { chosenChange, putCursor } from './changeCursor.ts';
import { type CurrentRewrite, currentRewrite, rewrittenText } from './currentRewrite.ts';
import { firstQuestion } from './firstQuestion.ts';
import type { AskedRewrite } from './followUp.ts';
import { planChange } from './planChange.ts';
import { originOf, planRewrite } from './planRewrite.ts';
import { changeWithoutNewHidden, withoutNewHidden } from './withoutNewHidden.ts';

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
  /** Those whose changes have been shown, by their first question's id: their conversation may be closed before they are. */
  readonly #shown = new Map<string, AskedRewrite>();
  /** Those that have been shown apart from their document, by their question's id. */
  readonly #apart = new Map<string, CardTurn>();

  #working: Promise<void> = Promise.resolve();

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
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputTextDiff) this.#forgetLeft(input.modified);
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async provideTextDocumentContent({ scheme, query, fragment }: vscode.Uri): Promise<string | undefined> {
    if (scheme === partsScheme) {
      const turn = this.#apart.get(query);
      return turn && (fragment === 'source' ? sourceOf(turn) : resultOf(turn));
    }
    const rewrite = this.#shown.get(query)?.rewrite;
    if (!rewrite) return undefined;
    const current = await currentRewrite(rewrite);
    return current ? rewrittenText(current) : (await originOf(rewrite.turn))?.getText();
  }

  /**
   * Opens the changes that a rewrite would make; beside the document, if it still holds what was rewritten. Those of a
   * follow-up take the place of the former ones.
   */
  async show(turn: CardTurn): Promise<void> {
    const { question } = turn;
    const [first] = question.attachments;
    if (!first) return;
    const asked = this.#askedOf(turn);
    const current = await currentRewrite(asked.rewrite);
    const right = uriOf(turn, rewriteScheme);
    if (current) this.#set(right, asked);
    else this.#apart.set(question.id, turn);
    const [left, shown] = current
      ? [current.document.uri, right]
      : [uriOf(turn, partsScheme, 'source'), uriOf(turn, partsScheme, 'result')];
    for (const uri of current ? [shown] : [left, shown]) await setLanguage(uri, first.languageId);
    await showChanges(left, shown, vscode.l10n.t('{0}: rewrite', first.label));
  }

  /** Makes the changes, or says why that cannot be and offers the result: what was paid for is not lost. */
  async apply(asRewritten: CardTurn): Promise<void> {
    const current = await currentRewrite(this.#askedOf(asRewritten).rewrite);
    const turn = await withoutNewHidden(current?.turn ?? asRewritten);
    if (!turn) return;
    const document = await originOf(turn);
    if (document && planRewrite(document, turn)) await closeChanges(uriOf(turn, rewriteScheme));
    const outcome = await applyRewrite(turn);
    if (outcome !== 'applied') await this.#offer(turn, outcome);
  }

  /** Makes the changes that are shown. @param uri as the editor's title bar gives it; else those in front. */
  async applyShown(uri: unknown): Promise<void> {
    const shown = this.#shownAt(uri);
    if (shown) await this.apply(shown.asked.rewrite.turn);
  }

  /** Makes the change at the cursor of those that are shown, in an edit of its own, and goes on to the next. */
  applyOne(uri: unknown): Promise<void> {
    return this.#inTurn(async () => {
      const shown = this.#shownAt(uri);
      if (!shown) return;
      const { asked, right } = shown;
      const found = await currentRewrite(asked.rewrite);
      if (!found) return void this.#offer(asked.rewrite.turn, 'gone');
      const chosen = chosenChange(right, found);
      const change = chosen && (await changeWithoutNewHidden(found.turn, chosen));
      // Another rewrite may have come in its place while they were asked.
      if (!change || this.#shown.get(right.query) !== asked) return;
      const rewrite = changeLines(asked.rewrite, chosen.change, change);
      // Somebody may have typed while they were asked.
      const current = await currentRewrite(rewrite);
      const plan = current && planChange(rewrite, current, { ...chosen, change });
      if (!plan) return void this.#offer(found.turn, 'gone');
      // Before the edit, of which the right side hears at once.
      this.#set(right, { ...asked, rewrite: plan.applied });
      const outcome = await applyEdit(takeSnapshot(current.document), [plan.replacement]);
      if (outcome === 'applied') return this.#goOn(right, current, chosen);
      this.#set(right, { ...asked, rewrite });
      void this.#offer(current.turn, outcome === 'refused' ? 'refused' : 'gone');
    });
  }

  /** Leaves the change at the cursor of those that are shown out, and goes on to the next. */
  leaveOne(uri: unknown): Promise<void> {
    return this.#inTurn(async () => {
      const shown = this.#shownAt(uri);
      const current = shown && (await currentRewrite(shown.asked.rewrite));
      const chosen = current && chosenChange(shown.right, current);
      if (!chosen) return;
      const { asked, right } = shown;
      this.#set(right, { ...asked, rewrite: leaveOut(asked.rewrite, chosen.change) });
      await this.#goOn(right, current, chosen);
    });
  }

  /** Shows the change that was left out last again. */
  takeBackIn(uri: unknown): Promise<void> {
    return this.#inTurn(async () => {
      const shown = this.#shownAt(uri);
      const last = shown?.asked.rewrite.left.at(-1);
      if (!shown || !last) return;
      const { asked, right } = shown;
      const rewrite = takeBackIn(asked.rewrite);
      this.#set(right, { ...asked, rewrite });
      const current = await currentRewrite(rewrite);
      const back = current?.changes.find(({ change }) => change === last);
      if (back) await this.#showChange(right, back);
    });
  }

  /** Asks for a rewrite in another way. @param onAsked called when the user has said in which. */
  async followUp(turn: CardTurn, onAsked?: () => Promise<void>): Promise<void> {
    const { followUp } = await import('./followUp.ts');
    await followUp(this.#askedOf(turn), this.#session, onAsked);
  }

  /** The same of that whose changes are shown. */
  async followUpShown(uri: unknown, onAsked: () => Promise<void>): Promise<void> {
    const shown = this.#shownAt(uri);
    if (shown) await this.followUp(shown.asked.rewrite.turn, onAsked);
  }

  /** Closes the changes that are shown. */
  async discardShown(uri: unknown): Promise<void> {
    const shown = changesShown(uri);
    if (shown) await closeChanges(shown);
  }

  #shownAt(uri: unknown): { right: vscode.Uri; asked: AskedRewrite } | undefined {
    const right = changesShown(uri);
    const asked = this.#shown.get(right?.query ?? '');
    return right && asked && { right, asked };
  }

  /** With what was left out and applied of it, if its changes are those that are shown. */
  #askedOf(turn: CardTurn): AskedRewrite {
    const shown = this.#shown.get(firstQuestion(turn.question));
    if (shown && isSame(shown.rewrite.turn, turn)) return shown;
    return { rewrite: partialRewrite(turn), conversation: this.#session.conversation.id };
  }

  #set(right: vscode.Uri, asked: AskedRewrite): void {
    this.#shown.set(right.query, asked);
    this.#changed.fire(right);
    const inPart = [...this.#shown.values()].filter(({ rewrite }) => rewrite.left.length > 0);
    const uris = inPart.map(({ rewrite }) => uriOf(rewrite.turn, rewriteScheme).toString());
    void vscode.commands.executeCommand('setContext', 'gloss.rewritesInPart', uris);
  }

  /** Whoever closes changes has done with what they chose of them. */
  #forgetLeft(right: vscode.Uri): void {
    const asked = right.scheme === rewriteScheme ? this.#shown.get(right.query) : undefined;
    if (!asked || asked.rewrite.left.length === 0 || areOpen(right)) return;
    this.#set(right, { ...asked, rewrite: { ...asked.rewrite, left: [] } });
  }

  /** After a change that was done with: the next one, or else the last. @param before it was. */
  async #goOn(right: vscode.Uri, before: CurrentRewrite, done: ShownChange): Promise<void> {
    if (before.changes.length === 1) return closeChanges(right);
    await this.#showChange(right, done);
  }

  /** Puts the cursor to a change; in its place there may be the next one by now. */
  async #showChange(right: vscode.Uri, { old }: ShownChange): Promise<void> {
    const rewrite = this.#shown.get(right.query)?.rewrite;
    const current = rewrite && (await currentRewrite(rewrite));
    const next = current && changeAt(current.changes, 'old', old.first);
    if (next) await putCursor(right, next.fresh.first, rewrittenText(current));
  }

  /** A change that is chosen while another is being applied is the one after it. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#working.then(work);
    this.#working = done.catch(() => undefined);
    return done;
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
    const rewritten = turn.cards?.filter(card => card.kind === 'rewrite') ?? [];
    const found = rewritten.length > 0 ? cardTurn(this.#session.conversation, turn.id) : undefined;
    if (!found) return;
    const isChanged = rewritten.some(({ unchanged }) => !unchanged);
    // Of a follow-up that wants nothing changed any more there are no changes either.
    const shown = isChanged ? this.show(found) : closeChanges(uriOf(found, rewriteScheme));
    Promise.resolve(shown).catch(error => logError(this.#log, error));
  }

  /** A document that is edited beside its rewrite would seem to lose the edit. */
  #refresh(edited: vscode.TextDocument): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== rewriteScheme) continue;
      const origin = this.#shown.get(uri.query)?.rewrite.turn.question.attachments[0]?.origin;
      if (origin?.uri === edited.uri.toString()) this.#changed.fire(uri);
    }
  }
}

/** Whether it is the same answer to the same question: there may be several. */
function isSame(one: CardTurn, other: CardTurn): boolean {
  return one.question.id === other.question.id && JSON.stringify(one.cards) === JSON.stringify(other.cards);
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
  const query = scheme === rewriteScheme ? firstQuestion(question) : question.id;
  return vscode.Uri.from({ scheme, path, query, fragment });
}
