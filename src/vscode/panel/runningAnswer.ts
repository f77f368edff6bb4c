import * as vscode from 'vscode';
import { answerTokensOf } from '../../chat/answerTokens.ts';
import { type Conversation, type ConversationChange, withTurn } from '../../chat/conversation.ts';
import { seam } from '../../chat/goingOn.ts';
import type { JsonFault } from '../../chat/jsonFault.ts';
import { jsonTexts } from '../../chat/jsonTexts.ts';
import { nextAnswer } from '../../chat/nextAnswer.ts';
import { turnsFor } from '../../chat/readable.ts';
import { type AnswerCall, afterRound, textAfterRounds } from '../../chat/toolCall.ts';
import type { AssistantTurn, Problem, Turn, Waiting } from '../../chat/turn.ts';
import { withoutRounds } from '../../chat/withoutRounds.ts';
import type { JsonForm } from '../../models/buildRequest.ts';
import type { ToolCall } from '../../openai/answer.ts';
import { addCitations } from '../../openai/citations.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import type { Decision } from '../../tools/approvals.ts';
import type { OfferedTool } from '../../tools/offeredTool.ts';
import { addReceipts, type Receipt } from '../../usage/receipt.ts';
import type { Models, Question, ReadyModel } from '../services/models.ts';
import { noTaskProblem, ownProblem, problemOf } from '../services/problems.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import { unreadProblem } from '../services/unreadProblem.ts';
import { unseenSentence } from '../services/unseenSentence.ts';
import { waitingOf } from '../services/waitingOf.ts';
import { findTask } from '../tasks/catalogue.ts';
import type { AnswerCalls, ReadPermission } from '../tools/answerCalls.ts';
import { chatTools } from '../tools/chatTools.ts';
import { chatQuestion } from './chatQuestion.ts';
import { fitConversation } from './fitConversation.ts';

/** How often an answer that is still arriving is saved, in milliseconds: with what writing takes it is on disk within a second. */
const saveInterval = 500;

/** What happens to an answer while it comes, for whoever shows it. */
export type AnswerChange = { type: 'turn'; turn: Turn } | { type: 'delta'; id: string; text: string };

/** What an answer on its way needs of the session that it belongs to. */
export interface AnswerHost {
  models: Models;
  /** Where the user's own tasks are. */
  tasksFolder: vscode.Uri;
  log: vscode.LogOutputChannel;
  /** Changes its conversation; resolves when that is on disk. */
  change(change: ConversationChange): Promise<void>;
  tell(change: AnswerChange): void;
  /** Of tools, in its conversation. */
  reading: ReadPermission;
}

interface StreamedAnswer {
  turn: AssistantTurn;
  calls: readonly ToolCall[];
  /** Of this request alone. */
  receipt: Receipt | undefined;
}

/** An answer on its way into a conversation. What has come is on disk within a second. */
export class RunningAnswer {
  readonly #host: AnswerHost;
  readonly #controller = new AbortController();
  readonly #over = Promise.withResolvers<void>();
  /** Replaced as its text grows. */
  #turn: AssistantTurn;
  /** How much of its text is on disk, in UTF-16 units. */
  #saved: number;
  /** Going to save what has come. */
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** There once the model has called a tool. */
  #calls: AnswerCalls | undefined;

  /** @param turn its place in the conversation, with the text that it goes on with. */
  constructor(turn: AssistantTurn, host: AnswerHost) {
    this.#turn = turn;
    this.#saved = turn.text.length;
    this.#host = host;
  }

  /** The answer as it stands. */
  get turn(): AssistantTurn {
    return this.#turn;
  }

  /** Resolves when its end is on disk and told. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  stop(): void {
    this.#controller.abort();
  }

  /** The user's word on a call that waits for it. */
  decide(seal: string, decision: Decision): void {
    this.#calls?.decide(seal, decision);
  }

  /** Stops it for another one; what has come is kept at once. */
  interrupt(): void {
    void this.#saveText();
    this.stop();
  }

  /**
   * Lets it come, and puts its end on disk. Never rejects for anything that goes wrong on the way.
   * @param onEnd called before its end is told.
   */
  async come(conversation: Conversation, onEnd: () => void): Promise<void> {
    try {
      this.#turn = await this.#ended(conversation);
    } catch (error) {
      // A bug of Gloss's own, or a part of it that could not be loaded: the answer ends all the same.
      this.#host.log.error(
        'An answer could not be brought to its end.',
        error instanceof Error ? error.name : '',
      );
      this.#turn = { ...this.#turn, state: 'error', problem: ownProblem() };
    }
    clearTimeout(this.#saving);
    // What is seen is on disk.
    await this.#host.change({ type: 'turn', turn: this.#turn });
    onEnd();
    this.#host.tell({ type: 'turn', turn: this.#turn });
    this.#over.resolve();
  }

  async #ended(conversation: Conversation): Promise<AssistantTurn> {
    const failed = (problem: Problem): AssistantTurn => ({ ...this.#turn, state: 'error', problem });
    const { signal } = this.#controller;
    const question = conversation.turns.findLast(turn => turn.role === 'user');
    const task =
      question?.task === undefined ? undefined : await findTask(question.task, this.#host.tasksFolder);
    if (question?.task !== undefined && !task) return failed(noTaskProblem());
    const ready = await this.#host.models.ready(question?.task, task?.choice);
    if (signal.aborted) return { ...this.#turn, state: 'stopped' };
    if ('problem' in ready) return failed(ready.problem);
    const { model } = ready.model.endpoint;
    const unreadable = question && unreadProblem(question, model);
    if (unreadable) return failed(unreadable);
    if (question && task?.answer) {
      const { typedTurn } = await import('./typedTurn.ts');
      const end = await typedTurn(task, question, ready.model, {
        parameters: conversation.parameters,
        signal,
        note: sentence => this.#note(sentence),
        kept: this.#turn.kept,
        keep: kept => {
          this.#turn = { ...this.#turn, kept };
          void this.#host.change({ type: 'turn', turn: this.#turn });
        },
        wait: waiting => this.#wait(waiting),
      });
      const { kept: _sofar, ...turn } = this.#turn;
      return { ...turn, ...end };
    }
    return this.#chat(ready.model, conversation, task?.choice);
  }

  /** Asks, and asks again with what came of the tools that the model calls, until it answers. */
  async #chat(model: ReadyModel, conversation: Conversation, choice?: TaskChoice): Promise<AssistantTurn> {
    const { model: reader } = model.endpoint;
    const tools = await this.#offeredTools(model, conversation);
    const { turns, leftOut } = turnsFor(reader, conversation.turns);
    if (leftOut.length > 0) this.#note(unreadSentence(reader.id, leftOut));
    const receipts: Receipt[] = [];
    let wasMistaken = false;
    let leftOutNote: string | undefined;
    for (let rounds = 0; ; rounds += 1) {
      const whole = withTurn({ ...conversation, turns }, this.#turn);
      const sent = tools.length > 0 ? whole : { ...whole, turns: withoutRounds(whole.turns) };
      const fitted = await fitConversation(sent, reader, tools);
      if (fitted.from !== undefined) this.#turn = { ...this.#turn, from: fitted.from };
      if (fitted.leftOut > 0) {
        const note = leftOutSentence(fitted.leftOut);
        this.#note(note, leftOutNote);
        leftOutNote = note;
      }
      const question = { ...chatQuestion(fitted.conversation, choice, tools), fits: fitted.fits };
      const { turn, calls, receipt } = await this.#stream(model, question);
      if (calls.length === 0 || tools.length === 0) return turn;
      this.#turn = { ...turn, state: 'streaming' };
      if (receipt) receipts.push(receipt);

      const { limitProblem, mistakenProblem } = await import('../tools/tools.ts');
      const limit = limitProblem({ rounds, receipts });
      if (limit) {
        this.#showRound(calls.map(call => ({ ...call, state: 'stopped' })));
        return { ...this.#turn, state: 'interrupted', problem: limit };
      }
      const isMistaken = await this.#call(calls, tools);
      if (this.#controller.signal.aborted) return { ...this.#turn, state: 'stopped' };
      if (isMistaken && wasMistaken) {
        return { ...this.#turn, state: 'interrupted', problem: mistakenProblem() };
      }
      wasMistaken = isMistaken;
    }
  }

  /** What the model may call; a task of its own has no use for tools. */
  async #offeredTools(model: ReadyModel, conversation: Conversation): Promise<readonly OfferedTool[]> {
    const isTask = conversation.turns.findLast(turn => turn.role === 'user')?.task !== undefined;
    if (isTask) return [];
    const { tools, reason } = await chatTools(conversation, model.prepare);
    if (reason !== undefined) this.#note(reason);
    return tools;
  }

  /** Runs what the model has called. @returns whether it has made a mistake; all that came of it is on disk. */
  async #call(calls: readonly ToolCall[], tools: readonly OfferedTool[]): Promise<boolean> {
    const { AnswerCalls } = await import('../tools/tools.ts');
    this.#calls ??= new AnswerCalls(tools, this.#host.reading);
    const round = this.#turn.rounds?.length ?? 0;
    this.#showRound(calls.map(call => ({ ...call, state: 'running' })));
    // Paid for, and to be seen after a reload.
    await this.#host.change({ type: 'turn', turn: this.#turn });
    const isMistaken = await this.#calls.run(
      calls,
      `${this.#turn.id} ${round}`,
      all => this.#showRound(all, round),
      this.#controller.signal,
    );
    await this.#host.change({ type: 'turn', turn: this.#turn });
    return isMistaken;
  }

  /** @param index of the round; of one that begins here by default. */
  #showRound(calls: AnswerCall[], index = this.#turn.rounds?.length ?? 0): void {
    const { waiting: _over, ...turn } = this.#turn;
    const { text, rounds = [] } = turn;
    const at = rounds[index]?.at ?? text.length;
    this.#turn = { ...turn, rounds: rounds.toSpliced(index, 1, { at, calls }) };
    this.#host.tell({ type: 'turn', turn: this.#turn });
  }

  /** Lets one answer of the model come. @returns how the turn stands at its end, and what the model wants called. */
  async #stream(model: ReadyModel, question: Question): Promise<StreamedAnswer> {
    const { endpoint } = model;
    const furtherAnswers = new Map<number, string>();
    const { text: before, receipt: paid, tokens: known = [], rounds = [] } = this.#turn;
    // Without tools the model hears nothing of the rounds.
    const said = question.tools?.length ? textAfterRounds(before, rounds) : before;
    const join = said === '' ? undefined : seam(before);
    const hasBegun = before !== '' || rounds.length > 0;
    const isAfterRound = !join && before !== '' && rounds.at(-1)?.at === before.length;
    let json = this.#expectJson(model.prepare(question).json);
    // The rest of a value is none by itself.
    const asked =
      json && join
        ? { ...question, parameters: { ...question.parameters, responseFormat: 'text' } }
        : question;
    const append = (text: string): void => {
      if (text === '') return;
      const { waiting: _over, ...turn } = this.#turn;
      const added = isAfterRound && turn.text === before ? afterRound + text : text;
      this.#turn = { ...turn, text: turn.text + added };
      this.#host.tell({ type: 'delta', id: this.#turn.id, text: added });
      // Not with what comes next: nothing may.
      this.#saving ??= setTimeout(() => {
        this.#saving = undefined;
        void this.#saveText();
      }, saveInterval);
    };
    for await (const event of model.ask(asked, this.#controller.signal)) {
      if (event.type === 'end') {
        append(join?.end() ?? '');
        const own = this.#turn.text.slice(before.length);
        const tokens = answerTokensOf({ text: before, tokens: known }, own, event.end.logprobs ?? []);
        for (const text of furtherAnswers.values()) append(nextAnswer + text);
        const citations = [...(this.#turn.citations ?? [])];
        addCitations(citations, event.end.citations?.map(({ url, title }) => ({ url, title })) ?? []);
        const problem = problemOf(event.end, endpoint);
        const { toolCalls: calls = [] } = event.end;
        const isWhole = event.end.state === 'complete' && calls.length === 0;
        const faults = json && isWhole && (await faultsIn(textAfterRounds(this.#turn.text, rounds), json));
        const receipt = addReceipts([paid, event.receipt].filter(receipt => receipt !== undefined));
        const turn: AssistantTurn = {
          ...this.#turn,
          // What was there before is no less there when nothing more came.
          state: event.end.state === 'error' && hasBegun ? 'interrupted' : event.end.state,
          ...(receipt ? { receipt } : {}),
          ...(tokens.length > 0 ? { tokens } : {}),
          ...(citations.length > 0 ? { citations } : {}),
          ...(faults ? { json: { faults } } : {}),
          ...(problem ? { problem } : {}),
        };
        return { turn, calls, receipt: event.receipt };
      }
      if (event.type === 'unseen') {
        this.#note(unseenSentence(event));
        continue;
      }
      if (event.type === 'adapted') {
        this.#note(adaptedSentence(event, endpoint.host));
        if (!join) json = this.#expectJson(model.prepare(question).json);
        continue;
      }
      if (event.type === 'waiting') {
        this.#wait(waitingOf(event.wait, endpoint.host));
        continue;
      }
      if (event.choice === 0) append(join ? join.next(event.text) : event.text);
      else furtherAnswers.set(event.choice, (furtherAnswers.get(event.choice) ?? '') + event.text);
    }
    throw new Error('An answer ended without saying how.');
  }

  /** Says in the turn whether it is to be JSON, which is shown as such from its first word on. */
  #expectJson(form: JsonForm | undefined): JsonForm | undefined {
    const { json: before, ...turn } = this.#turn;
    this.#turn = form ? { ...turn, json: {} } : turn;
    if ((before !== undefined) !== (form !== undefined)) this.#host.tell({ type: 'turn', turn: this.#turn });
    return form;
  }

  /** @param before what it takes the place of. */
  #note(note: string, before?: string): void {
    const notes = this.#turn.notes ?? [];
    // What is learned of a model is learned by several requests at once.
    if (notes.includes(note)) return;
    this.#turn = { ...this.#turn, notes: [...notes.filter(known => known !== before), note] };
    this.#host.tell({ type: 'turn', turn: this.#turn });
  }

  #wait(waiting: Waiting): void {
    this.#turn = { ...this.#turn, waiting };
    this.#host.tell({ type: 'turn', turn: this.#turn });
  }

  async #saveText(): Promise<void> {
    const { id, text } = this.#turn;
    const at = this.#saved;
    if (text.length === at) return;
    this.#saved = text.length;
    await this.#host.change({ type: 'text', id, at, text: text.slice(at) });
  }
}

async function faultsIn(text: string, { schema }: JsonForm): Promise<JsonFault[]> {
  const { checkJson } = await import('../../chat/checkJson.ts');
  return checkJson(jsonTexts(text), schema);
}

/** Of earlier questions: what the last one is about is refused instead. */
function unreadSentence(model: string, labels: readonly string[]): string {
  return vscode.l10n.t(
    '{0} cannot read what went along earlier in this chat, so it was not sent along: {1}.',
    model,
    labels.join(', '),
  );
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
