import * as vscode from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import { type AnswerSchema, buildRequest } from '../../models/buildRequest.ts';
import type { Model } from '../../models/provider.ts';
import { samplingFrom } from '../../models/sampling.ts';
import { fitsTokens } from '../../models/tokens.ts';
import type { AnswerEnd, AnswerEvent } from '../../openai/answer.ts';
import type { Failure } from '../../openai/failure.ts';
import type { ChatMessage, Fields } from '../../openai/request.ts';
import { type Receipt, receiptOf } from '../../usage/receipt.ts';
import { abortOn } from './abortOn.ts';
import { currentEndpoint, type Endpoint } from './endpoint.ts';
import { logFailure } from './log.ts';
import { noEndpointProblem, noKeyProblem } from './problems.ts';
import type { Keys } from './secrets.ts';
import { openSettings, readRequestValues } from './settings.ts';

/** What is put to a model. */
export interface Question {
  messages: ChatMessage[];
  /** A task's defaults; the user's own settings go before them. */
  sampling: Fields;
  /** The form of a typed answer. */
  answer?: AnswerSchema;
  /** The document's language, for settings that depend on it. */
  languageId?: string;
}

/** The wire's events, with the receipt at the end. */
export type PricedEvent =
  | Extract<AnswerEvent, { type: 'text' }>
  | (Extract<AnswerEvent, { type: 'end' }> & { receipt: Receipt | undefined });

/** The chosen model, ready to be asked. */
export interface ReadyModel {
  endpoint: Endpoint;
  ask(question: Question, signal: AbortSignal): AsyncIterable<PricedEvent>;
}

/** Tokens kept free for the answer when a question is measured against the window. */
const roomForAnswer = 4_096;

/** Puts questions to whichever model the settings name, with the key for its origin. */
export class Models implements vscode.Disposable {
  readonly #keys: Keys;
  readonly #log: vscode.LogOutputChannel;
  readonly #answered = new vscode.EventEmitter<Receipt>();
  /** Fires with what each request took. */
  readonly onDidAnswer = this.#answered.event;
  #warnedOf = '';

  constructor(keys: Keys, log: vscode.LogOutputChannel) {
    this.#keys = keys;
    this.#log = log;
  }

  /** The chosen model, after asking for its key if there is none yet; or what stands in the way. */
  async ready(): Promise<{ model: ReadyModel } | { problem: Problem }> {
    const endpoint = currentEndpoint();
    if (!endpoint) return { problem: noEndpointProblem() };
    const { provider, origin, host } = endpoint;
    const hasKey =
      provider.key === 'none' ||
      (await this.#keys.of(origin)) !== undefined ||
      (await this.#keys.ask(origin, host, provider.keysUrl)) !== undefined;
    if (!hasKey) return { problem: noKeyProblem(host) };
    return { model: { endpoint, ask: (question, signal) => this.#ask(endpoint, question, signal) } };
  }

  /** The models that an endpoint lists. */
  async list(
    endpoint: Endpoint,
    token: vscode.CancellationToken,
  ): Promise<{ models: string[] } | { failure: Failure } | 'cancelled'> {
    const { listModels } = await import('../../openai/wire.ts');
    const connection = { baseUrl: endpoint.provider.baseUrl, apiKey: await this.#keyOf(endpoint) };
    const outcome = await listModels(connection, abortOn(token));
    if (token.isCancellationRequested) return 'cancelled';
    if ('failure' in outcome) logFailure(this.#log, endpoint.host, outcome.failure);
    return outcome;
  }

  async *#ask(endpoint: Endpoint, question: Question, signal: AbortSignal): AsyncGenerator<PricedEvent> {
    const { messages, sampling, answer, languageId } = question;
    if (!(await fits(messages, endpoint.model))) {
      // As the provider would answer, without sending anything.
      const end: AnswerEnd = { state: 'error', failure: { kind: 'contextTooLong' }, elapsed: 0 };
      return yield { type: 'end', end, receipt: undefined };
    }
    const { streamAnswer } = await import('../../openai/wire.ts');
    const fields = { ...sampling, ...this.#usersFields(languageId) };
    const request = buildRequest(endpoint, messages, fields, answer);
    const connection = { baseUrl: endpoint.provider.baseUrl, apiKey: await this.#keyOf(endpoint) };
    let received = '';
    for await (const event of streamAnswer(connection, request, { signal, patience: endpoint.patience })) {
      if (event.type === 'text') {
        received += event.text;
        yield event;
        continue;
      }
      const { end } = event;
      if (end.failure) logFailure(this.#log, endpoint.host, end.failure);
      const receipt = await receiptOf(end, endpoint.model, messages, received);
      if (receipt) this.#answered.fire(receipt);
      yield { type: 'end', end, receipt };
    }
  }

  /** A server that wants no key still gets the header: clients of this protocol send one, and some servers insist. */
  async #keyOf({ provider, origin }: Endpoint): Promise<string> {
    return (await this.#keys.of(origin)) ?? (provider.key === 'none' ? 'none' : '');
  }

  #usersFields(languageId: string | undefined): Fields {
    const { fields, mistakes } = samplingFrom(readRequestValues(languageId));
    const names = mistakes.map(key => `gloss.request.${key}`).join(', ');
    if (names && names !== this.#warnedOf) void this.#warn(names);
    this.#warnedOf = names;
    return fields;
  }

  async #warn(names: string): Promise<void> {
    const open = vscode.l10n.t('Open Settings');
    const message = vscode.l10n.t(
      'Not sent, because the value is out of range or of the wrong kind: {0}.',
      names,
    );
    if ((await vscode.window.showWarningMessage(message, open)) === open) await openSettings('request');
  }

  dispose(): void {
    this.#answered.dispose();
  }
}

/** Whether messages leave room for an answer in the model's window. */
async function fits(messages: readonly ChatMessage[], { contextWindow }: Model): Promise<boolean> {
  return contextWindow === undefined || fitsTokens(JSON.stringify(messages), contextWindow - roomForAnswer);
}
