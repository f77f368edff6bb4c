import * as vscode from 'vscode';
import type { NoticeView } from '../../chat/protocol.ts';
import { modelOf } from '../../models/provider.ts';
import { type Shutdown, shutdownNear } from '../../models/shutdown.ts';
import type { Endpoint } from '../services/endpoint.ts';
import { logError } from '../services/log.ts';
import type { ModelLists } from '../services/modelLists.ts';
import type { ModelMemory } from '../services/modelMemory.ts';
import type { Models } from '../services/models.ts';
import { today } from '../services/today.ts';
import type { Successor } from './switchModel.ts';

/** That a model is about to end, and what could answer in its place. */
export interface ShutdownNotice {
  endpoint: Endpoint;
  shutdown: Shutdown;
  /** Missing when the maker names none, or the endpoint does not serve it. */
  successor?: Successor;
}

/** What the notices are made from. */
export interface NoticeSources {
  models: Models;
  memory: ModelMemory;
  lists: ModelLists;
  log: vscode.LogOutputChannel;
  /** The clock; a test's own. */
  now?: () => Date;
}

/**
 * Tells that the chosen model is about to end, until the user puts it away for the day. The date is the profile's, or the
 * provider's own, which is asked for once a day, after the first answer: Gloss opens no connection of its own accord.
 */
export class ShutdownNotices implements vscode.Disposable {
  readonly #sources: NoticeSources;
  readonly #now: () => Date;
  readonly #disposables: vscode.Disposable[];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #midnight: ReturnType<typeof setTimeout> | undefined;

  constructor(sources: NoticeSources) {
    const { models, memory, log, now = () => new Date() } = sources;
    this.#sources = sources;
    this.#now = now;
    this.#disposables = [
      this.#changed,
      memory.onDidChange(() => this.#changed.fire()),
      models.onDidAnswer(({ endpoint }) => {
        this.#askOnceADay(endpoint).catch(error => logError(log, error));
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('gloss')) this.#changed.fire();
      }),
    ];
  }

  /** What there is to tell now, if anything. */
  current(): ShutdownNotice | undefined {
    const { models, memory } = this.#sources;
    const endpoint = models.current();
    if (!endpoint) return undefined;
    const day = today(this.#now());
    const shutdown = shutdownNear(endpoint.model, day);
    if (!shutdown || memory.of(endpoint).dismissedOn === day) return undefined;
    const successor = this.#successorTo(endpoint, shutdown);
    return { endpoint, shutdown, ...(successor ? { successor } : {}) };
  }

  /** Puts the notice away until tomorrow. */
  async dismiss(): Promise<void> {
    const { models, memory } = this.#sources;
    const endpoint = models.current();
    if (!endpoint) return;
    const now = this.#now();
    await memory.add(endpoint, { dismissedOn: today(now) });
    clearTimeout(this.#midnight);
    const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    this.#midnight = setTimeout(() => this.#changed.fire(), tomorrow.getTime() - now.getTime());
  }

  dispose(): void {
    clearTimeout(this.#midnight);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** What the maker names, where the endpoint has it: a gateway need not. */
  #successorTo({ provider }: Endpoint, { successor }: Shutdown): Successor | undefined {
    if (!successor) return undefined;
    const listed = this.#sources.lists.entryOf(provider, successor);
    const served = listed ?? provider.models.find(({ id }) => id === successor);
    return served && { provider, model: modelOf(provider, successor), listed };
  }

  async #askOnceADay(endpoint: Endpoint): Promise<void> {
    const { models, memory, lists } = this.#sources;
    const { provider, model } = endpoint;
    const day = today(this.#now());
    // A server of one's own ends nothing by date.
    if (provider.key === 'none' || memory.of(endpoint).askedOn === day) return;
    await memory.add(endpoint, { askedOn: day });
    const { retrieveModel } = await import('../../openai/wire.ts');
    const connection = await models.connectionTo(provider);
    const outcome = await retrieveModel(connection, model.id, AbortSignal.timeout(patience));
    if ('failure' in outcome) return;
    const { contextWindow, shutdown } = outcome.model;
    // Before the notice appears, so that it offers no successor that is not there.
    if (shutdown) await lists.refresh(provider, AbortSignal.timeout(patience));
    await memory.add(endpoint, { contextWindow, shutdown });
  }
}

/** A provider that says nothing of a model for so long, in milliseconds, is not asked again today. */
const patience = 30_000;

/** The notice in words. */
export function noticeView({ endpoint, shutdown, successor }: ShutdownNotice): NoticeView {
  const { id } = endpoint.model;
  const date = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(shutdown.date),
  );
  return {
    message:
      shutdown.days > 0
        ? vscode.l10n.t('{0} will be shut down on {1}, in {2} days.', id, date, shutdown.days)
        : vscode.l10n.t('{0} was to be shut down on {1}.', id, date),
    accept: successor
      ? vscode.l10n.t('Switch to {0}', successor.model.id)
      : vscode.l10n.t('Choose another model'),
  };
}
