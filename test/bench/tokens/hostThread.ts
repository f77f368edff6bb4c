/** Says how many milliseconds the thread that has a text counted is busy with that, once the vocabulary is loaded. */
import * as z from 'zod/mini';
import { answerQuestions } from '../benchProcess.ts';
import { threadTime } from '../threadTime.ts';

const { countTokens } = await import('../../../src/models/tokens.ts');
await countTokens('');

answerQuestions(async question => {
  const text = z.string().parse(question);
  const time = threadTime();
  await countTokens(text);
  return time();
});
