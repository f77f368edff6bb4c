import * as vscode from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import { type AnswerSchema, buildRequest, type JsonForm } from '../../models/buildRequest.ts';
import type { Left } from '../../models/fitFields.ts';
import { type Picture, pictureTokens } from '../../models/imageTokens.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Model, Provider } from '../../models/provider.ts';
import { type Refusal, refusalIn } from '../../models/refusals.ts';
import type { Mistake } from '../../models/sampling.ts';
import { fitsTokens } from '../../models/tokens.ts';
import type { ToolDefinition } from '../../models/toolDefinition.ts';
import type { AnswerEnd, AnswerEvent } from '../../openai/answer.ts';
import type { Connection } from '../../openai/client.ts';
import type { Reply } from '../../openai/reply.ts';
import type { ChatMessage, Fields, RequestBody } from '../../openai/request.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import { afterPaused, afterPrediction, isPaused } from '../../usage/predictionWorth.ts';
import { type Receipt, receiptOf } from '../../usage/receipt.ts';
import { searchIn } from '../../usage/searchCost.ts';
import type { Money } from '../usage/money.ts';
import { AskedLately } from './askedLately.ts';
import { addressOf, currentEndpoint, type Endpoint } from './endpoint.ts';
import type { Exchange, Outgoing } from './exchange.ts';
import { logError, logFailure } from './log.ts';
import type { ModelMemory } from './modelMemory.ts';
import {
  parameterValues,
  type SourcedValue,
  samplingOf,
  type ValueScope,
  type ValueSource,
} from './parameterValues.ts';
import { mistakeSentence } from './parameterWords.ts';
import { Permissions } from './permissions.ts';
import { noEndpointProblem, noKeyProblem } from './problems.ts';
import type { Keys } from './secrets.ts';
import { openSettings } from './settings.ts';
import type { Unseen } from './unseenSentence.ts';
import { withoutLinks } from './withoutLinks.ts';

/** What is put to a model. */
export interface Question {
  messages: ChatMessage[];
  /** Those in the messages, for counting. */
  pictures?: readonly Picture[];
  /** The documents that the messages have text of, by their URIs. */
  files?: readonly string[] | undefined;
  /** A task's defaults; the user's own settings go before them. */
  sampling: Fields;
  /** The form of a typed answer. */
  answer?: AnswerSchema;
  /** What the answer, a text, is likely to repeat. */
  prediction?: string;
  /** What may be called on the way to the answer. */
  tools?: readonly ToolDefinition[] | undefined;
  /** The task's id, for the parameters that the user has set for it. */
  task?: string | undefined;
  /** Those that the task brings along itself. */
  choice?: TaskChoice | undefined;
  /** The document's language and place, for settings that depend on them. */
  scope?: ValueScope | undefined;
  /** The conversation's own parameters. */
  parameters?: ParameterValues | undefined;
  /** Whether it is known that it leaves room for an answer in the model's window, so that nothing of it is counted again. */
  fits?: boolean | undefined;
  /** One of many, which wait for their turn so that none is refused. */
  paced?: boolean | undefined;
  /** The id of the answer in a conversation that it is for. */
  answerId?: string | undefined;
}

/** The wire's events, with the receipt at the end, and between them what was learned on the way. */
export type PricedEvent =
  | Exclude<AnswerEvent, { type: 'end' }>
  /** The request has, or had, characters that nobody sees. */
  | ({ type: 'unseen' } & Unseen)
  /** The endpoint refused something, which is done without from now on; `again`: it was asked again at once. */
  | { type: 'adapted'; refusal: Refusal; again: boolean }
  | (Extract<AnswerEvent, { type: 'end' }> & {
      receipt: Receipt | undefined;
      /** Set when predictions lost money and are left out for a while from now on. */
      predictionsPaused?: true;
    });

/** The chosen model, ready to be asked. */
export interface ReadyModel {
  endpoint: Endpoint;
  ask(question: Question, signal: AbortSignal): AsyncIterable<PricedEvent>;
  /** The request as it would be sent, with what was learned of the model so far. */
  prepare(question: Question): PreparedRequest;
}

/** A request as it would be sent, with what becomes of the values that are set. */
export interface PreparedRequest {
  body: RequestBody;
  /** By setting key, whatever the model takes of it. */
  values: Map<string, SourcedValue>;
  mistakes: Mistake[];
  left: Left[];
  /** Set for a chat whose answer is to be JSON. */
  json?: JsonForm;
}

export interface ModelServices {
  keys: Keys;
  memory: ModelMemory;
  log: Pick<vscode.LogOutputChannel, 'error' | 'warn'>;
  /** The ledger, the budgets and the limits; without it nothing is counted. */
  money?: () => Promise<Money>;
  /** Called when a model is first asked for. */
  onFirstUse?: () => Promise<void>;
}

/** Tokens kept free for the answer when a question is measured against the window; of a small window, a quarter. */
const roomForAnswer = 4_096;

/** So many requests are held, in memory only; each has all that was sent. */
export const heldExchanges = 20;

/** Puts questions to whichever model the settings name, with the key for its origin. */
export class Models implements vscode.Disposable {
  readonly #keys: Keys;
  readonly #memory: ModelMemory;
  readonly #log: ModelServices['log'];
  readonly #money: (() => Promise<Money>) | undefined;
  #onFirstUse: (() => Promise<void>) | undefined;
  readonly #answered = new vscode.EventEmitter<{ endpoint: Endpoint; receipt: Receipt }>();
  /** Fires with what each request took. */
  readonly onDidAnswer = this.#answered.event;
  readonly #warnedOf = new Set<string>();
  readonly #permitted = new Permissions();
  readonly #asked = new AskedLately();
  /** The requests that went out last, the newest at the end. */
  readonly #exchanges: Exchange[] = [];

  constructor({ keys, memory, log, money, onFirstUse }: ModelServices) {
    this.#keys = keys;
    this.#memory = memory;
    this.#log = log;
    this.#money = money;
    this.#onFirstUse = onFirstUse;
  }

  /** The last request that went out, for whoever wants to look at it. */
  get lastExchange(): Exchange | undefined {
    return this.#exchanges.findLast(({ request }) => !request.aside);
  }

  /** The last request for an answer, by the provider's id of the request or the answer's own, while it is held. */
  exchangeFor({
    answer,
    requestId,
  }: {
    answer: string;
    requestId?: string | undefined;
  }): Exchange | undefined {
    return this.#exchanges.findLast(
      ({ request, end }) =>
        request.answer === answer || (requestId !== undefined && end?.requestId === requestId),
    );
  }

  /** Who answers at this moment, with what has been found out about the model; `undefined` when nobody is chosen. */
  current(task?: string, choice?: TaskChoice): Endpoint | undefined {
    const endpoint = currentEndpoint(task, choice);
    return endpoint && this.#memory.recall(endpoint);
  }

  /** The model chosen for a task, or for all of them, after asking for its key if there is none yet; or what stands in the way. */
  async ready(task?: string, choice?: TaskChoice): Promise<{ model: ReadyModel } | { problem: Problem }> {
    this.#useFirst();
    await this.#memory.load();
    const endpoint = this.current(task, choice);
    if (!endpoint) return { problem: noEndpointProblem() };
    const { provider, origin, host } = endpoint;
    const hasKey =
      (await this.hasKey(provider)) || (await this.#keys.ask(origin, host, provider.keysUrl)) !== undefined;
    if (!hasKey) return { problem: noKeyProblem(host) };
    return {
      model: {
        endpoint,
        ask: (question, signal) => this.#ask(endpoint, question, signal),
        prepare: question => this.prepare(this.#memory.recall(endpoint), question),
      },
    };
  }

  #useFirst(): void {
    const first = this.#onFirstUse;
    this.#onFirstUse = undefined;
    first?.().catch(error => {
      logError(this.#log, error);
      // What failed is tried again the next time.
      this.#onFirstUse = first;
    });
  }

  /** Whether a provider can be asked without asking the user for a key first. */
  async hasKey(provider: Provider): Promise<boolean> {
    return provider.key === 'none' || (await this.#keys.of(addressOf(provider).origin)) !== undefined;
  }

  /** Where requests to a provider go, and with what. A server that wants no key still gets the header: some insist. */
  async connectionTo(provider: Provider): Promise<Connection> {
    const key = await this.#keys.of(addressOf(provider).origin);
    return { baseUrl: provider.baseUrl, apiKey: key ?? (provider.key === 'none' ? 'none' : '') };
  }

  /** The request that a question makes at an endpoint. */
  prepare(endpoint: Endpoint, question: Question): PreparedRequest {
    const { messages, sampling, answer, prediction, tools, task, choice, scope, parameters } = question;
    const values = parameterValues({ scope, task, choice, chat: parameters });
    const { fields, mistakes } = samplingOf(values, answer !== undefined);
    const defaults = {
      ...(answer ? endpoint.model.taskDefaults : {}),
      ...(isPaused(this.#memory.of(endpoint).predictions, Date.now()) ? { prediction: false } : {}),
    };
    const all = { ...sampling, ...defaults, ...fields };
    return {
      ...buildRequest(endpoint, messages, all, { answer, predicted: prediction, tools }),
      values,
      mistakes,
    };
  }

  /**
   * Has a connection to whoever answers ready, while the question is still being written. Only whoever was asked in this window
   * before is connected to, and told nothing.
   */
  async keepConnected(): Promise<void> {
    const { baseUrl } = currentEndpoint()?.provider ?? {};
    const now = performance.now();
    if (baseUrl === undefined || !this.#asked.isConnectionGone(baseUrl, now)) return;
    this.#asked.add(baseUrl, now);
    const { reopenConnection } = await import('../../openai/wire.ts');
    await reopenConnection(baseUrl);
  }

  async *#ask(endpoint: Endpoint, question: Question, signal: AbortSignal): AsyncGenerator<PricedEvent> {
    if (!question.fits && !(await fits(question, endpoint.model))) {
      // As the provider would answer, without sending anything.
      const end: AnswerEnd = { state: 'error', failure: { kind: 'contextTooLong' }, elapsed: 0 };
      return yield { type: 'end', end, receipt: undefined };
    }
    const refusal = yield* this.#askOnce(endpoint, question, signal, true);
    if (!refusal) return;
    yield { type: 'adapted', refusal, again: true };
    yield* this.#askOnce(this.#memory.recall(endpoint), question, signal, false);
  }

  /**
   * Sends a question. What the endpoint refuses is remembered.
   * @param mayAdapt whether a refusal that something can be done about is returned in place of the end.
   */
  async *#askOnce(
    endpoint: Endpoint,
    question: Question,
    signal: AbortSignal,
    mayAdapt: boolean,
  ): AsyncGenerator<PricedEvent, Refusal | undefined> {
    const { malformedSettings } = await import('./malformedSettings.ts');
    const { body, mistakes, values } = this.prepare(endpoint, question);
    this.#tellOf([...malformedSettings(), ...mistakes], values);
    const { messages, pictures, files, task, paced, answerId: answer } = question;
    const outgoing = {
      ...{ endpoint, body, messages, files, task, paced, answer },
      ...(pictures ? { pictures } : {}),
    };
    for await (const event of this.send(outgoing, signal)) {
      if (event.type !== 'end') {
        yield event;
        continue;
      }
      const { end } = event;
      const refusal = end.failure && refusalIn(end.failure, body, endpoint.model);
      if (refusal) await this.#memory.addRefusal(endpoint, refusal);
      // What has begun is never sent again: it is paid for, and its words are there.
      if (refusal && mayAdapt && end.state === 'error' && !signal.aborted) return refusal;
      if (refusal) yield { type: 'adapted', refusal, again: false };
      const paused = question.prediction !== undefined && (await this.#weigh(endpoint, body, end));
      yield { ...event, ...(paused ? { predictionsPaused: true } : {}) };
    }
    return undefined;
  }

  /**
   * Sends a request as it is, once there is nothing in it that is not to leave, or the user wants that, and there is money and
   * room for it. The one way out for whatever has text of the user's. Its end is the last event, whatever happens.
   */
  async *send(given: Outgoing, signal: AbortSignal): AsyncGenerator<PricedEvent> {
    const { permitSending, withoutHiddenTags } = await import('./permitSending.ts');
    const { request, unseen } = withoutHiddenTags(given);
    const { endpoint, body, messages, pictures = [], task, paced = false } = request;
    const failure = await permitSending(request, this.#permitted, await this.#keys.all());
    if (failure)
      return yield { type: 'end', end: { state: 'error', failure, elapsed: 0 }, receipt: undefined };
    if (signal.aborted) {
      return yield { type: 'end', end: { state: 'stopped', elapsed: 0 }, receipt: undefined };
    }
    const { retriedAnswer } = await import('../../openai/wire.ts');
    const money = await this.#money?.();
    const passage = await money?.enter({ endpoint, body, task, paced }, signal);
    if (passage && 'state' in passage) return yield { type: 'end', end: passage, receipt: undefined };
    const record: Exchange = { request, begun: Date.now(), text: '' };
    // One clock for all of a request's times, and one that nobody sets: what comes first is never said to be later.
    const begun = performance.now();
    this.#exchanges.push(record);
    if (this.#exchanges.length > heldExchanges) this.#exchanges.shift();
    const onReply = (reply: Reply): void => {
      record.reply = { ...reply, after: performance.now() - begun };
      if (reply.limits) passage?.tell(reply.limits);
    };
    let received = '';
    try {
      if (unseen.leftOut + unseen.sent > 0) yield { type: 'unseen', ...unseen };
      const connection = { ...(await this.connectionTo(endpoint.provider)), onReply };
      for await (const event of retriedAnswer(connection, body, { signal, patience: endpoint.patience })) {
        if (event.type === 'text') {
          record.firstText ??= performance.now() - begun;
          if (event.choice === 0) record.text += event.text;
          received += event.text;
        }
        if (event.type !== 'end') {
          yield event;
          continue;
        }
        const end = { ...event.end, elapsed: performance.now() - begun };
        if (end.failure) logFailure(this.#log, endpoint.host, end.failure);
        const sent = {
          messages,
          format: body['response_format'],
          tools: body['tools'],
          pictureTokens: pictureTokens(pictures, endpoint.model.imageCost),
          search: searchIn(body, endpoint.model, end.usage?.searches),
        };
        const answered = received + (end.toolCalls ? JSON.stringify(end.toolCalls) : '');
        const receipt = await receiptOf(end, endpoint.model, sent, answered, record.firstText);
        record.end = end;
        record.receipt = receipt;
        if (receipt) {
          await passage?.pay(receipt);
          if (!request.aside) this.#answered.fire({ endpoint, receipt });
        }
        yield { type: 'end', end, receipt };
      }
    } finally {
      this.#asked.add(endpoint.provider.baseUrl, performance.now());
      passage?.end();
    }
  }

  /** Remembers what a prediction was worth. @returns whether it was the one after which they pause. */
  async #weigh(endpoint: Endpoint, body: RequestBody, { usage }: AnswerEnd): Promise<boolean> {
    const { predictions: before } = this.#memory.of(endpoint);
    const now = Date.now();
    const after =
      'prediction' in body ? afterPrediction(before, usage?.prediction, now) : afterPaused(before);
    if (after !== before) await this.#memory.add(endpoint, { predictions: after });
    return !isPaused(before, now) && isPaused(after, now);
  }

  /** Says once of the same mistakes that their values are not sent. */
  #tellOf(mistakes: readonly Mistake[], values: PreparedRequest['values']): void {
    const fresh = mistakes.filter(mistake => !this.#warnedOf.has(JSON.stringify(mistake)));
    for (const mistake of fresh) this.#warnedOf.add(JSON.stringify(mistake));
    const [first] = fresh;
    if (first) void warn(first, values.get(first.key)?.source, fresh.length - 1);
  }

  dispose(): void {
    this.#answered.dispose();
  }
}

async function warn(mistake: Mistake, source: ValueSource | undefined, others: number): Promise<void> {
  const open = vscode.l10n.t('Open Setting');
  const sentence = mistakeSentence(mistake, source);
  const message =
    others === 0
      ? vscode.l10n.t('{0} It is not used.', sentence)
      : vscode.l10n.t('{0} It is not used. Further settings with mistakes: {1}.', sentence, others);
  if ((await vscode.window.showWarningMessage(withoutLinks(message), open)) === open) {
    await openWhereSet(mistake.key, source);
  }
}

async function openWhereSet(key: string, source: ValueSource | undefined): Promise<void> {
  if (source === 'chat') await vscode.commands.executeCommand('gloss.showParameters');
  else if (source === 'task') await openSettings('tasks');
  else await openSettings(source ? `request.${key}` : key);
}

/** How many tokens a request may have beside its answer; infinite when nobody knows how many the model takes. */
export function promptLimit({ contextWindow }: Model): number {
  if (contextWindow === undefined) return Number.POSITIVE_INFINITY;
  return contextWindow - Math.min(roomForAnswer, Math.ceil(contextWindow / 4));
}

/** Whether a question leaves room for an answer in the model's window. */
function fits({ messages, tools = [] }: Question, model: Model): Promise<boolean> {
  const texts = messages.map(({ content }) =>
    typeof content === 'string'
      ? content
      : // What a picture takes is told beside it, and no reason not to try.
        (content ?? []).flatMap(part => (part.type === 'text' ? part.text : [])).join('\n'),
  );
  const offered = tools.length > 0 ? [JSON.stringify(tools)] : [];
  return fitsTokens([...texts, ...offered].join('\n'), promptLimit(model));
}
