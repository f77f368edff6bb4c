import * as vscode from 'vscode';
import { logError } from './log.ts';

/** Tells the user that something cannot be kept: once, until it can be again. */
export class FailureNotice {
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly #sentence: () => string;
  #failed = false;

  constructor(log: Pick<vscode.LogOutputChannel, 'error'>, sentence: () => string) {
    this.#log = log;
    this.#sentence = sentence;
  }

  /** Tells of it if this fails. @returns whether it was done. */
  async watch(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      this.#failed = false;
      return true;
    } catch (error) {
      logError(this.#log, error);
      if (!this.#failed) vscode.window.showErrorMessage(this.#sentence());
      this.#failed = true;
      return false;
    }
  }
}
