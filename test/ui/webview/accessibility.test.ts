import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { PanelView, TurnView } from '../../../src/chat/protocol.ts';
import { actions, cardViews } from './cardViews.ts';
import { serverForAll } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { fullView } from './parametersView.ts';
import { themeNames } from './themes.ts';

const markdown =
  '# Title\n\nWords with `code`, **weight** and a [link](https://example.com).\n\n```ts\nlet a = 1; // so\n```\n\n' +
  '| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] to do\n- [x] done\n  1. nested\n\n> quoted\n\n![a picture](https://example.com/x.png)';

const json = JSON.stringify({ a: 'x', b: [1, true, null], c: {}, d: Array(101).fill([0]) });

const states: Record<string, { turns: TurnView[]; more?: Partial<PanelView> }> = {
  'nothing said yet': {
    turns: [],
    more: {
      attached: [
        {
          id: '1',
          icon: 'file-code',
          label: 'a.ts',
          detail: '1–3',
          tokens: '12 tokens',
          title: 'src/a.ts:1–3',
        },
        { id: '2', icon: 'file', label: 'b', detail: '', tokens: '', title: 'b', problem: 'Too large.' },
      ],
      meter: { share: 0.5, tokens: '64K / 128K', price: '≈ $0.01', title: '64,000 tokens', over: true },
    },
  },
  'a conversation with versions': {
    turns: [
      { ...question('why?'), branch: { index: 0, count: 2 } },
      answer({
        text: markdown,
        summary: 'gpt-4o-mini · 3 tokens',
        branch: { index: 1, count: 3 },
        retryable: true,
      }),
      question('how sure are you?', 'u2'),
      answer({ id: 'a2', text: 'Quite.', hasTokens: true }),
      answer({
        id: 'a5',
        text: 'It is out.',
        citations: [
          { url: 'https://nodejs.org/en/blog', title: 'Node.js — Blog' },
          { url: 'https://example.com/', title: '' },
          { url: 'http://example.org/', title: 'Old' },
        ],
      }),
      answer({ id: 'a3', text: json, json: { texts: [json] } }),
      answer({ id: 'a4', text: json, json: { problem: { message: 'Not so.', faults: ['$.a: no'] } } }),
    ],
    more: { tokens: { a2: [0.99, 0.8, 0.6, 0.3, 0.1].map(share => [1, share, [['!', 0.01]]]) } },
  },
  'an answer on its way': {
    turns: [
      question('why?'),
      answer({ state: 'streaming', text: 'Bec', waiting: { for: 'server', sentence: 'Waiting for 3 s' } }),
    ],
  },
  'an answer that calls tools': {
    turns: [
      question('why?'),
      answer({
        state: 'streaming',
        text: 'Let me look.',
        rounds: [
          {
            at: 12,
            calls: [
              { name: 'read_file', arguments: '{"path":"a.ts"}', state: 'done', detail: '1 s', result: '1' },
              { name: 'run', arguments: '{}', state: 'asking', detail: '', ask: { seal: 's', always: true } },
              { name: 'run', arguments: '{}', state: 'failed', detail: '', result: 'No.' },
            ],
          },
        ],
      }),
    ],
    more: { tools: { label: '7', title: 'Choose tools: 7 are chosen' } },
  },
  'an answer that broke off': {
    turns: [
      question('why?'),
      answer({
        state: 'interrupted',
        text: 'Bec',
        notes: ['A note.'],
        continuable: true,
        problem: {
          message: 'The connection broke off.',
          detail: 'ECONNRESET',
          remedies: [{ action: 'retry', label: 'Try again' }],
        },
      }),
    ],
  },
  'results of tasks': {
    turns: [
      question('Generate Tags'),
      answer({ cards: Object.values(cardViews), actions: Object.values(actions).flat(), retryable: true }),
    ],
  },
  'the parameters, and a notice': {
    turns: [question('why?'), answer({ text: 'So.' })],
    more: { parameters: fullView, notice: { message: 'The model will be shut down.', accept: 'Switch' } },
  },
};

/** Opens what an answer shows only when it is asked to. */
async function openViews({ page }: PanelPage): Promise<void> {
  const button = page.locator('[data-action="show-tokens"]:visible');
  if ((await button.count()) === 0) return;
  await button.click();
  await page.locator('.tokens .token').first().focus();
  // So that its buttons and its last page are there, too.
  await page.getByRole('treeitem', { name: 'd: ' }).click();
}

describe('the panel has nothing that axe finds fault with', () => {
  const server = serverForAll();
  let axe: string;
  before(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  });

  /** What is wrong, each as its rule and where. */
  async function violations(panel: PanelPage): Promise<string[]> {
    await panel.page.evaluate(axe);
    const { violations } = await panel.page.evaluate(
      async (): Promise<AxeResults> => Reflect.get(window, 'axe').run(document),
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }

  for (const theme of themeNames) {
    for (const [name, { turns, more }] of Object.entries(states)) {
      test(`${name}, ${theme}`, async () => {
        const panel = await server().open({ theme });
        await panel.snapshot(turns, 'c1', more);
        await openViews(panel);
        assert.deepEqual(await violations(panel), []);
        await panel.close();
      });
    }
  }

  test('which would be found', async () => {
    const panel = await server().open();
    await panel.snapshot([question('why?')]);
    await panel.page.evaluate(() => {
      document.querySelector('[data-action="send"]')?.removeAttribute('aria-label');
      document.querySelector('[data-action="send"]')?.removeAttribute('title');
    });
    assert.match((await violations(panel)).join(), /button-name/);
    await panel.close();
  });
});
