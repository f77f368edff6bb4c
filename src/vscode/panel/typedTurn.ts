import { l10n } from 'vscode';
import type { AssistantTurn, Problem, UserTurn } from '../../chat/turn.ts';
import type { AnswerEnd, AnswerEvent } from '../../openai/answer.ts';
import type { Card } from '../../tasks/card.ts';
import { runTask, type TaskOutcome } from '../../tasks/run.ts';
import type { Task, TaskInput } from '../../tasks/task.ts';
import { pausedAnswers } from '../../usage/predictionWorth.ts';
import { addReceipts, type Receipt } from '../../usage/receipt.ts';
import type { Question, ReadyModel } from '../services/models.ts';
import { problemOf } from '../services/problems.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import { readTaskSettings } from '../tasks/taskSettings.ts';

/** How a typed task's turn ends: with all of its cards, or with none and the reason. */
export type TypedEnd = Pick<AssistantTurn, 'state' | 'text' | 'cards' | 'receipt' | 'problem'>;

/**
 * Runs a typed task on each of a question's attachments, or on the words that were typed, one after another.
 * @param note told of what happened on the way, in a sentence each.
 */
export async function typedTurn(
  task: Task,
  question: UserTurn,
  { endpoint, ask }: ReadyModel,
  parameters: Question['parameters'],
  signal: AbortSignal,
  note: (sentence: string) => void,
): Promise<TypedEnd> {
  const receipts: Receipt[] = [];
  async function* answered(asked: Question): AsyncGenerator<AnswerEvent> {
    for await (const event of ask(asked, signal)) {
      // Before it is handed on: nobody asks for more after the end.
      if (event.type === 'end' && event.receipt) receipts.push(event.receipt);
      if (event.type === 'end' && event.predictionsPaused) note(pausedSentence());
      if (event.type === 'adapted') note(adaptedSentence(event, endpoint.host));
      else yield event;
    }
  }
  const cards: Card[] = [];
  const texts: string[] = [];
  for (const input of inputsOf(question)) {
    const outcome = await runOne(task, input, signal, asked =>
      answered({
        ...asked,
        task: task.id,
        choice: task.choice,
        parameters,
        ...scopeOf(input),
        ...predictionOf(task, input),
      }),
    );
    if (!outcome.ok) {
      return { state: stateOf(outcome), text: '', ...receiptOf(receipts), ...problemIn(outcome, endpoint) };
    }
    cards.push(outcome.result);
    texts.push(outcome.text);
  }
  return { state: 'complete', text: texts.join('\n'), cards, ...receiptOf(receipts) };
}

function runOne(
  task: Task,
  input: TaskInput,
  signal: AbortSignal,
  ask: (question: Question) => AsyncIterable<AnswerEvent>,
): Promise<TaskOutcome<Card>> {
  const settings = readTaskSettings();
  const answer = task.answer?.(input, settings);
  if (!answer) throw new TypeError(`The task ${task.id} has no typed answer.`);
  return runTask(task.id, task.prompt(input, settings), answer, task.sampling, ask, signal);
}

/** One for each cursor; what was typed alone, if nothing was selected. */
function inputsOf({ attachments, words = '', file }: UserTurn): TaskInput[] {
  if (attachments.length === 0) return [{ words }];
  return attachments.map(({ label, languageId, text }) => ({
    source: { fileName: label, languageId, text },
    words,
    ...(file === undefined ? {} : { file }),
  }));
}

function scopeOf({ source }: TaskInput): Pick<Question, 'scope'> {
  return source ? { scope: { languageId: source.languageId } } : {};
}

function predictionOf({ predicts }: Task, { source }: TaskInput): Pick<Question, 'prediction'> {
  return predicts && source ? { prediction: source.text } : {};
}

function pausedSentence(): string {
  return l10n.t(
    'More of the last predictions was rejected than accepted, and paid for. The next {0} rewrites go without, or those of a day.',
    pausedAnswers,
  );
}

function receiptOf(receipts: Receipt[]): Pick<TypedEnd, 'receipt'> {
  const receipt = addReceipts(receipts);
  return receipt ? { receipt } : {};
}

type Failed = { invalid: boolean; end: AnswerEnd };

/** A whole answer in another form than the one asked for is none that can be used. */
function stateOf({ invalid, end }: Failed): AssistantTurn['state'] {
  return invalid ? 'error' : end.state;
}

function problemIn({ invalid, end }: Failed, endpoint: ReadyModel['endpoint']): Pick<TypedEnd, 'problem'> {
  const problem: Problem | undefined = invalid
    ? {
        message: l10n.t('The answer was not in the form asked for, so it is not used. Try again.'),
        remedies: ['retry'],
      }
    : problemOf(end, endpoint);
  return problem ? { problem } : {};
}
