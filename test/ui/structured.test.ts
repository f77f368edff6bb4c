import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { ScriptedToken } from '../endpoint/script.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { nextPost } from './harness/nextPost.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    panel = await gloss.openPanel();
  },
  { settings: { 'gloss.request.logprobs': 'on', 'gloss.request.topLogprobs': 2 } },
);
beforeEach(() => gloss.newChat());
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
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

describe('an answer in a form', () => {
  const bug = {
    type: 'object',
    properties: { title: { type: 'string' }, lines: { type: 'array', items: { type: 'integer' } } },
  };
  const structured = (answer: Locator) => answer.locator('[data-part="structured"]');
  const rows = (answer: Locator) => structured(answer).locator('.json-row:visible').allInnerTexts();
  const field = (key: string) => panel.locator(`[data-part="field"][data-key="${key}"]`);

  /** Sets the form of the answers of this chat, with a schema if it is of one. */
  async function setForm(form: string, schema?: object): Promise<void> {
    await panel.locator('[data-action="parameters"]').click();
    await field('responseFormat').locator('select').selectOption(form);
    if (schema) await enterSchema(JSON.stringify(schema));
    await panel.locator('[data-part="example"]', { hasText: form }).waitFor();
  }

  async function enterSchema(text: string): Promise<void> {
    await field('jsonSchema').locator('textarea').fill(text);
    await field('jsonSchema').locator('textarea').press('Tab');
  }

  it('of the user’s schema is asked for strictly, checked, and a tree to copy from', async () => {
    await setForm('json_schema', bug);
    endpoint.play({ json: { title: 'Off by one', lines: [3, 5] } });
    const request = nextPost(endpoint);
    await ask('What is wrong?');
    const { response_format: format } = JSON.parse((await request).text);
    assert.deepEqual(format, {
      type: 'json_schema',
      json_schema: {
        name: 'answer',
        strict: true,
        schema: { ...bug, required: ['title', 'lines'], additionalProperties: false },
      },
    });
    const answer = await gloss.answer('complete');
    await structured(answer).getByRole('tree').waitFor();
    assert.deepEqual(await rows(answer), ['{2}', 'title: "Off by one"', 'lines: [2]', '0: 3', '1: 5']);
    await structured(answer).getByRole('treeitem', { name: '1: 5', exact: true }).hover();
    await structured(answer).locator('[data-action="copy-path"]').click();
    await gloss.page.waitForFunction(async () => (await navigator.clipboard.readText()) === '$.lines[1]');
    await answer.locator('[data-action="show-json"]').click();
    assert.equal(
      await structured(answer).locator('code').textContent(),
      '{\n  "title": "Off by one",\n  "lines": [\n    3,\n    5\n  ]\n}',
    );
    // Both ways of looking at it are there.
    await answer.locator('[data-action="show-tokens"]').click();
    await answer.locator('[data-part="confidence"] .token').first().waitFor();
    assert.equal(await structured(answer).isVisible(), false);

    await gloss.reload();
    panel = await gloss.openPanel();
    const again = await gloss.answer('complete');
    await structured(again).getByRole('tree').waitFor();
    assert.deepEqual((await rows(again)).slice(0, 2), ['{2}', 'title: "Off by one"']);
  });

  it('that does not satisfy the schema says what is wrong, and is no result', async () => {
    await setForm('json_schema', bug);
    const text = '{"title": 7, "lines": [3]}';
    endpoint.play({ text });
    await ask('What is wrong?');
    const answer = await gloss.answer('complete');
    const problem = structured(answer).locator('[data-part="json-problem"]');
    await problem.waitFor();
    assert.equal(
      (await problem.innerText()).trim(),
      'This is not the JSON that was asked for.\n$.title: expected string, received number',
    );
    assert.equal(await structured(answer).locator('code').textContent(), text);
    assert.equal(await structured(answer).getByRole('tree').count(), 0);
  });

  it('that is cut is no result, and one once it has gone on', async () => {
    await setForm('json_object');
    endpoint.play({ text: '{"title": "Off by', finish: 'length' });
    const request = nextPost(endpoint);
    await ask('What is wrong?');
    assert.match(JSON.stringify(JSON.parse((await request).text).messages[0]), /JSON/);
    const cut = await gloss.answer('cut');
    await structured(cut).getByText('This did not come whole').waitFor();
    assert.equal(await structured(cut).locator('code').textContent(), '{"title": "Off by');
    endpoint.play({ text: '{"title": "Off by one"}' });
    const second = nextPost(endpoint);
    await cut.locator('[data-action="continue"]').click();
    // The rest of a value is no object.
    assert.deepEqual(JSON.parse((await second).text).response_format, { type: 'text' });
    const whole = await gloss.answer('complete');
    await structured(whole).getByRole('tree').waitFor();
    assert.deepEqual(await rows(whole), ['{1}', 'title: "Off by one"']);
  });

  it('without a schema is said to want one, and a loose one to be no promise', async () => {
    await panel.locator('[data-action="parameters"]').click();
    await enterSchema(JSON.stringify({ ...bug, not: {} }));
    await field('jsonSchema').getByText('only taken while Answer form is json_schema').waitFor();
    await field('responseFormat').locator('select').selectOption('json_schema');
    await field('jsonSchema').getByText('A model cannot be held to “not” in a schema.').waitFor();
    await enterSchema('{"type": ');
    await field('jsonSchema').locator('.mistake', { hasText: 'A JSON object' }).waitFor();

    await enterSchema('');
    await field('responseFormat').getByText('is json_schema, which needs a schema.').waitFor();
    await panel.locator('[data-action="close-parameters"]').click();
  });
});
