/**
 * Has as many unseen texts counted as the first argument says, each of as many bytes as the second. Asked, it says how many
 * milliseconds the thread that had them counted was busy with each, once the vocabulary was loaded.
 */
import { answerQuestions } from '../benchProcess.ts';
import { threadTime } from '../threadTime.ts';
import { unseenTexts } from './unseenTexts.ts';

const { countTokens } = await import('../../../src/models/tokens.ts');
// Were they sent here, that would be work for the same thread, which is not over when they are there.
const texts = unseenTexts(Number(process.argv[2]), Number(process.argv[3]));
await countTokens('');

answerQuestions(async () => {
  const times: number[] = [];
  for (const text of texts) {
    const time = threadTime();
    await countTokens(text);
    times.push(time());
  }
  return times;
});
