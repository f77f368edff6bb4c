import * as vscode from 'vscode';
import {
  ask,
  askAgain,
  type Conversation,
  type NewQuestion,
  newConversation,
  replaceTurn,
} from '../../chat/conversation.ts';
import type { AssistantTurn, Problem, Turn } from '../../chat/turn.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Card } from '../../tasks/card.ts';
import type { ConversationStore } from '../services/conversationStore.ts';
import type { Models, PricedEvent, ReadyModel } from '../services/models.ts';
import { noTaskProblem, ownProblem, problemOf } from '../services/problems.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import { waitSentence } from '../services/waitSentence.ts';
import { findTask } from '../tasks/catalogue.ts';
import { chatQuestion } from './chatQuestion.ts';

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

/** Between the answers when several were asked for. */
const nextAnswer = '\n\n---\n\n';

/** An answer on its way; `turn` is replaced as its text grows. */
interface Running {
  conversationId: string;
  turn: AssistantTurn;
  controller: AbortController;
}

/** The conversation that the panel shows, and the answer that is coming to it. The only place that knows of either. */
export class ChatSession implements vscode.Disposable {
  readonly #models: Models;
  readonly #store: ConversationStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #tasksFolder: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<ChatChange>();
  readonly onDidChange = this.#changed.event;
  #conversation: Conversation = newConversation();
  #restored: Promise<void> | undefined;
  #running: Running | undefined;

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
      this.#conversation = restored;
    });
    return this.#restored;
  }

  /** The conversation as it stands, with as much of the running answer as has arrived. */
  get conversation(): Conversation {
    return this.#running ? this.#with(this.#conversation, this.#running) : this.#conversation;
  }

  /** Asks a question and streams its answer into the conversation; resolves when the answer has ended. Never throws. */
  async ask(question: NewQuestion): Promise<void> {
    await this.restore();
    this.stop();
    const asked = ask(this.conversation, question);
    this.#conversation = asked.conversation;
    this.#changed.fire({ type: 'turn', turn: asked.question });
    await this.#answer(asked.answer);
  }

  /** Asks the last question again, in place of its answer. */
  async retry(id: string): Promise<void> {
    await this.restore();
    const again = askAgain(this.conversation, id);
    if (!again) return;
    this.#conversation = again.conversation;
    this.#changed.fire({ type: 'replaced' });
    await this.#answer(again.answer);
  }

  /** Asks the last question again if it failed; for when what stood in its way is out of it. */
  async retryFailed(): Promise<void> {
    await this.restore();
    const last = this.#conversation.turns.at(-1);
    if (last?.role === 'assistant' && last.state === 'error') await this.retry(last.id);
  }

  stop(): void {
    this.#running?.controller.abort();
  }

  async newChat(): Promise<void> {
    await this.restore();
    this.stop();
    this.#conversation = newConversation();
    this.#changed.fire({ type: 'replaced' });
    await this.#store.open(this.#conversation.id);
  }

  /** Changes the conversation's own parameters. */
  async setParameters(change: (old: ParameterValues) => ParameterValues): Promise<void> {
    await this.restore();
    this.#conversation = { ...this.#conversation, parameters: change(this.#conversation.parameters ?? {}) };
    this.#changed.fire({ type: 'parameters' });
    await Promise.all([this.#store.open(this.#conversation.id), this.#store.save(this.conversation)]);
  }

  /** Changes the cards of an answer, if it is still there. */
  async updateCards(id: string, change: (old: Card) => Card): Promise<void> {
    const turn = this.#conversation.turns.find(turn => turn.id === id);
    if (turn?.role !== 'assistant' || !turn.cards) return;
    const changed = { ...turn, cards: turn.cards.map(change) };
    this.#conversation = replaceTurn(this.#conversation, changed);
    // What is seen is on disk.
    await this.#store.save(this.conversation);
    const now = this.#conversation.turns.find(({ id: other }) => other === id);
    if (now) this.#changed.fire({ type: 'turn', turn: now });
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
  }

  async #answer(turn: AssistantTurn): Promise<void> {
    const conversation = this.#conversation;
    const running: Running = { conversationId: conversation.id, turn, controller: new AbortController() };
    this.#running = running;
    this.#changed.fire({ type: 'turn', turn });
    void vscode.commands.executeCommand('setContext', 'gloss.streaming', true);
    // On disk before it is on the wire, so that no crash loses a question.
    await Promise.all([this.#store.open(conversation.id), this.#store.save(conversation)]);
    try {
      running.turn = await this.#ended(conversation, running);
    } catch (error) {
      // A bug of Gloss's own, or a part of it that could not be loaded: the answer ends all the same.
      this.#log.error('An answer could not be brought to its end.', error instanceof Error ? error.name : '');
      running.turn = { ...running.turn, state: 'error', problem: ownProblem() };
    }
    const ended = this.#with(this.#currentOf(conversation), running);
    if (ended.id === this.#conversation.id) this.#conversation = ended;
    if (this.#running === running) {
      this.#running = undefined;
      void vscode.commands.executeCommand('setContext', 'gloss.streaming', false);
    }
    this.#fire(running, { type: 'turn', turn: running.turn });
    await this.#store.save(ended);
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
          void this.#store.save(this.#with(this.#currentOf(conversation), running));
        },
        wait: sentence => this.#wait(running, sentence),
      });
      const { kept: _sofar, ...turn } = running.turn;
      return { ...turn, ...end };
    }
    const events = ready.model.ask(chatQuestion(conversation, task?.choice), signal);
    return this.#stream(conversation, running, ready.model, events);
  }

  async #stream(
    conversation: Conversation,
    running: Running,
    { endpoint }: ReadyModel,
    events: AsyncIterable<PricedEvent>,
  ): Promise<AssistantTurn> {
    const furtherAnswers = new Map<number, string>();
    let saved = performance.now();
    const append = (text: string): void => {
      const { waiting: _over, ...turn } = running.turn;
      running.turn = { ...turn, text: turn.text + text };
      this.#fire(running, { type: 'delta', id: running.turn.id, text });
    };
    for await (const event of events) {
      if (event.type === 'end') {
        for (const text of furtherAnswers.values()) append(nextAnswer + text);
        const problem = problemOf(event.end, endpoint);
        return {
          ...running.turn,
          state: event.end.state,
          ...(event.receipt ? { receipt: event.receipt } : {}),
          ...(problem ? { problem } : {}),
        };
      }
      if (event.type === 'adapted') {
        this.#note(running, adaptedSentence(event, endpoint.host));
        continue;
      }
      if (event.type === 'waiting') {
        this.#wait(running, waitSentence(event.wait, endpoint.host));
        continue;
      }
      if (event.choice === 0) append(event.text);
      else furtherAnswers.set(event.choice, (furtherAnswers.get(event.choice) ?? '') + event.text);
      if (performance.now() - saved >= saveInterval) {
        saved = performance.now();
        void this.#store.save(this.#with(this.#currentOf(conversation), running));
      }
    }
    throw new Error('An answer ended without saying how.');
  }

  #note(running: Running, note: string): void {
    // What is learned of a model is learned by several requests at once.
    if (running.turn.notes?.includes(note)) return;
    running.turn = { ...running.turn, notes: [...(running.turn.notes ?? []), note] };
    this.#fire(running, { type: 'turn', turn: running.turn });
  }

  #wait(running: Running, waiting: string): void {
    running.turn = { ...running.turn, waiting };
    this.#fire(running, { type: 'turn', turn: running.turn });
  }

  /** A conversation with the answer that is on its way in its place. */
  #with(conversation: Conversation, { conversationId, turn }: Running): Conversation {
    return conversation.id === conversationId ? replaceTurn(conversation, turn) : conversation;
  }

  /** The conversation as it has become, if it is still the one shown. */
  #currentOf(conversation: Conversation): Conversation {
    return this.#conversation.id === conversation.id ? this.#conversation : conversation;
  }

  #fire({ conversationId }: Running, change: ChatChange): void {
    if (conversationId === this.#conversation.id) this.#changed.fire(change);
  }
}
