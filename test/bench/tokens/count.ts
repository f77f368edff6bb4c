/**
 * One tokenizer, named by the argument, in a process of its own. Asked with a text, it says how many tokens that has, and how
 * many milliseconds counting took, and before that loading.
 */
import * as z from 'zod/mini';
import { answerQuestions } from '../benchProcess.ts';
import { threadTime } from '../threadTime.ts';
import { counters } from './counters.ts';

const first = threadTime();
const count = await counters[process.argv[2] ?? '']?.();
// Some make their tables with the first word.
count?.('word');
const loading = first();

answerQuestions(question => {
  const text = z.string().parse(question);
  const time = threadTime();
  const tokens = count?.(text);
  return { tokens, time: time(), loading };
});
