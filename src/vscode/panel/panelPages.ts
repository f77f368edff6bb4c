import * as vscode from 'vscode';
import type { HostMessage } from '../../chat/protocol.ts';
import { chatEditor, panelView as viewId } from '../contributions/views.ts';
import { type Delta, DeltaFlow } from './deltaFlow.ts';
import { panelHtml } from './panelHtml.ts';

type Unnumbered<Message> = Message extends unknown ? Omit<Message, 'seq'> : never;
/** A message to a page, which numbers it. */
export type PanelMessage = Unnumbered<HostMessage>;

/** A page that shows the panel: the view of the side bar, or an editor. */
export interface PanelPage {
  isVisible(): boolean;
  post(message: PanelMessage): void;
  /** What is added to answers, as fast as the page paints it. */
  readonly deltas: DeltaFlow;
  /** Brings it to the front. */
  show(): Thenable<void>;
}

/**
 * The pages that show the panel, each of which may be hidden, moved or killed at any moment: the view, once it has been seen,
 * and an editor, if the user has opened the chat in one.
 */
export class PanelPages
  implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, vscode.Disposable
{
  readonly #folder: vscode.Uri;
  readonly #receive: (message: unknown, from: PanelPage) => void;
  /** The one that was used last comes last. */
  readonly #pages = new Set<PanelPage>();
  readonly #registered: vscode.Disposable;
  #editor: vscode.WebviewPanel | undefined;

  constructor(extensionUri: vscode.Uri, receive: (message: unknown, from: PanelPage) => void) {
    this.#folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    this.#receive = receive;
    this.#registered = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewId, this),
      vscode.window.registerWebviewPanelSerializer(chatEditor, this),
    );
  }

  /** The page that was used last. */
  get current(): PanelPage | undefined {
    return [...this.#pages].at(-1);
  }

  /** Takes note that a page is being used. */
  use(page: PanelPage): void {
    // One that is closed may have posted before.
    if (this.#pages.delete(page)) this.#pages.add(page);
  }

  /** Tells every page. */
  post(message: PanelMessage): void {
    for (const page of this.#pages) page.post(message);
  }

  /** Adds to an answer on every page. */
  append(delta: Delta): void {
    for (const { deltas } of this.#pages) deltas.add(delta);
  }

  /** Has every page take note that it gets the whole of an answer. */
  forget(id: string): void {
    for (const { deltas } of this.#pages) deltas.forget(id);
  }

  /** Has every page take note that it gets everything. */
  reset(): void {
    for (const { deltas } of this.#pages) deltas.reset();
  }

  /** Brings the page that was used last to the front, or the view. */
  async show(): Promise<void> {
    await (this.current?.show() ?? showView());
  }

  /** Shows the panel in an editor. */
  openInEditor(): void {
    if (this.#editor) this.#editor.reveal();
    else this.#adopt(vscode.window.createWebviewPanel(chatEditor, 'Gloss', vscode.ViewColumn.Active));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const page = this.#add(view.webview, () => view.visible, showView);
    view.onDidDispose(() => this.#pages.delete(page));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#adopt(panel);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#editor = panel;
    panel.iconPath = new vscode.ThemeIcon('comment-discussion');
    const page = this.#add(
      panel.webview,
      () => panel.visible,
      async () => panel.reveal(),
    );
    panel.onDidDispose(() => {
      this.#pages.delete(page);
      if (this.#editor === panel) this.#editor = undefined;
    });
  }

  #add(webview: vscode.Webview, isVisible: () => boolean, show: () => Thenable<void>): PanelPage {
    let seq = 0;
    const page: PanelPage = {
      isVisible,
      show,
      deltas: new DeltaFlow(delta => page.post({ type: 'delta', ...delta })),
      // Numbered even when nobody is there to get it: the gap tells the next one to ask for a snapshot.
      post(message) {
        seq += 1;
        void webview.postMessage({ ...message, seq });
      },
    };
    this.#pages.add(page);
    webview.options = { enableScripts: true, localResourceRoots: [this.#folder] };
    webview.onDidReceiveMessage((message: unknown) => this.#receive(message, page));
    const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.#folder, name)).toString();
    webview.html = panelHtml({
      source: webview.cspSource,
      styles: file('styles.css'),
      script: file('panel.js'),
      language: vscode.env.language,
    });
    return page;
  }
}

async function showView(): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
}
