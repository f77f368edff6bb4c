/** Says how often a vocabulary was loaded, by a thread that counts: for texts whose bytes fit, and then for one whose bytes do not. */
import { answerQuestions } from '../benchProcess.ts';

let loads = 0;
process.on('worker', () => {
  loads += 1;
});
const { fitsTokens, mostTokens } = await import('../../../src/models/tokens.ts');

answerQuestions(async () => {
  for (const text of ['', 'word '.repeat(20_000), '漢字'.repeat(10_000)]) {
    await fitsTokens(text, 100_000);
    await mostTokens(text, 100_000);
  }
  const fitting = loads;
  await fitsTokens('word '.repeat(20_001), 100_000);
  return { fitting, beyond: loads };
});
