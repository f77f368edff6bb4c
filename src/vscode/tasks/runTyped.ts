import { l10n } from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import type { AnswerEnd } from '../../openai/answer.ts';
import type { Card } from '../../tasks/card.ts';
import { runTask, type TaskOutcome } from '../../tasks/run.ts';
import type { Prompt, Task, TaskInput } from '../../tasks/task.ts';
import type { Receipt } from '../../usage/receipt.ts';
import type { Question, ReadyModel } from '../services/models.ts';
import { problemOf } from '../services/problems.ts';
import { type AnswerListener, answerTo } from './answerTo.ts';
import { readTaskSettings } from './taskSettings.ts';

/** Where a typed task stands in, and who listens. */
export interface TypedRun extends Omit<AnswerListener, 'receive'> {
  /** The conversation's own. */
  parameters: Question['parameters'];
  signal: AbortSignal;
  /** One of many, which wait for their turn. */
  paced?: boolean;
}

/**
 * Runs a typed task on one input, as the settings are at this moment.
 * @returns what came of it, and what it took: two receipts when something was refused and it was asked again.
 */
export async function runTyped(
  task: Task,
  input: TaskInput,
  model: ReadyModel,
  { parameters, signal, paced, ...listener }: TypedRun,
): Promise<{ outcome: TaskOutcome<Card>; receipts: Receipt[] }> {
  const settings = readTaskSettings();
  const answer = task.answer?.(input, settings);
  if (!answer) throw new TypeError(`The task ${task.id} has no typed answer.`);
  const receipts: Receipt[] = [];
  const outcome = await runTask(
    task.id,
    { ...task.prompt(input, settings), ...followUpOf(input) },
    answer,
    task.sampling,
    question =>
      answerTo(
        model,
        {
          ...question,
          task: task.id,
          choice: task.choice,
          parameters,
          paced,
          ...scopeOf(input),
          ...predictionOf(task, input),
        },
        signal,
        { ...listener, receive: receipt => receipts.push(receipt) },
      ),
    signal,
  );
  return { outcome, receipts };
}

function scopeOf({ source }: TaskInput): Pick<Question, 'scope' | 'files'> {
  if (!source) return {};
  return { scope: { languageId: source.languageId }, ...(source.uri ? { files: [source.uri] } : {}) };
}

function predictionOf({ predicts }: Task, { source, followUp }: TaskInput): Pick<Question, 'prediction'> {
  return predicts && source ? { prediction: followUp?.result ?? source.text } : {};
}

function followUpOf({ followUp }: TaskInput): Pick<Prompt, 'followUp'> {
  return followUp ? { followUp: { answer: followUp.result, content: followUp.words } } : {};
}

/** What to tell the user when a typed task gave no result; `undefined` when its state says it all. */
export function typedProblem(
  { invalid, end }: { invalid: boolean; end: AnswerEnd },
  endpoint: ReadyModel['endpoint'],
): Problem | undefined {
  if (!invalid) return problemOf(end, endpoint);
  return {
    message: l10n.t('The answer was not in the form asked for, so it is not used. Try again.'),
    remedies: ['retry'],
  };
}
