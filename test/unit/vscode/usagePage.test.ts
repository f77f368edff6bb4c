import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type UsageView, usagePage } from '../../../src/vscode/usage/usagePage.ts';

const hostile = '"><script>alert(1)</script>&\'';

const view: UsageView = {
  language: 'en',
  title: 'Usage',
  actions: [{ label: 'Export', href: 'command:gloss.exportUsage' }],
  ranges: [
    { label: '7 days', href: 'command:gloss.showUsage?%5B%5D', chosen: false },
    { label: '30 days', href: '', chosen: true },
  ],
  totals: [{ label: 'Today', value: '$1.00', budget: { share: 1.7, words: '170 % of the budget' } }],
  chart: {
    title: 'Cost by day',
    highest: '$2.00',
    legend: [{ label: 'Tags', colour: 0 }],
    days: [
      { label: 'Nov 20', description: 'Nov 20: $0.00', parts: [] },
      {
        label: '',
        description: 'Nov 21: $2.00',
        parts: [
          { height: 0.25, colour: 0 },
          { height: 0.75, colour: 1 },
        ],
      },
    ],
  },
  tasks: { title: 'Tasks', empty: 'Nothing', head: [{ text: 'Task' }], rows: [[{ text: 'Tags' }]] },
  limits: { title: 'Limits', empty: 'Nothing yet', head: [{ text: 'Model' }], rows: [] },
  notes: ['Counted here.'],
};
const place = { styles: 'https://styles/usage.css', cspSource: 'https://styles' };

describe('the page of usage', () => {
  it('runs nothing and loads nothing but its styles', () => {
    const page = usagePage(view, place);
    assert.match(page, /content="default-src &#39;none&#39;; style-src https:\/\/styles"/);
    assert.doesNotMatch(page, /<script|style=|\son\w+=|<img/);
  });

  it('stacks the parts of a day from the bottom up', () => {
    const bars = [
      ...usagePage(view, place).matchAll(
        /class="colour-(\d)" x="([\d.]+)%" y="([\d.]+)" .*?height="([\d.]+)"/g,
      ),
    ];
    assert.deepEqual(
      bars.map(([, ...figures]) => figures.map(Number)),
      [
        [0, 72, 105, 35],
        [1, 72, 0, 105],
      ],
    );
  });

  it('says in place of an empty table why it is empty', () => {
    assert.match(usagePage(view, place), /data-part="limits"><h2>Limits<\/h2><p class="empty">Nothing yet</);
  });

  it('shows a budget that is overspent as spent', () => {
    assert.match(usagePage(view, place), /<meter [^>]*value="1.000">170 % of the budget</);
  });

  it('takes every word as text, wherever it is from', () => {
    const everywhere: UsageView = {
      ...view,
      language: hostile,
      title: hostile,
      actions: [{ label: hostile, href: hostile }],
      ranges: [{ label: hostile, href: hostile, chosen: true }],
      totals: [{ label: hostile, value: hostile, budget: { share: 0, words: hostile } }],
      chart: {
        title: hostile,
        highest: hostile,
        legend: [{ label: hostile, colour: 0 }],
        days: [{ label: hostile, description: hostile, parts: [] }],
      },
      tasks: {
        title: hostile,
        empty: '',
        head: [{ text: hostile }],
        rows: [[{ text: hostile }]],
        foot: [{ text: hostile }],
      },
      limits: { title: hostile, empty: hostile, head: [], rows: [] },
      notes: [hostile],
    };
    const page = usagePage(everywhere, { styles: hostile, cspSource: hostile });
    assert.doesNotMatch(page, /<script/);
    const tags = page.match(/<[a-z][^<>]*>/g) ?? [];
    assert.deepEqual(
      tags.filter(tag => !/^<[a-z0-9]+( [\w-]+(="[^"<>]*")?)*\/?>$/.test(tag)),
      [],
    );
  });
});
