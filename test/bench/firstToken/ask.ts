/**
 * One asker, named by the argument, in a process with connections of its own. Asked with a base URL, it says in how many
 * milliseconds the first word came.
 */
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import { reopenConnection } from '../../../src/openai/reopenConnection.ts';
import { answerQuestions } from '../benchProcess.ts';
import { askers } from './askers.ts';

const Question = z.object({ baseUrl: z.string(), isWritten: z.boolean() });
/** The last milliseconds of writing, which the panel's host hears of. */
const writing = 500;

const name = process.argv[2] ?? '';

answerQuestions(async question => {
  const { baseUrl, isWritten } = Question.parse(question);
  if (isWritten && name === 'Gloss') await Promise.all([reopenConnection(baseUrl), setTimeout(writing)]);
  const begun = performance.now();
  await askers[name]?.(baseUrl);
  return performance.now() - begun;
});
