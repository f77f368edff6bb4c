import * as vscode from 'vscode';

/** Under what a key is kept: one for each origin, so that a key never follows an address to another host. */
function nameOf(origin: string): string {
  return `gloss.key:${origin}`;
}

/**
 * The API keys. They are in SecretStorage only, and leave it only for the header of a request. One that the system's key store
 * does not take is this window's.
 */
export class Keys {
  readonly #storage: vscode.SecretStorage;
  /** By origin. */
  readonly #unkept = new Map<string, string>();
  #hasTold = false;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  /** The key for an origin; `undefined` when there is none, or when the system's key store will not give it out, which is told once. */
  async of(origin: string): Promise<string | undefined> {
    const unkept = this.#unkept.get(origin);
    if (unkept !== undefined) return unkept;
    try {
      return (await this.#storage.get(nameOf(origin))) || undefined;
    } catch {
      if (!this.#hasTold) {
        vscode.window.showWarningMessage(
          vscode.l10n.t(
            'The API keys could not be read: is the system’s key store locked? Unlock it and try again.',
          ),
        );
      }
      this.#hasTold = true;
      return undefined;
    }
  }

  /** Every key that is kept, so that none goes along with a text. */
  async all(): Promise<string[]> {
    const unkept = [...this.#unkept.values()];
    try {
      const names = (await this.#storage.keys()).filter(name => name.startsWith(nameOf('')));
      const keys = await Promise.all(names.map(name => this.#storage.get(name)));
      return [...unkept, ...keys.filter(key => key !== undefined)];
    } catch {
      return unkept; // the system's key store is locked, or the editor too old to list what is in it
    }
  }

  /**
   * Asks the user for the key of an origin and keeps it.
   * @param host named in the question, so that nobody gives a key to a stranger.
   * @param keysUrl where keys are to be had.
   * @returns `undefined` when the user gives none.
   */
  async ask(origin: string, host: string, keysUrl: string | undefined): Promise<string | undefined> {
    const entered = await vscode.window.showInputBox({
      title: vscode.l10n.t('API key for {0}', host),
      prompt: keysUrl
        ? vscode.l10n.t('Kept in the system’s key store and sent to {0} only. Get one at {1}', host, keysUrl)
        : vscode.l10n.t('Kept in the system’s key store and sent to {0} only.', host),
      password: true,
      ignoreFocusOut: true,
      validateInput: value =>
        value.trim() === '' || isHeaderValue(value.trim())
          ? undefined
          : vscode.l10n.t('A key is letters, digits and signs without spaces. Paste it again.'),
    });
    const key = entered?.trim();
    if (!key) return undefined;
    try {
      await this.#storage.store(nameOf(origin), key);
      this.#unkept.delete(origin);
    } catch {
      this.#unkept.set(origin, key);
      vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The key is used until this window is closed, and not kept: the system’s key store refused it. Unlock or install one, then set the key again.',
        ),
      );
    }
    return key;
  }

  async clear(origin: string): Promise<void> {
    this.#unkept.delete(origin);
    await this.#storage.delete(nameOf(origin));
  }
}

function isHeaderValue(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
