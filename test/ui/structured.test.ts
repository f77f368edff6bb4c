import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { ScriptedToken } from '../endpoint/script.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { nextPost } from './harness/nextPost.ts';
import { openGloss } from './harness/openGloss.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
before(async () => {
  endpoint = await startEndpoint();
  gloss = await openGloss({
    endpoint,
    settings: { 'gloss.request.logprobs': 'on', 'gloss.request.topLogprobs': 2 },
  });
  panel = await gloss.openPanel();
});
beforeEach(() => gloss.newChat());
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
});
after(async () => {
  await gloss.close();
  await endpoint.close();
});

async function ask(question: string): Promise<void> {
  await panel.locator('[data-part="composer"]').fill(question);
  await panel.locator('[data-action="send"]').click();
}

function token(text: string, share: number, others: Record<string, number> = {}): ScriptedToken {
  const entry = (token: string, share: number) => ({
    token,
    logprob: Math.log(share),
    bytes: [...new TextEncoder().encode(token)],
  });
  const top_logprobs = Object.entries({ [text]: share, ...others }).map(([other, p]) => entry(other, p));
  return { ...entry(text, share), top_logprobs };
}

describe('how probable the tokens of an answer were', () => {
  const tokens = [
    token('Use', 0.9, { Try: 0.08 }),
    token(' a', 0.55, { ' the': 0.4 }),
    token(' **queue**', 0.2, { ' lock': 0.7 }),
    token('.', 1),
  ];
  const text = 'Use a **queue**.';
  const toggle = (answer: Locator) => answer.locator('[data-action="show-tokens"]');
  const shown = (answer: Locator) => answer.locator('[data-part="confidence"] .tokens');

  it('is shown in place of the answer, by mouse and by keyboard, and after a reload', async () => {
    endpoint.play({ tokens });
    const request = nextPost(endpoint);
    await ask('How?');
    const { logprobs, top_logprobs } = JSON.parse((await request).text);
    assert.deepEqual([logprobs, top_logprobs], [true, 2]);
    const answer = await gloss.answer('complete');
    await toggle(answer).click();
    await shown(answer).waitFor();
    assert.equal(await shown(answer).textContent(), text);
    assert.equal(await answer.locator('.answer').isVisible(), false);

    const details = answer.locator('[data-part="token-details"]');
    await shown(answer).locator('.token', { hasText: 'queue' }).hover();
    assert.equal(await details.innerText(), '·**queue**\n20%\n·lock\n70%');
    await shown(answer).locator('.token').first().focus();
    await panel.page().keyboard.press('ArrowRight');
    assert.equal(
      await answer.locator('[data-part="token-spoken"]').textContent(),
      '·a 55%. In its place: ·the 40%.',
    );
    await panel.page().keyboard.press('Escape');
    await answer.locator('.answer strong', { hasText: 'queue' }).waitFor();

    await gloss.reload();
    panel = await gloss.openPanel();
    const again = await gloss.answer('complete', 'Use a');
    await toggle(again).click();
    await shown(again).locator('.token', { hasText: 'queue' }).hover();
    assert.equal(
      await again.locator('[data-part="token-details"]').innerText(),
      '·**queue**\n20%\n·lock\n70%',
    );
  });

  it('is there of what has come of an answer that was stopped, and of all of it once it goes on', async () => {
    endpoint.hold(2);
    endpoint.play({ tokens });
    await ask('How?');
    await (await gloss.answer('streaming', 'Use a')).waitFor();
    await panel.locator('[data-action="stop"]').click();
    const stopped = await gloss.answer('stopped', 'Use a');
    endpoint.release();
    await toggle(stopped).click();
    await shown(stopped).waitFor();
    assert.deepEqual(await shown(stopped).locator('.token').allTextContents(), ['Use', ' a']);

    endpoint.play({ tokens: [token('Use', 1), token(' a', 1), token(' lock', 0.7), token('.', 1)] });
    await stopped.locator('[data-action="continue"]').click();
    const whole = await gloss.answer('complete', 'Use a lock.');
    await toggle(whole).click();
    await shown(whole).waitFor();
    assert.deepEqual(await shown(whole).locator('.token').allTextContents(), ['Use', ' a', ' lock', '.']);
  });

  it('is not offered where the provider does not say', async () => {
    endpoint.play({ tokens: [{ ...token('Use it.', 1), logprob: 'high' }] });
    await ask('How?');
    const answer = await gloss.answer('complete', 'Use it.');
    await answer.locator('[data-action="show-request"]').waitFor();
    assert.equal(await toggle(answer).isVisible(), false);
  });
});
