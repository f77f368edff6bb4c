import * as vscode from 'vscode';
import { type HostMessage, type WebviewMessage, webviewMessage } from '../../chat/protocol.ts';
import type { Turn } from '../../chat/turn.ts';
import { selectModel } from '../connection/selectModel.ts';
import { panelView as viewId } from '../contributions/manifest.ts';
import type { Remedies } from '../services/remedies.ts';
import { openSettings } from '../services/settings.ts';
import type { ChatChange, ChatSession } from './chatSession.ts';
import { panelHtml } from './panelHtml.ts';
import { modelView, panelView, turnView } from './panelView.ts';

type Unnumbered<Message> = Message extends unknown ? Omit<Message, 'seq'> : never;

/** Deltas within this time, in milliseconds, go to the webview as one: it paints no oftener. */
const frame = 16;

/** The sidebar's webview: a view of the session that can be hidden, moved or killed at any moment. */
export class ChatPanel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #session: ChatSession;
  readonly #remedies: Remedies;
  readonly #folder: vscode.Uri;
  readonly #disposables: vscode.Disposable[];
  #view: vscode.WebviewView | undefined;
  #seq = 0;
  #pending: { id: string; text: string } | undefined;
  #focusWhenReady = false;

  constructor(session: ChatSession, remedies: Remedies, extensionUri: vscode.Uri) {
    this.#session = session;
    this.#remedies = remedies;
    this.#folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    this.#disposables = [
      vscode.window.registerWebviewViewProvider(viewId, this),
      session.onDidChange(change => this.#follow(change)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('gloss')) this.#post({ type: 'model', model: modelView() });
      }),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [this.#folder] };
    const listening = view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    view.onDidDispose(() => {
      listening.dispose();
      if (this.#view === view) this.#view = undefined;
    });
    view.webview.html = panelHtml(view.webview, this.#folder);
  }

  /** Brings the panel to the front. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Brings the panel to the front, ready to be typed into. */
  async focusComposer(): Promise<void> {
    // A view that is hidden, or not there yet, loads its page anew and gets no message before that.
    this.#focusWhenReady = !this.#view?.visible;
    await this.show();
    this.#post({ type: 'focusComposer' });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #follow(change: ChatChange): void {
    if (change.type === 'delta') this.#collect(change.id, change.text);
    else if (change.type === 'turn') this.#postTurn(change.turn);
    else this.#postSnapshot();
  }

  #collect(id: string, text: string): void {
    if (this.#pending && this.#pending.id !== id) this.#flush();
    if (this.#pending) {
      this.#pending.text += text;
    } else {
      this.#pending = { id, text };
      setTimeout(() => this.#flush(), frame);
    }
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) this.#post({ type: 'delta', ...pending });
  }

  #postTurn(turn: Turn): void {
    this.#flush();
    const { turns } = this.#session.conversation;
    const index = turns.findLastIndex(({ id }) => id === turn.id);
    const before = turns[index - 1];
    // With a question after it, the answer before can no longer be asked for again.
    if (turn.role === 'user' && before) this.#post({ type: 'turn', turn: turnView(before, false) });
    this.#post({ type: 'turn', turn: turnView(turn, index === turns.length - 1) });
  }

  #postSnapshot(): void {
    // What is collected is already part of the conversation.
    this.#pending = undefined;
    this.#post({ type: 'snapshot', view: panelView(this.#session.conversation) });
  }

  /** Numbers a message even when nobody is there to get it: the gap tells the next one to ask for a snapshot. */
  #post(message: Unnumbered<HostMessage>): void {
    this.#seq += 1;
    void this.#view?.webview.postMessage({ ...message, seq: this.#seq });
  }

  #receive(raw: unknown): void {
    const parsed = webviewMessage.safeParse(raw);
    if (parsed.success) void this.#act(parsed.data);
  }

  async #act(message: WebviewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.#session.restore();
        this.#postSnapshot();
        if (this.#focusWhenReady) this.#post({ type: 'focusComposer' });
        this.#focusWhenReady = false;
        return;
      case 'send':
        if (message.text.trim() !== '') await this.#session.ask({ text: message.text, attachments: [] });
        return;
      case 'stop':
        return this.#session.stop();
      case 'retry':
        return this.#session.retry(message.id);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'openLink':
        return openLink(message.url);
      case 'remedy':
        return this.#remedies.apply(message.action);
      case 'selectModel':
        await selectModel();
        return;
      case 'openParameters':
        return openSettings('request');
    }
  }
}

/** Only what a browser opens over `https:`, and through the editor's own question whether to trust the host. */
async function openLink(text: string): Promise<void> {
  if (!URL.canParse(text)) return;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username || url.password) return;
  // As text: a Uri would decode what the link has encoded.
  await vscode.commands.executeCommand('vscode.open', url.href);
}
