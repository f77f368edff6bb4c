import { after, afterEach, before } from 'node:test';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import type { GlossWindow } from './glossWindow.ts';
import { type LendOptions, lendGloss } from './lentWindow.ts';

/**
 * An endpoint of its own for the tests of the suite that calls this, and the window that test files lend each other, with it as
 * the provider; for files with the packaged Gloss in the usual editor. The suite leaves the window without dialogs, terminals and
 * unsaved text.
 * @param opened keeps both
 * @param options how the window differs from others, which may depend on the endpoint
 */
export function glossForAll(
  opened: (gloss: GlossWindow, endpoint: Endpoint) => Promise<void> | void,
  options: LendOptions | ((endpoint: Endpoint) => LendOptions) = {},
): void {
  let endpoint: Endpoint;
  let giveBack: ((isSound: boolean) => Promise<void>) | undefined;
  let window: GlossWindow | undefined;
  let isSound = true;
  before(async () => {
    endpoint = await startEndpoint();
    const lent = await lendGloss(endpoint, typeof options === 'function' ? options(endpoint) : options);
    giveBack = lent.giveBack;
    window = lent.gloss;
    await opened(lent.gloss, endpoint);
  });
  afterEach(async test => {
    if ('passed' in test && test.passed) return;
    // Nobody knows what a test that failed has left.
    isSound = false;
    const requests = endpoint.requests.slice(-3).map(({ text }) => text.slice(0, 2_000));
    test.diagnostic(['Seen last:', await window?.seen(), 'Asked last:', ...requests].join('\n'));
  });
  after(async () => {
    endpoint.release();
    try {
      await giveBack?.(isSound);
    } finally {
      await endpoint.close();
    }
  });
}
