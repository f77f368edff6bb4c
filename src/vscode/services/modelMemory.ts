import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Model } from '../../models/provider.ts';
import { afterRefusals, refusal } from '../../models/refusals.ts';
import { predictionRecord } from '../../usage/predictionWorth.ts';
import type { Endpoint } from './endpoint.ts';

/** What has been found out about one model at one endpoint. Days are `YYYY-MM-DD`. */
const remembered = z.object({
  /** What it refused, oldest first. */
  refusals: z._default(z.array(refusal), []),
  /** As the server lists them. */
  contextWindow: z.optional(z.number()),
  shutdown: z.optional(z.string()),
  /** The day on which the server was last asked about it. */
  askedOn: z.optional(z.string()),
  /** The day on which the user put the notice of its end away. */
  dismissedOn: z.optional(z.string()),
  /** What predictions of its answers were worth. */
  predictions: z.optional(predictionRecord),
});
export type Remembered = z.infer<typeof remembered>;

/** What it needs of the editor's. */
export interface Memento {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** Whom it is about. */
type Asked = Pick<Endpoint, 'provider' | 'model'>;

const prefix = 'gloss.model:';

/** What endpoints have shown of their models, kept over restarts: one entry for each endpoint and model. */
export class ModelMemory implements vscode.Disposable {
  readonly #memento: Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** What is remembered; nothing at first. */
  of(endpoint: Asked): Remembered {
    const parsed = remembered.safeParse(this.#memento.get(nameOf(endpoint)) ?? {});
    return parsed.success ? parsed.data : { refusals: [] };
  }

  /** Remembers something more. What is `undefined` is forgotten. */
  async add(
    endpoint: Asked,
    found: { [Key in keyof Remembered]?: Remembered[Key] | undefined },
  ): Promise<void> {
    await this.#memento.update(nameOf(endpoint), { ...this.of(endpoint), ...found });
    this.#changed.fire();
  }

  /** Forgets every refusal, of one model or of all. @returns how many there were. */
  async forgetRefusals(only?: Asked): Promise<number> {
    const names = only ? [nameOf(only)] : this.#memento.keys().filter(key => key.startsWith(prefix));
    let count = 0;
    for (const name of names) {
      const parsed = remembered.safeParse(this.#memento.get(name) ?? {});
      if (!parsed.success || parsed.data.refusals.length === 0) continue;
      count += parsed.data.refusals.length;
      await this.#memento.update(name, { ...parsed.data, refusals: [] });
    }
    this.#changed.fire();
    return count;
  }

  /**
   * An endpoint with what is remembered of its model: what the server said goes before the profile, and what the
   * user said before both.
   */
  recall(endpoint: Endpoint): Endpoint {
    const { refusals, contextWindow, shutdown } = this.of(endpoint);
    const model: Model = {
      ...endpoint.model,
      ...(contextWindow && endpoint.model.windowFrom !== 'user' ? { contextWindow } : {}),
      ...(shutdown ? { shutdown } : {}),
    };
    return { ...endpoint, model: afterRefusals(model, refusals) };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Two endpoints of one origin are two: what one refuses the other may take. */
function nameOf({ provider, model }: Asked): string {
  return `${prefix}${provider.baseUrl} ${model.id}`;
}
