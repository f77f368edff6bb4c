import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { urlCitation } from '../endpoint/script.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { nextPost } from './harness/nextPost.ts';
import { userSettings } from './harness/openGloss.ts';

const search = { low: 0.025, medium: 0.0275, high: 0.03 };
const price = { input: 0.15, cachedInput: 0.075, output: 0.6, search };

/** A server whose model searches the web, asked to do so from a place. */
const settings = ({ baseUrl }: Endpoint) => ({
  'gloss.customEndpoints': [{ id: 'local', name: 'Local stand-in', baseUrl, key: 'none', price }],
  'gloss.model': 'search-mini',
  'gloss.request.webSearch': 'low',
  'gloss.request.webSearchLocation': { country: 'AT', timezone: 'Europe/Vienna' },
});

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    panel = await gloss.openPanel();
  },
  started => ({ settings: settings(started) }),
);
beforeEach(() => gloss.newChat());
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
});

const blog = urlCitation('https://nodejs.org/en/blog', 'Node.js — Blog');
const docs = urlCitation('https://docs.example.com/a', '');

async function ask(question: string): Promise<void> {
  await panel.locator('[data-part="composer"]').fill(question);
  await panel.locator('[data-action="send"]').click();
}

const sources = (answer: Locator) => answer.getByRole('list', { name: 'Sources' }).getByRole('listitem');

describe('an answer with what was found on the web', () => {
  it('is asked for by choice, and shows its sources, which open through the editor’s own question', async () => {
    await panel.locator('[data-part="composer"]').fill('Is it out?');
    await panel.locator('[data-part="meter"]', { hasText: '≈ $0.026' }).waitFor();

    endpoint.play({
      text: 'It [is](https://nodejs.org/en/blog).',
      annotations: [
        blog,
        blog,
        docs,
        urlCitation('command:workbench.action.quit', 'Quit'),
        { type: 'other' },
      ],
    });
    const request = nextPost(endpoint);
    await panel.locator('[data-action="send"]').click();
    const { messages, ...body } = JSON.parse((await request).text);
    assert.equal(messages.at(-1).content, 'Is it out?');
    assert.deepEqual(body, {
      model: 'search-mini',
      web_search_options: {
        search_context_size: 'low',
        user_location: { type: 'approximate', approximate: { country: 'AT', timezone: 'Europe/Vienna' } },
      },
      stream: true,
      stream_options: { include_usage: true },
    });

    const answer = await gloss.answer('complete', 'It is.');
    await sources(answer).first().waitFor();
    assert.deepEqual(await sources(answer).allInnerTexts(), [
      'Node.js — Blog — nodejs.org',
      'docs.example.com',
    ]);

    await sources(answer).getByRole('link').last().click();
    const question = gloss.page.locator('.monaco-dialog-box');
    await question.getByText('docs.example.com').first().waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });

    await answer.locator('[data-action="details"]').click();
    const details = await answer.locator('.details').innerText();
    assert.match(details, /^Cost: \$0\.0251?\nof which web search: \$0\.025$/m);
    assert.match(await answer.locator('.summary').innerText(), /search-mini · \d+ tokens · \$0\.025 · /);

    await gloss.reload();
    panel = await gloss.openPanel();
    assert.equal(await sources(await gloss.answer('complete', 'It is.')).count(), 2);
    await gloss.runCommand('Gloss: Export Chat');
    await gloss.quickPick('Markdown');
    await gloss.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    assert.match(
      await gloss.editorText(),
      /\n\nSources\n\n1\. \[Node\\\.js — Blog\]\(<https:\/\/nodejs\.org\/en\/blog>\) — nodejs\\\.org\n2\. /,
    );
    await gloss.page.keyboard.press('Delete');
    await gloss.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await gloss.closeEditors();
  });

  it('that goes on has the sources of both parts, each once', async () => {
    endpoint.play({ text: 'One two', annotations: [blog], finish: 'length' });
    await ask('What is new?');
    const cut = await gloss.answer('cut');
    assert.deepEqual(await sources(cut).allInnerTexts(), ['Node.js — Blog — nodejs.org']);
    endpoint.play({ text: ' three.', annotations: [blog, docs] });
    await cut.locator('[data-action="continue"]').click();
    const whole = await gloss.answer('complete', 'three.');
    assert.deepEqual(await sources(whole).allInnerTexts(), [
      'Node.js — Blog — nodejs.org',
      'docs.example.com',
    ]);
    await whole.locator('[data-action="details"]').click();
    assert.match(
      await whole.locator('.details').innerText(),
      /^of which web search: \$0\.05$/m,
      'two requests',
    );
  });

  it('may come in one piece', async () => {
    await gloss.changeSettings(
      userSettings({ endpoint, settings: { ...settings(endpoint), 'gloss.request.stream': 'off' } }),
    );
    try {
      endpoint.play({ text: 'It is.', annotations: [docs] });
      await ask('Is it out?');
      assert.deepEqual(await sources(await gloss.answer('complete', 'It is.')).allInnerTexts(), [
        'docs.example.com',
      ]);
    } finally {
      await gloss.changeSettings(userSettings({ endpoint, settings: settings(endpoint) }));
    }
  });
});

describe('the parameters of a web search', () => {
  const field = (key: string) => panel.locator(`[data-part="field"][data-key="${key}"]`);

  it('are in the form: a place goes out beside a search alone, and its price is said before', async () => {
    await panel.locator('[data-action="parameters"]').click();
    const example = panel.locator('[data-part="example"]');
    await example.getByText('"timezone": "Europe/Vienna"').waitFor();
    await panel.getByText('of which web search: $0.025').waitFor();
    await field('webSearchLocation').locator('textarea').fill('country: Austria');
    await field('webSearchLocation').locator('textarea').press('Tab');
    await field('webSearchLocation').getByText('does not take the entry “country”').waitFor();
    await field('webSearchLocation').locator('textarea').fill('city: Graz\ncountry: AT');
    await field('webSearchLocation').locator('textarea').press('Tab');
    await example.getByText('"city": "Graz"').waitFor();
    await field('webSearch').locator('select').selectOption('high');
    await panel.getByText('of which web search: $0.03').waitFor();
    await gloss.changeSettings(
      userSettings({ endpoint, settings: { ...settings(endpoint), 'gloss.request.webSearch': 'default' } }),
    );
    await field('webSearch').locator('[data-action="unset"]').click();
    await field('webSearchLocation').getByText('only taken while Web search is on').waitFor();
    await gloss.changeSettings(userSettings({ endpoint, settings: settings(endpoint) }));
    await panel.locator('[data-action="parameters"]').click();
  });

  it('are left out of typed tasks', async () => {
    await gloss.openFile('queue.ts');
    await gloss.select(1, 5);
    const request = nextPost(endpoint);
    await gloss.runCommand('Gloss: Generate Tags');
    assert.equal('web_search_options' in JSON.parse((await request).text), false);
    await gloss.answer('complete');
  });
});
