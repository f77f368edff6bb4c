import { describe, it } from 'node:test';
import { sleep } from '../../../src/openai/sleep.ts';

const long = 3_600_000;

describe('a sleep', () => {
  it('is over when its time is', async () => {
    await sleep(1, new AbortController().signal);
  });

  it('is over as soon as its signal aborts', async () => {
    const controller = new AbortController();
    const slept = sleep(long, controller.signal);
    controller.abort();
    await slept;
  });

  it('does not begin when that has aborted before', async () => {
    await sleep(long, AbortSignal.abort());
  });
});
