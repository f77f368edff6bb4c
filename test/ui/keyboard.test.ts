import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Frame, Locator } from 'playwright-core';
import type { ConversationChange } from '../../src/chat/conversation.ts';
import type { Turn } from '../../src/chat/turn.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

const answerText =
  'Because **it** is, see [the notes](https://example.com).\n\n```ts\nlet a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |';

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll((opened, started) => {
  [gloss, endpoint] = [opened, started];
});

const press = (key: string) => gloss.page.keyboard.press(key);
const turn = (role: string, text: string): Locator =>
  panel.locator(`[data-role="${role}"]`).filter({ hasText: text });

/** What a user knows of the element that has the focus: its role with its name; and that they can see where it is. */
async function focused(): Promise<string> {
  const element = panel.locator(':focus');
  await element.waitFor();
  const seen = await element.evaluate(async element => {
    // The place comes into view, and what is seen only near the focus appears.
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    const ringOf = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && !/, 0\)$/.test(outlineColor);
    };
    const framed = element.closest('.composer-box') ?? element;
    const probe = document.createElement('i');
    probe.style.color = 'var(--vscode-focusBorder)';
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    const { top, bottom, width, height } = element.getBoundingClientRect();
    return {
      // Where one types, the border is it.
      hasRing: ringOf(element) || getComputedStyle(framed).borderTopColor === color,
      isVisible: element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      isOnScreen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
      isHeading: element.localName === 'h2',
    };
  });
  const [line = ''] = (await element.ariaSnapshot()).split('\n');
  const name = line
    .replace(/^- /, '')
    .replace(/:$/, '')
    .replace(/ \[[^"]*$/, '');
  assert.match(name, /"[^"]+"/, 'it has a name');
  // A heading is where a screen reader begins; there is nothing to do with it.
  assert.ok(seen.hasRing || seen.isHeading, `${name} has a ring`);
  assert.ok(seen.isVisible && seen.isOnScreen, `${name} can be seen`);
  return name;
}

/** Goes from element to element until one of this name has the focus. @returns all on the way. */
async function go(key: 'Tab' | 'Shift+Tab', name: RegExp): Promise<string[]> {
  const passed: string[] = [];
  for (let steps = 0; steps < 60; steps++) {
    await press(key);
    passed.push(await focused());
    if (name.test(passed.at(-1) ?? '')) return passed;
  }
  throw new Error(`Not found: ${name}; passed ${passed.join(', ')}`);
}

async function ask(question: string): Promise<void> {
  await gloss.page.keyboard.type(question);
  await press('Enter');
}

const inComposer = async () => assert.match(await focused(), /^textbox "Ask about your code"/);

describe('with the keyboard alone', () => {
  it('a question is asked, and the focus stays where one types', async () => {
    await gloss.runCommand('Gloss: New Chat');
    panel = await gloss.panel();
    await inComposer();
    endpoint.play({ text: answerText });
    await ask('Whence?');
    await turn('assistant', 'Because').and(panel.locator('[data-state="complete"]')).waitFor();
    await inComposer();
  });

  it('all that can be done with an answer is reached, and done', async () => {
    const passed = await go('Shift+Tab', /^log/);
    assert.deepEqual(passed, [
      'button "Ask again"',
      'button "Copy answer"',
      'button "Show request"',
      ...passed.slice(3, 4),
      'group "Table"',
      'group "Code ts"',
      'button "Copy code"',
      'button "Paste into terminal, without running it"',
      'button "Open as new file"',
      'button "Show as changes to the file"',
      'button "Replace selection"',
      'button "Insert at cursor"',
      'link "the notes"',
      'button "Always send along"',
      'button "Delete from here on"',
      'button "Copy question"',
      'button "Edit and ask again"',
      'log "Conversation"',
    ]);
    assert.match(passed[3] ?? '', /^button "gpt-4o-mini · .* tokens/);
    await go('Tab', /Copy code/);
    await press('Enter');
    await gloss.page.waitForFunction(async () => (await navigator.clipboard.readText()) === 'let a = 1;');
    assert.match(await focused(), /^button "(Copied|Copy code)"/);
  });

  it('a question is edited and asked again, and its versions are stepped through', async () => {
    await go('Shift+Tab', /Edit and ask again/);
    await press('Enter');
    assert.match(await focused(), /^textbox "The question in other words"/);
    await press('Escape');
    assert.match(await focused(), /Edit and ask again/);
    await press('Enter');
    await gloss.page.keyboard.type(' Really?');
    endpoint.play({ text: 'It is so.' });
    await press('Enter');
    await turn('assistant', 'It is so.').and(panel.locator('[data-state="complete"]')).waitFor();
    await inComposer();
    await go('Shift+Tab', /Version before/);
    await press('Enter');
    await turn('assistant', 'Because').waitFor();
    assert.match(await focused(), /Version/);
  });

  it('another conversation is begun, and the first one found in the history', async () => {
    await gloss.runCommand('Gloss: New Chat');
    await turn('user', 'Whence?').waitFor({ state: 'detached' });
    await inComposer();
    endpoint.play({ text: 'Soup.' });
    await ask('Soup?');
    await turn('assistant', 'Soup.').and(panel.locator('[data-state="complete"]')).waitFor();
    await gloss.runCommand('Gloss: History');
    const entries = gloss.page.locator('.quick-input-widget .monaco-list-row');
    await entries.filter({ hasText: 'Whence?' }).waitFor();
    await gloss.page.keyboard.type('Whence');
    await entries.filter({ hasText: 'Soup?' }).waitFor({ state: 'detached' });
    await entries.and(gloss.page.locator('.focused')).filter({ hasText: 'Whence?' }).waitFor();
    await press('Enter');
    await turn('assistant', 'Because').waitFor();
    await inComposer();
  });

  it('a file goes along, and is left out again', async () => {
    await gloss.page.keyboard.type('@styles');
    await panel.getByRole('option').filter({ hasText: 'styles.css' }).first().waitFor();
    await press('Enter');
    const chip = panel.locator('.attached .chip').filter({ hasText: 'styles.css' });
    await chip.waitFor();
    await inComposer();
    await go('Shift+Tab', /^button "Leave out styles.css/);
    await press('Enter');
    await chip.waitFor({ state: 'detached' });
    await inComposer();
  });

  it('a parameter is set', async () => {
    await go('Tab', /Request parameters/);
    await press('Enter');
    await panel.locator('[data-part="parameters"]').waitFor();
    assert.match(await focused(), /^heading "Request parameters"/);
    await go('Tab', /^(spinbutton|textbox) ".*[Ss]eed/);
    await gloss.page.keyboard.type('8');
    // Takes back what is half typed, and no more.
    await press('Escape');
    await gloss.page.keyboard.type('7');
    await press('Enter');
    await press('Escape');
    await panel.locator('[data-part="parameters"]').waitFor({ state: 'detached' });
    assert.match(await focused(), /^button "Request parameters"/);
    await go('Shift+Tab', /^textbox/);
  });

  it('an answer is stopped', async () => {
    endpoint.play({ deltas: ['One ', 'two ', 'three'] });
    endpoint.hold(1);
    await ask('Count');
    await turn('assistant', 'One').waitFor();
    assert.equal(JSON.parse(endpoint.requests.at(-1)?.text ?? '').seed, 7);
    await press('Escape');
    await turn('assistant', 'One').and(panel.locator('[data-state="stopped"]')).waitFor();
    endpoint.release();
    await inComposer();
  });
});

describe('axe finds no fault with the panel in the editor', () => {
  let axe: string;
  before(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  });

  /** What is wrong, each as its rule and where. */
  async function violations(): Promise<string[]> {
    // The editor paints the ground behind the page, where axe does not look.
    await panel.evaluate(() => {
      document.documentElement.style.background = 'var(--vscode-sideBar-background)';
    });
    await panel.evaluate(axe);
    const { violations } = await panel.evaluate(
      async (): Promise<AxeResults> => Reflect.get(window, 'axe').run(document),
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }

  for (const [theme, kind] of [
    ['Light Modern', 'vscode-light'],
    ['Dark High Contrast', 'vscode-high-contrast'],
    ['Light High Contrast', 'vscode-high-contrast-light'],
    ['Dark Modern', 'vscode-dark'],
  ] as const) {
    it(`with a conversation, the parameters over it: ${theme}`, async () => {
      await gloss.runCommand('Preferences: Color Theme');
      await gloss.quickPick(theme);
      await panel.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      assert.deepEqual(await violations(), []);
      await panel.locator('[data-action="parameters"]').press('Enter');
      await panel.locator('[data-part="parameters"]').waitFor();
      assert.deepEqual(await violations(), [], 'with the parameters');
      await panel.locator('input[type="range"]').first().focus();
      await panel.locator('[data-part="parameters"]').press('Escape');
      await panel.locator('[data-part="parameters"]').waitFor({ state: 'detached' });
    });
  }

  it('but with what is made wrong', async () => {
    await panel.evaluate(() => {
      const send = document.querySelector('[data-action="send"]');
      send?.removeAttribute('aria-label');
      send?.removeAttribute('title');
    });
    assert.match((await violations()).join(), /button-name/);
  });
});

describe('a conversation of 10,000 turns', () => {
  const length = 10_000;
  const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

  it('is shown from its end, and further up as one goes there', async () => {
    const changes = Array.from({ length }, (_, index): ConversationChange => {
      const id = idOf(index);
      const turn: Turn =
        index % 2 === 0
          ? { role: 'user', id, text: `Question ${index}?`, attachments: [] }
          : { role: 'assistant', id, state: 'complete', text: `Answer ${index}.` };
      return { type: 'turn', turn, ...(index > 0 && { parent: idOf(index - 1) }) };
    });
    const file = join(await mkdtemp(join(tmpdir(), 'gloss-long-')), 'long.json');
    await writeFile(file, JSON.stringify({ format: 'gloss-conversation', version: 1, changes }));
    await gloss.runCommand('Gloss: Import Chat');
    await gloss.fileDialog(file);
    await turn('assistant', 'Answer 9999.').waitFor();
    const made = panel.locator('[data-role]');
    assert.ok((await made.count()) < 100, 'a screen full, and some more when that is near its top');

    // The import ends with the focus there, which would take Home for itself.
    await panel.locator('[data-part="composer"]:focus').waitFor();
    await panel.locator('[data-part="transcript"]').focus();
    await press('Home');
    await turn('user', 'Question 9930?').waitFor({ state: 'attached' });
    assert.ok((await made.count()) <= 150);
  });
});
