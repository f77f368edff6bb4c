import type * as vscode from 'vscode';
import { Retried } from '../services/retried.ts';
import type { Translating, TranslatingHost } from './translating.ts';

/** The translations of comments; what makes and shows them is loaded with the first. */
export class Translations implements vscode.Disposable {
  readonly #translating: Retried<Translating>;

  constructor(host: TranslatingHost) {
    this.#translating = new Retried(async () => {
      const { Translating } = await import('./translating.ts');
      return new Translating(host);
    });
  }

  /** Whether something has been translated, or a comment hovered over. */
  get isLoaded(): boolean {
    return this.#translating.isBegun;
  }

  /** Does something with what makes translations. */
  async use<Result>(work: (translating: Translating) => Result): Promise<Awaited<Result>> {
    return await work(await this.#translating.get());
  }

  dispose(): void {
    void this.#translating.ifBegun(translating => translating.dispose());
  }
}
