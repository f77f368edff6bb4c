import * as vscode from 'vscode';
import { cardTurn } from '../../chat/conversation.ts';
import {
  type CardAction,
  type LinkView,
  type MeterView,
  type NoticeView,
  type ParametersView,
  type WebviewMessage,
  webviewMessage,
} from '../../chat/protocol.ts';
import { earlierTurns, lastTurns } from '../../chat/shownTurns.ts';
import type { AssistantTurn, Turn } from '../../chat/turn.ts';
import { safeLink } from '../../markdown/safeLink.ts';
import type { Attachable, RawPicture } from '../attachments/attachable.ts';
import type { AttachedStore } from '../attachments/attached.ts';
import type { ComposerHost } from '../attachments/composerHost.ts';
import type { ModelChoice } from '../connection/selectModel.ts';
import { noticeView } from '../connection/shutdownNotice.ts';
import type { Rewrites } from '../rewrite/rewrites.ts';
import { logError } from '../services/log.ts';
import type { Models } from '../services/models.ts';
import { ownProblem } from '../services/problems.ts';
import type { Remedies } from '../services/remedies.ts';
import { Retried } from '../services/retried.ts';
import { openSettings } from '../services/settings.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { toolsView } from '../tools/toolsView.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';
import type { ChatChange, ChatSession } from './chatSession.ts';
import type { PanelPage, PanelPages } from './panelPages.ts';
import { attachedViews, modelView, notAttachedWords, panelView, turnView, turnViews } from './panelView.ts';
import type { ParameterDrawer } from './parameterDrawer.ts';

/** What the panel works with. */
export interface PanelServices {
  session: ChatSession;
  remedies: Remedies;
  choice: ModelChoice;
  tokens: DocumentTokens;
  rewrites: Rewrites;
  /** What goes along with the next message. */
  attached: AttachedStore;
  models: Models;
  /** Where the user's own tasks are. */
  tasksFolder: vscode.Uri;
  log: vscode.LogOutputChannel;
  /** Those that show it. */
  pages: PanelPages;
}

/** What a page posts of itself, whether anybody uses it or not. */
const unasked: ReadonlySet<WebviewMessage['type']> = new Set([
  'ready',
  'painted',
  'draft',
  'findLinks',
  'showEarlier',
]);

/** What the panel shows of the session, and what is done there. Its pages may come and go at any moment. */
export class ChatPanel implements vscode.Disposable {
  readonly #session: ChatSession;
  readonly #remedies: Remedies;
  readonly #choice: ModelChoice;
  readonly #tokens: DocumentTokens;
  readonly #rewrites: Rewrites;
  readonly #attached: AttachedStore;
  readonly #models: Models;
  readonly #log: vscode.LogOutputChannel;
  /** Loaded when the panel is first shown. */
  readonly #composer: Retried<ComposerHost>;
  /** Yet to be scaled by the panel, which is not there yet. */
  readonly #pictures: RawPicture[] = [];
  #draft = '';
  #meter: MeterView | undefined;
  /** The meter that is being made, and whether another has to follow it. */
  #measuring: Promise<void> | undefined;
  #stale = false;
  /** Loaded when it is first opened. */
  readonly #drawer = new Retried(() => this.#openDrawer());
  /** Loaded when something is first done with a part of an answer. */
  readonly #answers = new Retried(async () => {
    const { Answers } = await import('../answers/answers.ts');
    return new Answers(this.#rewrites);
  });
  /** What answers name, by their ids; of another conversation it is asked for anew. */
  #links: Record<string, LinkView[]> = {};
  #parameters: ParametersView | undefined;
  readonly #pages: PanelPages;
  readonly #disposables: vscode.Disposable[];
  /** Where in the branch the turns begin that the webview has. */
  #first = { conversation: '', index: 0 };
  #focusWhenReady = false;
  /** The seal of the call that the user was told of last. */
  #toldOf: string | undefined;

  constructor(services: PanelServices) {
    const { session, remedies, choice, tokens, rewrites, log, pages, attached, models } = services;
    this.#attached = attached;
    this.#models = models;
    this.#composer = new Retried(async () => {
      const { ComposerHost } = await import('../attachments/composerHost.ts');
      return new ComposerHost(session, attached, models, services.tasksFolder);
    });
    this.#session = session;
    this.#remedies = remedies;
    this.#choice = choice;
    this.#tokens = tokens;
    this.#rewrites = rewrites;
    this.#log = log;
    this.#pages = pages;
    this.#disposables = [
      session.onDidChange(change => this.#follow(change)),
      // Another window may have added to the conversation.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#pages.current?.isVisible())
          session.refresh().catch(error => logError(log, error));
      }),
      // Another model has another end and other prices, and reads other things.
      choice.notices.onDidChange(() => {
        this.#pages.post({ type: 'model', model: modelView() });
        this.#pages.post({ type: 'notice', notice: this.#notice() });
        this.#postAttached();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('gloss.tools.offered')) this.#followTools();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#followTools()),
      attached.onDidChange(conversation => {
        if (conversation === session.conversation.id) this.#postAttached();
      }),
    ];
  }

  /** Brings the panel to the front. */
  async show(): Promise<void> {
    await this.#pages.show();
  }

  /** Brings the panel to the front, ready to be typed into. */
  async focusComposer(): Promise<void> {
    // One that is hidden, or not there yet, loads anew and gets no message before that.
    this.#focusWhenReady = !this.#pages.current?.isVisible();
    await this.show();
    this.#pages.current?.post({ type: 'focusComposer' });
  }

  /** Shows the panel in an editor, too. */
  openInEditor(): void {
    this.#pages.openInEditor();
  }

  /** Has something go along with the next message, and brings the panel to the front. */
  async attach(read: () => Promise<readonly Attachable[]>): Promise<void> {
    // The editor's selection is read before the panel takes the focus.
    const pictures = await (await this.#composer.get()).add(read);
    await this.focusComposer();
    this.#scale(pictures);
  }

  /** Brings the panel to the front with the parameters open. */
  async showParameters(): Promise<void> {
    await (await this.#drawer.get()).show(true);
    await this.show();
  }

  /** A page has posted something. */
  receive(raw: unknown, from: PanelPage): void {
    const parsed = webviewMessage.safeParse(raw);
    if (!parsed.success) return;
    if (!unasked.has(parsed.data.type)) this.#pages.use(from);
    this.#act(parsed.data, from).catch(error => this.#fail(error));
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #follow(change: ChatChange): void {
    if (change.type === 'delta') this.#pages.append({ id: change.id, text: change.text });
    else if (change.type === 'turn') {
      this.#postTurn(change.turn);
      this.#tellAsking(change.turn).catch(error => logError(this.#log, error));
    } else if (change.type === 'replaced') this.#postSnapshot();
    // Many deltas make one answer, which is counted when it has ended.
    if (change.type !== 'delta') this.#measure();
  }

  /** Who does not see the panel is told, once, that an answer waits for their word. */
  async #tellAsking(turn: Turn): Promise<void> {
    const rounds = turn.role === 'assistant' ? (turn.rounds ?? []) : [];
    const asking = rounds.flatMap(({ calls }) => calls).find(({ seal }) => seal !== undefined);
    if (!asking?.seal || asking.seal === this.#toldOf || this.#pages.current?.isVisible()) return;
    this.#toldOf = asking.seal;
    const show = vscode.l10n.t('Show');
    const message = vscode.l10n.t('The model wants to call {0}.', asking.name);
    if ((await vscode.window.showInformationMessage(withoutLinks(message), show)) === show) await this.show();
  }

  #postTurn(turn: Turn): void {
    this.#pages.forget(turn.id);
    const { conversation } = this.#session;
    const index = conversation.turns.findLastIndex(({ id }) => id === turn.id);
    if (index < this.#first.index) return;
    this.#first.conversation = conversation.id;
    const before = conversation.turns[index - 1];
    // With a question after it, the answer before can no longer be gone on with.
    if (turn.role === 'user' && before && index > this.#first.index)
      this.#pages.post({ type: 'turn', turn: turnView(conversation, before, index - 1) });
    this.#pages.post({ type: 'turn', turn: turnView(conversation, turn, index) });
  }

  /** @param to a page that has just come; all of them get it when the conversation is another one. */
  #postSnapshot(to?: PanelPage): void {
    (to?.deltas ?? this.#pages).reset();
    const notice = this.#notice();
    const parameters = this.#parameters;
    const meter = this.#meter;
    const { conversation } = this.#session;
    // What comes of it is told when it is there.
    void this.#attached.restore(conversation.id);
    const before = this.#first.conversation === conversation.id ? this.#first.index : undefined;
    const index = lastTurns(conversation.turns, before);
    // Of an empty one nothing is on the screen yet that has to stay there.
    this.#first = { conversation: conversation.turns.length > 0 ? conversation.id : '', index };
    const shown = new Set(conversation.turns.map(({ id }) => id));
    this.#links = Object.fromEntries(Object.entries(this.#links).filter(([id]) => shown.has(id)));
    (to ?? this.#pages).post({
      type: 'snapshot',
      view: {
        ...panelView(conversation, index),
        attached: attachedViews(this.#attached.of(conversation.id)),
        ...(meter ? { meter } : {}),
        links: this.#links,
        ...(notice ? { notice } : {}),
        ...(parameters ? { parameters } : {}),
      },
    });
  }

  #postAttached(): void {
    this.#pages.post({
      type: 'attached',
      attached: attachedViews(this.#attached.of(this.#session.conversation.id)),
    });
    this.#measure();
  }

  #followTools(): void {
    this.#pages.post({ type: 'tools', tools: toolsView() });
    this.#measure();
  }

  /** Has the panel scale pictures, which it does once it is there. */
  #scale(pictures: readonly RawPicture[], page = this.#pages.current): void {
    this.#pictures.push(...pictures);
    if (this.#focusWhenReady) return;
    for (const { name, bytes } of this.#pictures.splice(0)) {
      page?.post({ type: 'picture', name, bytes: new Uint8Array(bytes) });
    }
  }

  /** Counts and prices the next message; changes in the meantime have it done once more, not once each. */
  #measure(): void {
    if (this.#measuring) {
      this.#stale = true;
      return;
    }
    this.#stale = false;
    this.#measuring = this.#makeMeter()
      .catch(error => logError(this.#log, error))
      .finally(() => {
        this.#measuring = undefined;
        if (this.#stale) this.#measure();
      });
  }

  async #makeMeter(): Promise<void> {
    const { id, turns } = this.#session.conversation;
    const isEmpty = turns.length === 0 && this.#draft === '' && this.#attached.of(id).length === 0;
    const meter = isEmpty ? undefined : await (await this.#composer.get()).meter(this.#draft);
    if (JSON.stringify(meter) === JSON.stringify(this.#meter)) return;
    this.#meter = meter;
    this.#pages.post({ type: 'meter', meter });
  }

  /** @param before the first turn that the webview has. @param to one that it wants to have. */
  #postEarlier(before: string, to: string | undefined): void {
    const { conversation } = this.#session;
    const { index } = this.#first;
    // Asked just when the conversation became another one.
    if (conversation.turns[index]?.id !== before) return;
    const wanted = conversation.turns.findIndex(({ id }) => id === to);
    const earlier = earlierTurns(conversation.turns, index, wanted < 0 ? undefined : wanted);
    this.#first = { conversation: conversation.id, index: earlier };
    this.#pages.post({ type: 'earlier', turns: turnViews(conversation, earlier, index), earlier });
  }

  async #openDrawer(): Promise<ParameterDrawer> {
    const { ParameterDrawer } = await import('./parameterDrawer.ts');
    const next = { draft: () => this.#draft, attached: this.#attached };
    const drawer = new ParameterDrawer(this.#session, this.#choice, next, this.#log);
    const following = drawer.onDidChange(() => {
      this.#parameters = drawer.view;
      this.#pages.post({ type: 'parameters', parameters: this.#parameters });
    });
    this.#disposables.push(drawer, following);
    return drawer;
  }

  /** Tells the webview which words of an answer are links, once for each text that it has. */
  async #findLinks(answer: AssistantTurn): Promise<void> {
    const links = await (await this.#answers.get()).findLinks(answer);
    this.#links = { ...this.#links, [answer.id]: links };
    this.#pages.post({ type: 'links', id: answer.id, links });
  }

  #notice(): NoticeView | undefined {
    const notice = this.#choice.notices.current();
    return notice && noticeView(notice);
  }

  async #switchToSuccessor(): Promise<void> {
    const { notices, memory, chatParameters } = this.#choice;
    const notice = notices.current();
    if (!notice?.successor) {
      await this.#remedies.selectModel();
      return;
    }
    const { switchModel } = await import('../connection/switchModel.ts');
    await switchModel(notice.endpoint, notice.successor, { memory, chat: chatParameters() });
  }

  async #actOnCard(id: string, action: CardAction): Promise<void> {
    await this.#session.restore();
    const found = cardTurn(this.#session.conversation, id);
    if (!found) return;
    const { actOnCard } = await import('./cardActions.ts');
    await actOnCard(action, found, { tokens: this.#tokens, rewrites: this.#rewrites });
  }

  async #remove(id: string): Promise<void> {
    await this.#session.restore();
    const { id: conversationId, turns } = this.#session.conversation;
    if (!turns.some(turn => turn.id === id)) return;
    await this.#session.remove(id, true);
    const undo = vscode.l10n.t('Undo');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Deleted from here on.'), undo);
    if (chosen === undo) await this.#session.remove(id, false, conversationId);
  }

  /** An answer that has ended; `undefined` when there is none of this id. */
  async #endedAnswer(id: string): Promise<AssistantTurn | undefined> {
    await this.#session.restore();
    const turn = this.#session.conversation.turns.find(turn => turn.id === id);
    return turn?.role === 'assistant' && turn.state !== 'streaming' ? turn : undefined;
  }

  async #actOnAnswer(
    message: Extract<
      WebviewMessage,
      { type: 'block' | 'findLinks' | 'openPlace' | 'showTokens' | 'showRequest' }
    >,
  ): Promise<void> {
    const answer = await this.#endedAnswer(message.id);
    if (!answer) return;
    switch (message.type) {
      case 'block':
        return (await this.#answers.get()).actOnBlock(message.action, answer, message.index);
      case 'findLinks':
        return this.#findLinks(answer);
      case 'openPlace':
        return (await this.#answers.get()).openLink(answer, message.text);
      case 'showTokens':
        if (answer.tokens) this.#pages.post({ type: 'tokens', id: answer.id, tokens: answer.tokens });
        return;
      case 'showRequest':
        await vscode.commands.executeCommand('gloss.showLastRequest', {
          answer: answer.id,
          requestId: answer.receipt?.requestId,
        });
    }
  }

  /** A setting could not be written, or a part of Gloss not loaded: whoever clicked is told. */
  #fail(error: unknown): void {
    logError(this.#log, error);
    vscode.window.showErrorMessage(ownProblem().message);
  }

  async #act(message: WebviewMessage, from: PanelPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.#session.restore();
        this.#postSnapshot(from);
        if (this.#focusWhenReady) from.post({ type: 'focusComposer' });
        this.#focusWhenReady = false;
        this.#scale([], from);
        this.#measure();
        return;
      case 'painted':
        from.deltas.painted();
        return;
      case 'send':
        if (message.text.trim() === '') return;
        // The answer comes where the drawer is.
        if (this.#parameters) await (await this.#drawer.get()).show(false);
        return (await this.#composer.get()).send(message.text);
      case 'suggest': {
        const items = await (await this.#composer.get()).suggest(message);
        if (items) from.post({ type: 'suggestions', request: message.request, items });
        return;
      }
      case 'attach':
        return this.#scale(await (await this.#composer.get()).attach(message.id), from);
      case 'attachImage':
        return (await this.#composer.get()).addPicture(message.picture);
      case 'attachFile':
        return (await this.#composer.get()).addFile(message.name, message.bytes);
      case 'notAttached':
        vscode.window.showWarningMessage(
          withoutLinks(notAttachedWords()[message.reason].replace('{0}', () => message.name)),
        );
        return;
      case 'nextImageDetail':
        return this.#attached.nextImageDetail(this.#session.conversation.id, message.id);
      case 'detach':
        return this.#attached.remove(this.#session.conversation.id, message.id);
      case 'draft':
        this.#draft = message.text;
        this.#measure();
        // The drawer shows what it would send.
        await this.#drawer.ifBegun(drawer => drawer.refresh());
        if (message.text !== '') await this.#models.keepConnected();
        return;
      case 'stop':
        return this.#session.stop();
      case 'showEarlier':
        return this.#postEarlier(message.before, message.to);
      case 'retry':
        return this.#session.retry(message.id);
      case 'edit':
        if (message.text.trim() === '') return;
        return this.#session.askDifferently(message.id, message.text);
      case 'step':
        return this.#session.step(message.id, message.by);
      case 'goOn':
        return this.#session.goOn(message.id);
      case 'pinTurn':
        return this.#session.pinTurn(message.id, message.pinned);
      case 'remove':
        return this.#remove(message.id);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'card':
        return this.#actOnCard(message.id, message.action);
      case 'block':
      case 'findLinks':
      case 'openPlace':
      case 'showTokens':
      case 'showRequest':
        return this.#actOnAnswer(message);
      case 'openLink':
        return openLink(message.url);
      case 'remedy':
        return this.#remedies.apply(message.action);
      case 'selectModel':
        await this.#remedies.selectModel();
        return;
      case 'selectTools':
        await vscode.commands.executeCommand('gloss.selectTools');
        return;
      case 'decideCall':
        return this.#session.decide(message.id, message.seal, message.decision);
      case 'notice':
        return message.accept ? this.#switchToSuccessor() : this.#choice.notices.dismiss();
      case 'openSettings':
        return openSettings('request');
      default:
        return (await this.#drawer.get()).act(message);
    }
  }
}

/** What the panel itself would make a link, and through the editor's own question whether to trust the host. */
async function openLink(text: string): Promise<void> {
  const link = safeLink(text);
  // As text: a Uri would decode what the link has encoded.
  if (link) await vscode.commands.executeCommand('vscode.open', link.url);
}
