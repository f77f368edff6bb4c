import { l10n } from 'vscode';
import type { Waiting } from '../../chat/turn.ts';
import type { AnswerEvent } from '../../openai/answer.ts';
import { pausedAnswers } from '../../usage/predictionWorth.ts';
import type { Receipt } from '../../usage/receipt.ts';
import type { Question, ReadyModel } from '../services/models.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import { unseenSentence } from '../services/unseenSentence.ts';
import { waitingOf } from '../services/waitingOf.ts';

/** Who is told of what stands beside an answer. */
export interface AnswerListener {
  /** Told of what happened on the way, in a sentence each. */
  note: (sentence: string) => void;
  /** Told of what is waited for; a batch waits with others and has no place for it. */
  wait?: (waiting: Waiting) => void;
  /** Told what was taken, of each attempt: when something was refused it is asked again. */
  receive: (receipt: Receipt) => void;
}

/** The answer to a question alone; what stands beside it goes to the listener. */
export async function* answerTo(
  { endpoint, ask }: ReadyModel,
  question: Question,
  signal: AbortSignal,
  { note, wait, receive }: AnswerListener,
): AsyncGenerator<AnswerEvent> {
  for await (const event of ask(question, signal)) {
    // Before the end is passed on: whoever asked leaves there, and nothing after it is run.
    if (event.type === 'end' && event.receipt) receive(event.receipt);
    if (event.type === 'end' && event.predictionsPaused) note(pausedSentence());
    if (event.type === 'waiting') wait?.(waitingOf(event.wait, endpoint.host));
    else if (event.type === 'unseen') note(unseenSentence(event, question.paced));
    else if (event.type === 'adapted') note(adaptedSentence(event, endpoint.host));
    else yield event;
  }
}

function pausedSentence(): string {
  return l10n.t(
    'More of the last predictions was rejected than accepted, and paid for. The next {0} rewrites go without, or those of a day.',
    pausedAnswers,
  );
}
