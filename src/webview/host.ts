import type { WebviewMessage } from '../chat/protocol.ts';

/** What VS Code lends a webview's script: a line to the extension host, and state that outlives a hidden panel. */
export interface Host {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Provided by VS Code before the script runs; may be called once. */
  function acquireVsCodeApi(): Host;
}
