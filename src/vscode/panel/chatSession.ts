import * as vscode from 'vscode';
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
import type { AssistantTurn } from '../../chat/turn.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Card } from '../../tasks/card.ts';
import type { Decision } from '../../tools/approvals.ts';
import type { ConversationStore } from '../services/conversationStore.ts';
import { logError } from '../services/log.ts';
import type { Models } from '../services/models.ts';
import { readChoice } from '../services/setting.ts';
import { type AnswerChange, RunningAnswer } from './runningAnswer.ts';

/** What happened in the conversation, for whoever shows it. */
export type ChatChange =
  | AnswerChange
  /** Its own parameters are others now. */
  | { type: 'parameters' }
  /** It is another conversation now, or has fewer turns. */
  | { type: 'replaced' };

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
  readonly #running = new Map<string, RunningAnswer>();
  #naming: Promise<void> = Promise.resolve();
  /** Those in which tools that only read may do so. */
  readonly #reading = new Set<string>();
  /** Those that are not shown, and get an answer all the same. */
  readonly #left = new Map<string, Conversation>();
  /** The conversations of questions that are not on disk, and whom to tell: a later change may bring them there. */
  readonly #unkept = new Set<{ id: string; onKept: () => void }>();

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

  /**
   * Asks a question and streams its answer into the conversation; resolves when the answer has ended. Never throws.
   * @param onKept called when the question is on disk, which may be much later.
   */
  async ask(question: NewQuestion, onKept?: () => void): Promise<void> {
    await this.refresh();
    const { changes, answer } = ask(this.#shown, question);
    const turns = changes.flatMap(change => (change.type === 'turn' ? [change.turn] : []));
    const told = turns.map(turn => ({ type: 'turn' as const, turn }));
    await this.#answer(answer, changes, told, onKept);
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
    await this.#answer(turn, [{ type: 'turn', turn }], [{ type: 'turn', turn }]);
  }

  /** The user's word on a call of the answer of this id. */
  decide(id: string, seal: string, decision: Decision): void {
    const running = this.#running.get(this.#shown.id);
    if (running?.turn.id === id) running.decide(seal, decision);
  }

  /** Shows the turn before or after this one in its place, with what follows it. */
  async step(id: string, by: -1 | 1): Promise<void> {
    await this.restore();
    const change = step(this.#shown, id, by);
    if (!change) return;
    await this.#change(this.#shown.id, change);
    this.#changed.fire({ type: 'replaced' });
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
    this.#running.get(this.#shown.id)?.stop();
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
    running?.stop();
    await running?.over;
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
    for (const running of this.#running.values()) running.stop();
    this.#changed.dispose();
  }

  async #branch(asked: Asked | undefined): Promise<void> {
    if (asked) await this.#answer(asked.answer, asked.changes, [{ type: 'replaced' }]);
  }

  /** Changes a conversation, here if it is here, and on disk; resolves when it is there, or cannot be. */
  async #change(id: string, ...changes: readonly ConversationChange[]): Promise<void> {
    const before = id === this.#shown.id ? this.#shown : this.#left.get(id);
    const after = before && changed(before, ...changes);
    if (after && before === this.#shown) this.#shown = after;
    else if (after) this.#left.set(id, after);
    if (changes.length === 0) return;
    const questions = [...this.#unkept].filter(question => question.id === id);
    if (!(await this.#store.append(after ?? id, ...changes))) return;
    for (const question of questions) if (this.#unkept.delete(question)) question.onKept();
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
   * @param onKept called when they are on disk, which may be much later.
   */
  async #answer(
    turn: AssistantTurn,
    changes: readonly ConversationChange[],
    told: readonly ChatChange[],
    onKept?: () => void,
  ): Promise<void> {
    const { id } = this.#shown;
    const running: RunningAnswer = new RunningAnswer(turn, {
      models: this.#models,
      tasksFolder: this.#tasksFolder,
      log: this.#log,
      change: change => this.#change(id, change),
      tell: change => this.#tell(id, running.turn.id, change),
      reading: { isGiven: () => this.#reading.has(id), give: () => void this.#reading.add(id) },
    });
    // Another one that is coming stops, with what it has brought.
    this.#running.get(id)?.interrupt();
    this.#running.set(id, running);
    if (onKept) this.#unkept.add({ id, onKept });
    const saved = this.#change(id, ...changes);
    const conversation = this.conversation;
    this.#setStreaming();
    // On disk before it is on the wire, so that no crash loses a question, and before it is seen: then it is no draft any more.
    await Promise.all([this.#store.open(id), saved]);
    if (id === this.#shown.id) for (const change of told) this.#changed.fire(change);
    await running.come(conversation, () => {
      if (this.#running.get(id) !== running) return;
      this.#running.delete(id);
      this.#left.delete(id);
      this.#setStreaming();
    });
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

  /** Nobody shows what happens in another conversation, or in another branch of this one. */
  #tell(conversationId: string, turnId: string, change: AnswerChange): void {
    if (conversationId !== this.#shown.id) return;
    if (this.#shown.turns.findLast(({ id }) => id === turnId)) this.#changed.fire(change);
  }
}
