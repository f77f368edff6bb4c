import { mergeListed } from '../../models/mergeListed.ts';
import type { Model, Provider } from '../../models/provider.ts';
import type { Failure } from '../../openai/failure.ts';
import type { ListedModel } from '../../openai/listedModel.ts';
import type { Models } from './models.ts';
import { today } from './today.ts';

/** What providers list, asked for when the user is about to choose, and kept until the window closes. */
export class ModelLists {
  readonly #models: Models;
  readonly #lists = new Map<string, readonly ListedModel[]>();

  constructor(models: Models) {
    this.#models = models;
  }

  /** The models of a provider, as far as is known without asking. */
  of(provider: Provider): Model[] {
    return mergeListed(provider, this.#lists.get(provider.baseUrl), today());
  }

  /** What a provider said of one of its models, if it was asked. */
  entryOf(provider: Provider, id: string): ListedModel | undefined {
    return this.#lists.get(provider.baseUrl)?.find(entry => entry.id === id);
  }

  /**
   * Asks a provider for its list. Costs nothing.
   * @returns why there is none; `undefined` when there is.
   */
  async refresh(provider: Provider, signal: AbortSignal): Promise<Failure | 'noKey' | undefined> {
    if (!(await this.#models.hasKey(provider))) return 'noKey';
    const { listModels } = await import('../../openai/wire.ts');
    const outcome = await listModels(await this.#models.connectionTo(provider), signal);
    if ('failure' in outcome) return outcome.failure;
    this.#lists.set(provider.baseUrl, outcome.models);
    return undefined;
  }
}
