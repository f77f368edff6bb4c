import * as vscode from 'vscode';
import { answerTokensOf } from '../../chat/answerTokens.ts';
import {
  type Asked,
  ask,
  askAgain,
  askDifferently,
  type Conversation,
  type ConversationChange,
  changed,
  isContinuable,
  type NewQuestion,
  newConversation,
  step,
  withTurn,
} from '../../chat/conversation.ts';
import { seam } from '../../chat/goingOn.ts';
import type { JsonFault } from '../../chat/jsonFault.ts';
import { jsonTexts } from '../../chat/jsonTexts.ts';
import { nextAnswer } from '../../chat/nextAnswer.ts';
import type { AssistantTurn, Problem, Turn, Waiting } from '../../chat/turn.ts';
import type { JsonForm } from '../../models/buildRequest.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Card } from '../../tasks/card.ts';
import { addReceipts } from '../../usage/receipt.ts';
import { cleanedSentence } from '../services/cleanedSentence.ts';
import type { ConversationStore } from '../services/conversationStore.ts';
import { logError } from '../services/log.ts';
import type { Models, Question, ReadyModel } from '../services/models.ts';
import { noTaskProblem, ownProblem, problemOf } from '../services/problems.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import { readChoice } from '../services/settings.ts';
import { waitingOf } from '../services/waitingOf.ts';
import { findTask } from '../tasks/catalogue.ts';
import { chatQuestion } from './chatQuestion.ts';
import { fitConversation } from './fitConversation.ts';

/** What happened in the conversation, for whoever shows it. */
export type ChatChange =
  | { type: 'turn'; turn: Turn }
  | { type: 'delta'; id: string; text: string }
  /** Its own parameters are others now. */
  | { type: 'parameters' }
  /** It is another conversation now, or has fewer turns. */
  | { type: 'replaced' };

/** How often an answer that is still arriving is saved, in milliseconds. */
const saveInterval = 1_000;

/** An answer on its way; `turn` is replaced as its text grows. */
interface Running {
  conversationId: string;
  turn: AssistantTurn;
  /** How much of its text is on disk, in UTF-16 units. */
  saved: number;
  /** Going to save what has come, within a second. */
  saving: ReturnType<typeof setTimeout> | undefined;
  controller: AbortController;
  /** Resolves when its end is on disk. */
  ended: PromiseWithResolvers<void>;
}

/**
 * The conversation that the panel shows, and the answers that are coming, to it and to others that were left meanwhile. The
 * only place that knows of either.
 */
export class ChatSession implements vscode.Disposable {
  readonly #models: Models;
  readonly #store: ConversationStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #tasksFolder: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<ChatChange>();
  readonly onDidChange = this.#changed.event;
  #shown: Conversation = newConversation();
  #restored: Promise<void> | undefined;
  /** By the id of their conversation. */
  readonly #running = new Map<string, Running>();
  #naming: Promise<void> = Promise.resolve();
  /** Those that are not shown, and get an answer all the same. */
  readonly #left = new Map<string, Conversation>();

  /** @param tasksFolder where the user's own tasks are. */
  constructor(
    models: Models,
    store: ConversationStore,
    log: vscode.LogOutputChannel,
    tasksFolder: vscode.Uri,
  ) {
    this.#models = models;
    this.#store = store;
    this.#log = log;
    this.#tasksFolder = tasksFolder;
  }

  /** Reads the last conversation back from disk, once; everything else waits for it. */
  restore(): Promise<void> {
    this.#restored ??= this.#store.restore().then(restored => {
      this.#shown = restored;
    });
    return this.#restored;
  }

  /** The conversation as it stands, with as much of the running answer as has arrived. */
  get conversation(): Conversation {
    const running = this.#running.get(this.#shown.id);
    return running ? withTurn(this.#shown, running.turn) : this.#shown;
  }

  /** Asks a question and streams its answer into the conversation; resolves when the answer has ended. Never throws. */
  async ask(question: NewQuestion): Promise<void> {
    await this.refresh();
    const { changes, answer } = ask(this.#shown, question);
    const turns = changes.flatMap(change => (change.type === 'turn' ? [change.turn] : []));
    await this.#answer(answer, changes, ...turns.map(turn => ({ type: 'turn' as const, turn })));
  }

  /** Asks for another answer beside one that has ended. */
  async retry(id: string): Promise<void> {
    await this.refresh();
    await this.#branch(askAgain(this.#shown, id));
  }

  /** Asks a question of the user's in other words, beside it. */
  async askDifferently(id: string, text: string): Promise<void> {
    await this.refresh();
    await this.#branch(askDifferently(this.#shown, id, text));
  }

  /** Asks the last question again if it failed; for when what stood in its way is out of it. */
  async retryFailed(): Promise<void> {
    await this.restore();
    const last = this.#shown.turns.at(-1);
    if (last?.role === 'assistant' && last.state === 'error') await this.retry(last.id);
  }

  /** Goes on with the last answer where it broke off. */
  async goOn(id: string): Promise<void> {
    await this.refresh();
    const last = this.#shown.turns.at(-1);
    if (last?.role !== 'assistant' || last.id !== id || !isContinuable(last)) return;
    const { problem: _before, ...rest } = last;
    const turn = { ...rest, state: 'streaming' as const };
    await this.#answer(turn, [{ type: 'turn', turn }], { type: 'turn', turn });
  }

  /** Shows the turn before or after this one in its place, with what follows it. */
  async step(id: string, by: -1 | 1): Promise<void> {
    await this.restore();
    const change = step(this.#shown, id, by);
    if (!change) return;
    const saved = this.#change(this.#shown.id, change);
    this.#changed.fire({ type: 'replaced' });
    await saved;
  }

  /** Has a question go along with every request, or only while there is room. */
  async pinTurn(id: string, pinned: boolean): Promise<void> {
    await this.restore();
    const turn = this.#shown.turns.find(turn => turn.id === id);
    if (!turn) return;
    const saved = this.#change(this.#shown.id, { type: 'pinTurn', id, pinned });
    this.#changed.fire({ type: 'turn', turn });
    await saved;
  }

  /** Takes a turn away with all that follows it, or brings it back. */
  async remove(id: string, removed: boolean, conversationId = this.#shown.id): Promise<void> {
    await this.restore();
    if (removed) this.stop();
    const saved = this.#change(conversationId, { type: 'remove', id, removed });
    if (conversationId === this.#shown.id) this.#changed.fire({ type: 'replaced' });
    await saved;
  }

  /** Stops the answer to the conversation that is shown. */
  stop(): void {
    this.#running.get(this.#shown.id)?.controller.abort();
  }

  async newChat(): Promise<void> {
    await this.restore();
    await this.#show(newConversation());
  }

  /** Shows a conversation from the disk, or one that was left while its answer was coming. @returns whether it is there. */
  async show(id: string): Promise<boolean> {
    await this.restore();
    if (id === this.#shown.id) return true;
    const found = this.#left.get(id) ?? (await this.#store.read(id));
    if (found) await this.#show(found);
    return found !== undefined;
  }

  /** Shows a conversation to which all this has happened elsewhere. */
  async add(changes: readonly ConversationChange[]): Promise<void> {
    await this.newChat();
    const saved = this.#change(this.#shown.id, ...changes);
    this.#changed.fire({ type: 'replaced' });
    await saved;
  }

  /** Resolves when the conversation whose answer ended last has been named, if it is to be. */
  naming(): Promise<void> {
    return this.#naming;
  }

  /** Whether an answer is coming to a conversation. */
  isAnswering(id: string): boolean {
    return this.#running.has(id);
  }

  /** Gives a conversation a title, or pins it. */
  async mark(id: string, change: Extract<ConversationChange, { type: 'title' | 'pin' }>): Promise<void> {
    await this.restore();
    await this.#change(id, change);
    if (id === this.#shown.id) this.#changed.fire({ type: 'replaced' });
  }

  /** Takes a conversation away; `bringBack` undoes that. @throws when it cannot be done */
  async delete(id: string): Promise<void> {
    await this.restore();
    const running = this.#running.get(id);
    running?.controller.abort();
    await running?.ended.promise;
    await this.#store.delete(id);
    if (id === this.#shown.id) await this.#show(newConversation());
  }

  /** Takes in what other windows have added to the conversation that is shown. */
  async refresh(): Promise<void> {
    await this.restore();
    const { id } = this.#shown;
    if (this.#running.has(id) || !(await this.#store.hasNews(id))) return;
    const read = await this.#store.read(id);
    if (!read || id !== this.#shown.id || this.#running.has(id)) return;
    this.#shown = read;
    this.#changed.fire({ type: 'replaced' });
  }

  /** Changes the conversation's own parameters. */
  async setParameters(change: (old: ParameterValues) => ParameterValues): Promise<void> {
    await this.restore();
    const { id, parameters = {} } = this.#shown;
    const saved = this.#change(id, { type: 'parameters', parameters: change(parameters) });
    this.#changed.fire({ type: 'parameters' });
    await Promise.all([this.#store.open(id), saved]);
  }

  /** Changes the cards of an answer, if it is still there. */
  async updateCards(id: string, change: (old: Card) => Card): Promise<void> {
    const turn = this.#shown.nodes.get(id)?.turn;
    if (turn?.role !== 'assistant' || !turn.cards) return;
    // What is seen is on disk.
    await this.#change(this.#shown.id, { type: 'turn', turn: { ...turn, cards: turn.cards.map(change) } });
    const now = this.#shown.turns.find(({ id: other }) => other === id);
    if (now) this.#changed.fire({ type: 'turn', turn: now });
  }

  dispose(): void {
    for (const { controller } of this.#running.values()) controller.abort();
    this.#changed.dispose();
  }

  async #branch(asked: Asked | undefined): Promise<void> {
    if (asked) await this.#answer(asked.answer, asked.changes, { type: 'replaced' });
  }

  /** Changes a conversation, here if it is here, and on disk; resolves when it is there. */
  #change(id: string, ...changes: readonly ConversationChange[]): Promise<void> {
    const left = this.#left.get(id);
    if (id === this.#shown.id) this.#shown = changed(this.#shown, ...changes);
    else if (left) this.#left.set(id, changed(left, ...changes));
    return changes.length === 0 ? Promise.resolve() : this.#store.append(id, ...changes);
  }

  async #show(conversation: Conversation): Promise<void> {
    const left = this.#shown;
    if (this.#running.has(left.id)) this.#left.set(left.id, left);
    this.#left.delete(conversation.id);
    this.#shown = conversation;
    this.#changed.fire({ type: 'replaced' });
    this.#setStreaming();
    await this.#store.open(conversation.id);
  }

  #setStreaming(): void {
    void vscode.commands.executeCommand('setContext', 'gloss.streaming', this.#running.has(this.#shown.id));
  }

  /**
   * Lets an answer come to the conversation that is shown.
   * @param changes that make its place in the conversation. @param told of them, to whoever shows it.
   */
  async #answer(
    turn: AssistantTurn,
    changes: readonly ConversationChange[],
    ...told: readonly ChatChange[]
  ): Promise<void> {
    const { id } = this.#shown;
    const running: Running = {
      conversationId: id,
      turn,
      saved: turn.text.length,
      saving: undefined,
      controller: new AbortController(),
      ended: Promise.withResolvers(),
    };
    this.#interrupt(id);
    this.#running.set(id, running);
    const saved = this.#change(id, ...changes);
    const conversation = this.conversation;
    for (const change of told) this.#changed.fire(change);
    this.#setStreaming();
    // On disk before it is on the wire, so that no crash loses a question.
    await Promise.all([this.#store.open(id), saved]);
    try {
      running.turn = await this.#ended(conversation, running);
    } catch (error) {
      // A bug of Gloss's own, or a part of it that could not be loaded: the answer ends all the same.
      this.#log.error('An answer could not be brought to its end.', error instanceof Error ? error.name : '');
      running.turn = { ...running.turn, state: 'error', problem: ownProblem() };
    }
    clearTimeout(running.saving);
    // What is seen is on disk.
    await this.#change(id, { type: 'turn', turn: running.turn });
    if (this.#running.get(id) === running) {
      this.#running.delete(id);
      this.#left.delete(id);
      this.#setStreaming();
    }
    this.#fire(running, { type: 'turn', turn: running.turn });
    running.ended.resolve();
    this.#naming = this.#name(id).catch(error => logError(this.#log, error));
  }

  /** Gives a conversation that has just begun a title, if the user wants the model to. */
  async #name(id: string): Promise<void> {
    if (readChoice('chat.titles', ['model', 'words']) !== 'model') return;
    const here = async () => (id === this.#shown.id ? this.#shown : this.#store.read(id));
    const conversation = await here();
    if (conversation?.title !== '') return;
    const { suggestTitle } = await import('./suggestTitle.ts');
    const title = await suggestTitle(conversation, this.#models);
    // The user's own goes before it.
    if (title !== undefined && (await here())?.title === '') await this.#change(id, { type: 'title', title });
  }

  /** Stops what is coming to a conversation, and keeps what it has brought. */
  #interrupt(id: string): void {
    const running = this.#running.get(id);
    if (!running) return;
    void this.#saveText(running);
    running.controller.abort();
  }

  /** Sees the answer to its end and returns it as it then is. */
  async #ended(conversation: Conversation, running: Running): Promise<AssistantTurn> {
    const failed = (problem: Problem): AssistantTurn => ({ ...running.turn, state: 'error', problem });
    const { signal } = running.controller;
    const question = conversation.turns.findLast(turn => turn.role === 'user');
    const task = question?.task === undefined ? undefined : await findTask(question.task, this.#tasksFolder);
    if (question?.task !== undefined && !task) return failed(noTaskProblem());
    const ready = await this.#models.ready(question?.task, task?.choice);
    if (signal.aborted) return { ...running.turn, state: 'stopped' };
    if ('problem' in ready) return failed(ready.problem);
    if (question && task?.answer) {
      const { typedTurn } = await import('./typedTurn.ts');
      const end = await typedTurn(task, question, ready.model, {
        parameters: conversation.parameters,
        signal,
        note: sentence => this.#note(running, sentence),
        kept: running.turn.kept,
        keep: kept => {
          running.turn = { ...running.turn, kept };
          void this.#change(running.conversationId, { type: 'turn', turn: running.turn });
        },
        wait: waiting => this.#wait(running, waiting),
      });
      const { kept: _sofar, ...turn } = running.turn;
      return { ...turn, ...end };
    }
    const fitted = await fitConversation(conversation, ready.model.endpoint.model);
    if (fitted.from !== undefined) running.turn = { ...running.turn, from: fitted.from };
    if (fitted.leftOut > 0) this.#note(running, leftOutSentence(fitted.leftOut));
    return this.#stream(running, ready.model, chatQuestion(fitted.conversation, task?.choice));
  }

  async #stream(running: Running, model: ReadyModel, question: Question): Promise<AssistantTurn> {
    const { endpoint } = model;
    const furtherAnswers = new Map<number, string>();
    const { text: before, receipt: paid, tokens: known = [] } = running.turn;
    const join = before === '' ? undefined : seam(before);
    let json = this.#expectJson(running, model.jsonForm(question));
    // The rest of a value is none by itself.
    const asked =
      json && join
        ? { ...question, parameters: { ...question.parameters, responseFormat: 'text' } }
        : question;
    const append = (text: string): void => {
      if (text === '') return;
      const { waiting: _over, ...turn } = running.turn;
      running.turn = { ...turn, text: turn.text + text };
      this.#fire(running, { type: 'delta', id: running.turn.id, text });
      // Not with what comes next: nothing may.
      running.saving ??= setTimeout(() => {
        running.saving = undefined;
        void this.#saveText(running);
      }, saveInterval);
    };
    for await (const event of model.ask(asked, running.controller.signal)) {
      if (event.type === 'end') {
        append(join?.end() ?? '');
        const own = running.turn.text.slice(before.length);
        const tokens = answerTokensOf({ text: before, tokens: known }, own, event.end.logprobs ?? []);
        for (const text of furtherAnswers.values()) append(nextAnswer + text);
        const problem = problemOf(event.end, endpoint);
        const faults = json && event.end.state === 'complete' && (await faultsIn(running.turn.text, json));
        const receipt = addReceipts([paid, event.receipt].filter(receipt => receipt !== undefined));
        return {
          ...running.turn,
          // What was there before is no less there when nothing more came.
          state: event.end.state === 'error' && before !== '' ? 'interrupted' : event.end.state,
          ...(receipt ? { receipt } : {}),
          ...(tokens.length > 0 ? { tokens } : {}),
          ...(faults ? { json: { faults } } : {}),
          ...(problem ? { problem } : {}),
        };
      }
      if (event.type === 'cleaned') {
        this.#note(running, cleanedSentence(event.tags));
        continue;
      }
      if (event.type === 'adapted') {
        this.#note(running, adaptedSentence(event, endpoint.host));
        if (!join) json = this.#expectJson(running, model.jsonForm(question));
        continue;
      }
      if (event.type === 'waiting') {
        this.#wait(running, waitingOf(event.wait, endpoint.host));
        continue;
      }
      if (event.choice === 0) append(join ? join.next(event.text) : event.text);
      else furtherAnswers.set(event.choice, (furtherAnswers.get(event.choice) ?? '') + event.text);
    }
    throw new Error('An answer ended without saying how.');
  }

  /** Says in the turn whether it is to be JSON, which is shown as such from its first word on. */
  #expectJson(running: Running, form: JsonForm | undefined): JsonForm | undefined {
    const { json: before, ...turn } = running.turn;
    running.turn = form ? { ...turn, json: {} } : turn;
    if ((before !== undefined) !== (form !== undefined))
      this.#fire(running, { type: 'turn', turn: running.turn });
    return form;
  }

  #note(running: Running, note: string): void {
    // What is learned of a model is learned by several requests at once.
    if (running.turn.notes?.includes(note)) return;
    running.turn = { ...running.turn, notes: [...(running.turn.notes ?? []), note] };
    this.#fire(running, { type: 'turn', turn: running.turn });
  }

  #wait(running: Running, waiting: Waiting): void {
    running.turn = { ...running.turn, waiting };
    this.#fire(running, { type: 'turn', turn: running.turn });
  }

  async #saveText(running: Running): Promise<void> {
    const { id, text } = running.turn;
    const at = running.saved;
    if (text.length === at) return;
    running.saved = text.length;
    await this.#change(running.conversationId, { type: 'text', id, at, text: text.slice(at) });
  }

  /** Nobody shows what happens in another conversation, or in another branch of this one. */
  #fire({ conversationId, turn }: Running, change: ChatChange): void {
    if (conversationId !== this.#shown.id) return;
    if (this.#shown.turns.findLast(({ id }) => id === turn.id)) this.#changed.fire(change);
  }
}

async function faultsIn(text: string, { schema }: JsonForm): Promise<JsonFault[]> {
  const { checkJson } = await import('../../chat/checkJson.ts');
  return checkJson(jsonTexts(text), schema);
}

function leftOutSentence(count: number): string {
  return count === 1
    ? vscode.l10n.t(
        'The first question of this chat had no room in the model’s window and was not sent along. Pin what always should be.',
      )
    : vscode.l10n.t(
        '{0} earlier questions of this chat had no room in the model’s window and were not sent along. Pin what always should be.',
        count,
      );
}
