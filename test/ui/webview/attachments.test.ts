import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AttachedView } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';

let panel: PanelPage;
panelForEach(async opened => {
  panel = opened;
  await panel.snapshot([question('one')]);
});

const input = () => panel.page.locator('textarea[data-part="composer"]');
const press = (key: string) => panel.page.keyboard.press(key);
const type = (text: string) => panel.page.keyboard.type(text);
const options = () => panel.page.getByRole('option');
const chips = () => panel.page.locator('.attached .chip');

/** Answers what the panel has asked about last. */
async function suggest(...labels: string[]): Promise<void> {
  const asked = (await panel.posts()).findLast(post => post.type === 'suggest');
  assert(asked?.type === 'suggest');
  const items = labels.map((label, index) => ({
    id: String(index),
    icon: 'file',
    label,
    detail: 'src',
    ...(label.startsWith('/') ? { text: `${label} ` } : {}),
  }));
  await panel.post({ type: 'suggestions', request: asked.request, items });
}

const attached = (id: string, label: string): AttachedView => ({
  ...{ id, icon: 'file', label, detail: '', tokens: '12 tokens' },
  title: `src/${label}`,
});

describe('the menu', () => {
  test('of what can go along is opened by an @, gone through by arrows, and taken from by Enter', async () => {
    await input().focus();
    await type('see @a');
    await suggest('a.ts', 'ab.ts', 'abc.ts');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowUp');
    assert.equal(
      await options().and(panel.page.locator('[aria-selected="true"]')).innerText(),
      'abc.ts\nsrc',
    );
    const active = await input().getAttribute('aria-activedescendant');
    assert.equal(await panel.page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
    await press('Enter');
    assert.equal(await input().inputValue(), 'see ');
    assert.equal(await options().count(), 0);
    assert.deepEqual((await panel.posts()).at(-1), { type: 'attach', id: '2' });
    assert.equal(
      (await panel.posts()).some(({ type }) => type === 'send'),
      false,
    );
  });

  test('of tasks is opened by a slash, and writes the name of one', async () => {
    await input().focus();
    await type('/ex');
    await suggest('/explain');
    await press('Tab');
    assert.equal(await input().inputValue(), '/explain ');
    await type('briefly');
    await press('Enter');
    assert.deepEqual((await panel.posts()).at(-1), { type: 'send', text: '/explain briefly' });
  });

  test('is taken from by a click, which leaves the focus where it is', async () => {
    await input().focus();
    await type('@');
    await suggest('a.ts');
    await options().click();
    assert.deepEqual((await panel.posts()).at(-1), { type: 'attach', id: '0' });
    assert.equal(await input().evaluate(element => element === document.activeElement), true);
  });

  test('is closed by Escape for as long as one goes on with that word, and stops no answer by it', async () => {
    await input().focus();
    await type('@a');
    await suggest('a.ts');
    await press('Escape');
    assert.equal(await options().count(), 0);
    const asked = (await panel.posts()).length;
    await type('bc');
    assert.equal((await panel.posts()).length, asked);
    await type(' @d');
    await suggest('d.ts');
    assert.equal(await options().count(), 1);
    assert.equal(
      (await panel.posts()).some(({ type }) => type === 'stop'),
      false,
    );
  });

  test('shows nothing that comes too late', async () => {
    await input().focus();
    await type('@a');
    const asked = (await panel.posts()).findLast(post => post.type === 'suggest');
    assert(asked?.type === 'suggest');
    await type('b');
    const items = [{ id: '0', icon: 'file', label: 'a.ts', detail: '' }];
    await panel.post({ type: 'suggestions', request: asked.request, items });
    assert.equal(await options().count(), 0);
    await suggest('ab.ts');
    await input().fill('no more');
    assert.equal(await options().count(), 0);
  });

  test('is opened by a button', async () => {
    await input().fill('what about');
    await panel.page.locator('[data-action="attach"]').click();
    assert.equal(await input().inputValue(), 'what about @');
    await suggest('a.ts');
    await press('Enter');
    assert.deepEqual((await panel.posts()).at(-1), { type: 'attach', id: '0' });
  });
});

describe('what goes along', () => {
  test('is shown with its tokens, and taken away by its button, from which the focus goes on to the next', async () => {
    await panel.post({ type: 'attached', attached: [attached('1', 'a.ts'), attached('2', 'b.ts')] });
    assert.deepEqual(await chips().allInnerTexts(), ['a.ts\n12 tokens', 'b.ts\n12 tokens']);
    assert.equal(await chips().first().getAttribute('title'), 'src/a.ts');
    await panel.page.getByRole('button', { name: 'Leave out a.ts' }).focus();
    await press('Enter');
    assert.deepEqual((await panel.posts()).at(-1), { type: 'detach', id: '1' });
    await panel.post({ type: 'attached', attached: [attached('2', 'b.ts')] });
    const focused = () => panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(await focused(), 'Leave out b.ts');
    await panel.post({ type: 'attached', attached: [] });
    assert.equal(await chips().count(), 0);
    assert.equal(await input().evaluate(element => element === document.activeElement), true);
  });

  test('says why it cannot', async () => {
    await panel.post({ type: 'attached', attached: [{ ...attached('1', 'a.ts'), problem: 'Too large.' }] });
    assert.equal(await chips().getAttribute('title'), 'Too large.');
    await chips().getByText('Too large.').waitFor({ state: 'attached' });
  });
});

test('the price is there before a message is sent', async () => {
  const meter = panel.page.locator('[data-part="meter"]');
  assert.equal(await meter.isVisible(), false);
  const view = { share: 0.5, tokens: '64K / 128K', price: '≈ $0.01', title: '64,000 tokens', over: false };
  await panel.post({ type: 'meter', meter: view });
  assert.match(await meter.innerText(), /≈ \$0\.01/);
  assert.equal(await meter.getAttribute('title'), '64,000 tokens');
  await panel.post({ type: 'meter', meter: { ...view, over: true } });
  assert.equal(await meter.locator('.codicon-warning').isVisible(), true);
  await panel.post({ type: 'meter', meter: undefined });
  assert.equal(await meter.isVisible(), false);
});

test('the host is told what is being typed when that pauses, though an answer streams, and at once when it is sent', async () => {
  const told = (drafts: string[]) =>
    panel.page.waitForFunction(
      expected =>
        JSON.stringify(window.posts.flatMap(post => (post.type === 'draft' ? post.text : []))) === expected,
      JSON.stringify(drafts),
    );
  await panel.snapshot([question('one'), answer({ id: 'a2', state: 'streaming' })]);
  await input().focus();
  await type('half ');
  await panel.delta('a2', 'word ');
  await type('a question');
  await panel.delta('a2', 'word ');
  await told(['half a question']);
  await panel.turn(answer({ id: 'a2' }));
  await press('Enter');
  await told(['half a question', '']);
});
