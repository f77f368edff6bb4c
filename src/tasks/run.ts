import * as z from 'zod/mini';
import type { AnswerSchema } from '../models/buildRequest.ts';
import type { AnswerEnd, AnswerEvent } from '../openai/answer.ts';
import { parseJson } from '../openai/parseJson.ts';
import type { ChatMessage, Fields } from '../openai/request.ts';
import type { TypedTask } from './task.ts';
import { unfence } from './unfence.ts';

/** Puts a question to the chosen model. Never throws: the last event says how the answer ended. */
export type Ask = (
  question: { messages: ChatMessage[]; sampling: Fields; answer?: AnswerSchema },
  signal: AbortSignal,
) => AsyncIterable<AnswerEvent>;

export type TaskOutcome<Result> =
  | { ok: true; result: Result; end: AnswerEnd }
  /** `invalid`: a whole answer that is not in the form asked for. */
  | { ok: false; invalid: boolean; end: AnswerEnd };

/**
 * Runs a typed task. Only a complete answer that satisfies the task's schema is a result; everything else says how the
 * answer ended and gives none of its text away.
 */
export async function runTask<Input, Result>(
  task: TypedTask<Input, Result>,
  input: Input,
  ask: Ask,
  signal: AbortSignal,
): Promise<TaskOutcome<Result>> {
  const { instructions, content } = task.prompt(input);
  const messages: ChatMessage[] = [
    { role: 'system', content: instructions },
    { role: 'user', content },
  ];
  let text = '';
  for await (const event of ask({ messages, sampling: task.sampling, answer: schemaOf(task) }, signal)) {
    if (event.type === 'text') {
      text += event.text;
    } else if (event.end.state === 'complete') {
      const parsed = task.result.safeParse(parseJson(unfence(text)));
      return parsed.success
        ? { ok: true, result: parsed.data, end: event.end }
        : { ok: false, invalid: true, end: event.end };
    } else {
      return { ok: false, invalid: false, end: event.end };
    }
  }
  throw new Error('An answer ended without saying how.');
}

/** The task's schema as the API takes it: strict mode wants every object closed, which zod's own output is. */
function schemaOf(task: TypedTask<never, unknown>): AnswerSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(task.result, { target: 'draft-7' });
  return { name: task.id, schema };
}
