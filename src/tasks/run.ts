import type { AnswerSchema } from '../models/buildRequest.ts';
import type { AnswerEnd, AnswerEvent } from '../openai/answer.ts';
import type { ChatMessage, Fields } from '../openai/request.ts';
import type { Prompt } from './task.ts';
import type { TypedAnswer } from './typedAnswer.ts';

/** What is put to a model for a typed answer. */
export interface TypedQuestion {
  messages: ChatMessage[];
  sampling: Fields;
  /** Missing when the answer is plain text. */
  answer?: AnswerSchema;
}

/** Puts a question to the chosen model. Never throws: the last event says how the answer ended. */
export type Ask = (question: TypedQuestion, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

export type TaskOutcome<Result> =
  | { ok: true; result: Result; text: string; end: AnswerEnd }
  /** `invalid`: a whole answer that is not in the form asked for. */
  | { ok: false; invalid: boolean; end: AnswerEnd };

/**
 * Runs a typed task once. Only a complete answer that is in the form asked for is a result; everything else says how the
 * answer ended and gives none of its text away.
 * @param id names the schema on the wire, as far as that takes it: letters, digits, `_` and `-`, at most 64.
 */
export async function runTask<Result>(
  id: string,
  prompt: Prompt,
  answer: TypedAnswer<Result>,
  sampling: Fields,
  ask: Ask,
  signal: AbortSignal,
): Promise<TaskOutcome<Result>> {
  const messages: ChatMessage[] = [
    { role: 'system', content: prompt.instructions },
    { role: 'user', content: prompt.content },
    ...followUpMessages(prompt),
  ];
  const { schema } = answer;
  const question = {
    messages,
    sampling,
    ...(schema ? { answer: { name: id.replace(/[^\w-]/g, '_').slice(0, 64), schema } } : {}),
  };
  let text = '';
  for await (const event of ask(question, signal)) {
    if (event.type === 'text' && event.choice === 0) text += event.text;
    if (event.type !== 'end') continue;
    if (event.end.state === 'complete') {
      const result = answer.read(text, event.end.logprobs ?? []);
      return result === undefined
        ? { ok: false, invalid: true, end: event.end }
        : { ok: true, result, text, end: event.end };
    }
    return { ok: false, invalid: false, end: event.end };
  }
  throw new Error('An answer ended without saying how.');
}

function followUpMessages({ followUp }: Prompt): ChatMessage[] {
  if (!followUp) return [];
  return [
    { role: 'assistant', content: followUp.answer },
    { role: 'user', content: followUp.content },
  ];
}
