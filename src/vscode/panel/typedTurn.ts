import type { AssistantTurn, UserTurn } from '../../chat/turn.ts';
import type { Card } from '../../tasks/card.ts';
import type { Task, TaskInput } from '../../tasks/task.ts';
import { addReceipts, type Receipt } from '../../usage/receipt.ts';
import type { Question, ReadyModel } from '../services/models.ts';
import { runTyped, typedProblem } from '../tasks/runTyped.ts';

/** How a typed task's turn ends: with all of its cards, or with none and the reason. */
export type TypedEnd = Pick<AssistantTurn, 'state' | 'text' | 'cards' | 'receipt' | 'problem'>;

/**
 * Runs a typed task on each of a question's attachments, or on the words that were typed, one after another.
 * @param note told of what happened on the way, in a sentence each.
 */
export async function typedTurn(
  task: Task,
  question: UserTurn,
  model: ReadyModel,
  parameters: Question['parameters'],
  signal: AbortSignal,
  note: (sentence: string) => void,
): Promise<TypedEnd> {
  const receipts: Receipt[] = [];
  const cards: Card[] = [];
  const texts: string[] = [];
  for (const input of inputsOf(question)) {
    const { outcome, receipts: taken } = await runTyped(task, input, model, { parameters, signal, note });
    receipts.push(...taken);
    if (!outcome.ok) {
      const problem = typedProblem(outcome, model.endpoint);
      return {
        // A whole answer in another form than the one asked for is none that can be used.
        state: outcome.invalid ? 'error' : outcome.end.state,
        text: '',
        ...receiptOf(receipts),
        ...(problem ? { problem } : {}),
      };
    }
    cards.push(outcome.result);
    texts.push(outcome.text);
  }
  return { state: 'complete', text: texts.join('\n'), cards, ...receiptOf(receipts) };
}

/** One for each cursor; what was typed alone, if nothing was selected. */
function inputsOf({ attachments, words = '', file }: UserTurn): TaskInput[] {
  if (attachments.length === 0) return [{ words }];
  return attachments.map(({ label, languageId, text, context }) => ({
    source: { fileName: label, languageId, text },
    words,
    ...(context ? { context: context.text } : {}),
    ...(file === undefined ? {} : { file }),
  }));
}

function receiptOf(receipts: Receipt[]): Pick<TypedEnd, 'receipt'> {
  const receipt = addReceipts(receipts);
  return receipt ? { receipt } : {};
}
