import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Model } from '../../models/provider.ts';
import { afterRefusals, type Refusal, refusal } from '../../models/refusals.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { predictionRecord } from '../../usage/predictionWorth.ts';
import type { Endpoint } from './endpoint.ts';
import { logError } from './log.ts';
import { type FileForm, SharedFile } from './sharedFile.ts';

/** In the editor's own store. */
const prefix = 'gloss.model:';

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

/** What is remembered of models, by their names. Values, never changed in place. */
type Memories = ReadonlyMap<string, Remembered>;

/** A further kind of refusal takes a further version. */
const memoryFile = z.object({ version: z.literal(1), models: z.array(z.tuple([z.string(), remembered])) });

const nothing: Remembered = { refusals: [] };

/** Where an earlier Gloss had it. */
export interface Memento {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** Whom it is about. */
export type Asked = Pick<Endpoint, 'provider' | 'model'>;

/** What endpoints have shown of their models, kept over restarts: one entry for each endpoint and model. */
export class ModelMemory implements vscode.Disposable {
  readonly #file: SharedFile<Memories>;
  readonly #memento: Memento;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #loading: Promise<void> | undefined;

  /** @param globalStorageUri the extension's own folder, the same for every workspace. */
  constructor(
    { globalStorageUri, globalState }: { globalStorageUri: vscode.Uri; globalState: Memento },
    log: Pick<vscode.LogOutputChannel, 'error'>,
  ) {
    const form: FileForm<Memories> = {
      empty: new Map(),
      read: text => {
        const read = memoryFile.safeParse(parseJson(text));
        return read.success ? new Map(read.data.models) : undefined;
      },
      write: memories => JSON.stringify({ version: 1, models: [...memories] }),
      broken: () =>
        vscode.l10n.t(
          'What was found out about models cannot be read, and will be found out again. The file is kept, as .corrupt.',
        ),
      newer: () =>
        vscode.l10n.t(
          'A newer Gloss has written what was found out about models: what is found out now is not kept.',
        ),
      unsaved: () =>
        vscode.l10n.t(
          'What is found out about models cannot be saved: is the disk full? It is known until this window is closed.',
        ),
    };
    this.#file = new SharedFile(vscode.Uri.joinPath(globalStorageUri, 'models.json'), form, log);
    this.#memento = globalState;
    this.#log = log;
  }

  /** Resolves when everything that is remembered is known; what cannot be read is looked for again the next time. */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch(error => logError(this.#log, error));
    return this.#loading;
  }

  /** What is remembered; nothing before it is loaded, which this sets going. */
  of(endpoint: Asked): Remembered {
    void this.load();
    return this.#file.known.get(nameOf(endpoint)) ?? nothing;
  }

  /** Remembers something more. What is `undefined` is forgotten. */
  add(
    endpoint: Asked,
    found: { [Key in Exclude<keyof Remembered, 'refusals'>]?: Remembered[Key] | undefined },
  ): Promise<void> {
    return this.#change(memories =>
      withEntry(memories, nameOf(endpoint), before => ({ ...before, ...found })),
    );
  }

  /** Remembers that something is refused, beside what other windows have found out. */
  addRefusal(endpoint: Asked, refused: Refusal): Promise<void> {
    return this.#change(memories =>
      withEntry(memories, nameOf(endpoint), before => ({
        ...before,
        refusals: withRefusal(before.refusals, refused),
      })),
    );
  }

  /** Forgets every refusal, of one model or of all. @returns how many there were. */
  async forgetRefusals(only?: Asked): Promise<number> {
    await this.load();
    const isMeant = (name: string) => !only || name === nameOf(only);
    const known = [...this.#file.known].filter(([name]) => isMeant(name));
    await this.#change(
      memories =>
        new Map(
          [...memories].map(([name, memory]) => [name, isMeant(name) ? { ...memory, refusals: [] } : memory]),
        ),
    );
    return known.reduce((sum, [, { refusals }]) => sum + refusals.length, 0);
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

  async #load(): Promise<void> {
    if (!(await this.#file.load())) {
      this.#loading = undefined;
      return;
    }
    await this.#takeOver();
    if (this.#file.known.size > 0) this.#changed.fire();
  }

  /** What an earlier Gloss has left in the editor's own store, which is each window's alone and seconds late on the disk. */
  async #takeOver(): Promise<void> {
    const left = this.#memento.keys().flatMap(key => {
      const read = remembered.safeParse(key.startsWith(prefix) ? this.#memento.get(key) : undefined);
      return read.success ? [{ key, memory: read.data }] : [];
    });
    if (left.length === 0) return;
    const entries = left.map(({ key, memory }) => [key.slice(prefix.length), memory] as const);
    const isKept = await this.#file.change(memories => new Map([...entries, ...memories]));
    if (isKept) for (const { key } of left) await this.#memento.update(key, undefined);
  }

  async #change(change: (memories: Memories) => Memories): Promise<void> {
    await this.load();
    const written = this.#file.change(change);
    this.#changed.fire();
    await written;
  }
}

function withEntry(memories: Memories, name: string, change: (before: Remembered) => Remembered): Memories {
  return new Map(memories).set(name, change(memories.get(name) ?? nothing));
}

/** Two questions at once may be refused the same, also in two windows. */
function withRefusal(refusals: readonly Refusal[], refused: Refusal): Refusal[] {
  const isKnown = refusals.some(other => JSON.stringify(other) === JSON.stringify(refused));
  return isKnown ? [...refusals] : [...refusals, refused];
}

/** Two endpoints of one origin are two: what one refuses the other may take. */
function nameOf({ provider, model }: Asked): string {
  return `${provider.baseUrl} ${model.id}`;
}
