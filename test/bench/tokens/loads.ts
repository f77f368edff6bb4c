/** Says how often the vocabulary was loaded: for texts whose bytes fit, and then for one whose bytes do not. */
import { registerHooks } from 'node:module';
import { answerQuestions } from '../benchProcess.ts';

let loads = 0;
registerHooks({
  load: (url, context, next) => {
    if (url.includes('/bpeRanks/')) loads += 1;
    return next(url, context);
  },
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
