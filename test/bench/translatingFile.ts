import { localEndpoint } from '../../scripts/editor/localEndpoint.ts';
import { quietWindow } from '../../scripts/editor/quietWindow.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { Benchmark } from './benchmark.ts';

const commentCount = 500;
/** Of one answer, as a small model writes them. */
const tokensPerSecond = 200;
/** Of the time that the endpoint takes. */
const goal = 1.1;

const text = Array.from(
  { length: commentCount },
  (_, index) => `// Der ${index}. Kommentar sagt, was die nächste Zeile tut.\nlet a${index} = ${index};\n`,
).join('');

export const translatingFile: Benchmark = {
  title: 'Translating all comments of a file',
  async measure(gloss) {
    const endpoint = await startEndpoint({ tokensPerSecond });
    try {
      const settings = { 'gloss.translate.preview': 'never' };
      await using window = await gloss.open({
        ...quietWindow,
        ...localEndpoint(endpoint.baseUrl),
        ...settings,
      });
      await window.writeFile('many.ts', text);
      await window.openFile('many.ts');

      const exchanges = followExchanges(endpoint);
      const start = performance.now();
      await window.contextMenu('Gloss', 'Translate All Comments in File');
      await window.lineWith('// [en] Der 0. Kommentar').waitFor({ timeout: 300_000 });
      const whole = performance.now() - start;
      const { first, last } = await exchanges;
      const ratio = whole / (last - first);
      const requests = endpoint.requests.length;
      return {
        figures: [
          {
            what: `Translating ${commentCount} comments, to the time that the endpoint takes for it`,
            measured: `${ratio.toFixed(2)} times`,
            goal: `≤ ${goal} times`,
            met: ratio <= goal,
          },
        ],
        notes: [
          `A file with ${commentCount} comments, in ${requests} requests at once to the local endpoint, which answers each ` +
            `with ${tokensPerSecond} tokens a second. Its time is that from the first request to the end of the last ` +
            'answer; ours is that from opening the menu to the translations in the editor.',
          `Ours: ${seconds(whole)}, the endpoint’s: ${seconds(last - first)}.`,
        ],
      };
    } finally {
      await endpoint.close();
    }
  },
};

/** When the first request came, and the last answer had ended. */
async function followExchanges(endpoint: Endpoint): Promise<{ first: number; last: number }> {
  await endpoint.nextRequest();
  const first = performance.now();
  let ended = 0;
  // Requests come while the first are answered.
  while (ended < endpoint.requests.length) {
    ended = endpoint.requests.length;
    await Promise.all(endpoint.requests.map(({ aborted }) => aborted));
  }
  return { first, last: performance.now() };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
