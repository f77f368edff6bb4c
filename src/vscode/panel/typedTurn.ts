import { l10n } from 'vscode';
import type { AssistantTurn, Kept, UserTurn } from '../../chat/turn.ts';
import { afterFailure } from '../../tasks/afterFailure.ts';
import type { TaskOutcome } from '../../tasks/run.ts';
import { runPool } from '../../tasks/runPool.ts';
import type { Task, TaskInput } from '../../tasks/task.ts';
import { addReceipts, type Receipt } from '../../usage/receipt.ts';
import type { ReadyModel } from '../services/models.ts';
import { readConcurrency } from '../services/settings.ts';
import { sourceOf } from '../services/sourceOf.ts';
import { runTyped, type TypedRun, typedProblem } from '../tasks/runTyped.ts';

/** How a typed task's turn ends: with all of its cards, or with none, the reason, and what to keep for the next attempt. */
export type TypedEnd = Pick<AssistantTurn, 'state' | 'text' | 'cards' | 'kept' | 'receipt' | 'problem'>;

/** What a turn is part of. */
export interface TurnRun extends TypedRun {
  /** What an earlier attempt has left. */
  kept: Kept | undefined;
  /** Told of what there is by now, so that nothing that was paid for is lost. */
  keep(kept: Kept): void;
}

type Failed = Extract<TaskOutcome<unknown>, { ok: false }>;

/**
 * Runs a typed task on each of a question's attachments, or on the words that were typed, a few at once. What fails at one
 * keeps nothing from the others, unless it would befall them, too.
 */
export async function typedTurn(
  task: Task,
  question: UserTurn,
  model: ReadyModel,
  { kept, keep, ...run }: TurnRun,
): Promise<TypedEnd> {
  const inputs = inputsOf(question);
  const results: Kept['results'] = inputs.map((_input, index) => kept?.results[index] ?? null);
  const missing = inputs.flatMap((input, index) => (results[index] ? [] : [{ input, index }]));
  const receipts: Receipt[] = kept?.receipt ? [kept.receipt] : [];
  const began = performance.now() - (kept?.receipt?.elapsed ?? 0);
  const paid = () => receiptOf(receipts, performance.now() - began);
  let failed: Failed | undefined;
  await runPool(missing, { concurrency: readConcurrency(), signal: run.signal }, async ({ input, index }) => {
    const { outcome, receipts: taken } = await runTyped(task, input, model, run);
    receipts.push(...taken);
    if (outcome.ok) {
      results[index] = { card: outcome.result, text: outcome.text };
      keep({ results: [...results], ...paid() });
      return 'settled';
    }
    failed ??= outcome;
    const { failure } = outcome.end;
    // Whoever is told to wait decides for themselves when to ask again.
    return failure && afterFailure(failure) !== 'settled' ? 'stop' : 'settled';
  });
  const whole = results.filter(result => result !== null);
  if (whole.length === inputs.length) {
    const text = whole.map(result => result.text).join('\n');
    return { state: 'complete', text, cards: whole.map(({ card }) => card), ...paid() };
  }
  if (whole.length > 0) run.note(keptSentence(whole.length, inputs.length));
  const problem = failed && typedProblem(failed, model.endpoint);
  return {
    // A whole answer in another form than the one asked for is none that can be used.
    state: failed?.invalid ? 'error' : (failed?.end.state ?? 'stopped'),
    text: '',
    ...(whole.length > 0 ? { kept: { results, ...paid() } } : {}),
    ...paid(),
    ...(problem ? { problem } : {}),
  };
}

function keptSentence(count: number, all: number): string {
  return l10n.t(
    '{0} of {1} results are there and are kept: the next attempt asks for the others alone.',
    count,
    all,
  );
}

/** One for each cursor; what was typed alone, if nothing was selected. */
function inputsOf({ attachments, words = '', file, followUp }: UserTurn): TaskInput[] {
  if (attachments.length === 0) return [{ words }];
  return attachments.map((attachment, index) => {
    const result = followUp?.results[index];
    const { label, languageId, text, context } = attachment;
    return {
      source: { fileName: label, languageId, text, uri: sourceOf(attachment) },
      words: followUp?.asked ?? words,
      ...(result === undefined ? {} : { followUp: { result, words } }),
      ...(context ? { context: context.text } : {}),
      ...(file === undefined ? {} : { file }),
    };
  });
}

/** @param elapsed milliseconds: what several requests took at the same time is not the sum of it. */
function receiptOf(receipts: Receipt[], elapsed: number): Pick<TypedEnd, 'receipt'> {
  const receipt = addReceipts(receipts);
  if (!receipt) return {};
  return { receipt: receipts.length > 1 ? { ...receipt, elapsed } : receipt };
}
