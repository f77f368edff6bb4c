import { l10n } from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import type { AnswerEnd, AnswerEvent } from '../../openai/answer.ts';
import type { Card } from '../../tasks/card.ts';
import { runTask, type TaskOutcome } from '../../tasks/run.ts';
import type { Task, TaskInput } from '../../tasks/task.ts';
import { pausedAnswers } from '../../usage/predictionWorth.ts';
import type { Receipt } from '../../usage/receipt.ts';
import type { Question, ReadyModel } from '../services/models.ts';
import { problemOf } from '../services/problems.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import { waitSentence } from '../services/waitSentence.ts';
import { readTaskSettings } from './taskSettings.ts';

/** Where a typed task stands in, and who listens. */
export interface TypedRun {
  /** The conversation's own. */
  parameters: Question['parameters'];
  signal: AbortSignal;
  /** Told of what happened on the way, in a sentence each. */
  note: (sentence: string) => void;
  /** Told of what is waited for, in a sentence each; a batch waits with others and has no place for it. */
  wait?: (sentence: string) => void;
}

/**
 * Runs a typed task on one input, as the settings are at this moment.
 * @returns what came of it, and what it took: two receipts when something was refused and it was asked again.
 */
export async function runTyped(
  task: Task,
  input: TaskInput,
  { endpoint, ask }: ReadyModel,
  { parameters, signal, note, wait }: TypedRun,
): Promise<{ outcome: TaskOutcome<Card>; receipts: Receipt[] }> {
  const settings = readTaskSettings();
  const answer = task.answer?.(input, settings);
  if (!answer) throw new TypeError(`The task ${task.id} has no typed answer.`);
  const receipts: Receipt[] = [];
  async function* answered(asked: Question): AsyncGenerator<AnswerEvent> {
    for await (const event of ask(asked, signal)) {
      // Before the end is passed on: whoever asked leaves there, and nothing after it is run.
      if (event.type === 'end' && event.receipt) receipts.push(event.receipt);
      if (event.type === 'end' && event.predictionsPaused) note(pausedSentence());
      if (event.type === 'waiting') wait?.(waitSentence(event.wait, endpoint.host));
      else if (event.type === 'adapted') note(adaptedSentence(event, endpoint.host));
      else yield event;
    }
  }
  const outcome = await runTask(
    task.id,
    task.prompt(input, settings),
    answer,
    task.sampling,
    question =>
      answered({
        ...question,
        task: task.id,
        choice: task.choice,
        parameters,
        ...scopeOf(input),
        ...predictionOf(task, input),
      }),
    signal,
  );
  return { outcome, receipts };
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
