import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    panel = await gloss.openPanel();
  },
  ({ baseUrl }) => {
    const models = [{ id: 'gpt-4o-mini', contextWindow: 2_000 }];
    const price = { input: 0.15, cachedInput: 0.075, output: 0.6 };
    return { settings: { 'gloss.customEndpoints': [{ id: 'local', baseUrl, key: 'none', price, models }] } };
  },
);
beforeEach(() => gloss.newChat());
afterEach(async () => {
  endpoint.release();
  await gloss.clearNotifications();
});

/** Asks and waits for the whole answer. */
async function ask(question: string, answer: string): Promise<void> {
  endpoint.play({ text: answer });
  await panel.locator('[data-part="composer"]').fill(question);
  await panel.locator('[data-action="send"]').click();
  await turn('assistant', answer).and(panel.locator('[data-state="complete"]')).waitFor();
}

function turn(role: string, text: string): Locator {
  return panel.locator(`[data-role="${role}"]`).filter({ hasText: text });
}

/** What the panel shows, turn by turn. */
async function shown(): Promise<string[]> {
  // Their text as such: what is out of view is not laid out.
  return panel.locator('[data-role] :is(.words, .answer)').allTextContents();
}

/** What the last request has said, without the system's words. */
function said(): unknown[] {
  const { messages } = JSON.parse(endpoint.requests.at(-1)?.text ?? '');
  return messages.slice(1).map(({ content }: { content: unknown }) => content);
}

const history = () => gloss.page.locator('.quick-input-widget');
const entries = () => history().locator('.monaco-list-row');

async function openHistory(): Promise<void> {
  await gloss.runCommand('Gloss: History');
  await entries().first().waitFor();
}

async function clickOn(entry: string, button: string): Promise<void> {
  await entries().filter({ hasText: entry }).first().hover();
  await history()
    .getByRole('button', { name: button, exact: true })
    .and(gloss.page.locator(':visible'))
    .first()
    .click();
}

describe('a conversation with branches', () => {
  it('keeps a question that is edited and its answer, and goes on from the one that is shown', async () => {
    await ask('Why one?', 'First answer.');
    await ask('And then?', 'Second answer.');
    const question = turn('user', 'Why one?');
    await question.hover();
    await question.locator('[data-action="edit"]').click();
    await panel.locator('[data-part="edit"]').fill('Why two?');
    endpoint.play({ text: 'Other answer.' });
    await panel.locator('[data-part="edit"]').press('Enter');
    await turn('assistant', 'Other answer.').and(panel.locator('[data-state="complete"]')).waitFor();
    assert.deepEqual(said(), ['Why two?']);
    assert.deepEqual(await shown(), ['Why two?', 'Other answer.']);

    const edited = turn('user', 'Why two?');
    await edited.getByText('2/2').waitFor();
    await edited.locator('[data-action="previous-version"]').click();
    await turn('assistant', 'Second answer.').waitFor();
    assert.deepEqual(await shown(), ['Why one?', 'First answer.', 'And then?', 'Second answer.']);
    await ask('So?', 'Third answer.');
    assert.deepEqual(said(), ['Why one?', 'First answer.', 'And then?', 'Second answer.', 'So?']);
  });

  it('leaves a question as it is when the edit is cancelled', async () => {
    await ask('Keep me?', 'Kept.');
    const question = turn('user', 'Keep me?');
    await question.locator('[data-action="edit"]').focus();
    await gloss.page.keyboard.press('Enter');
    await panel.locator('[data-part="edit"]').fill('Something else');
    await panel.locator('[data-part="edit"]').press('Escape');
    assert.deepEqual(await shown(), ['Keep me?', 'Kept.']);
    await question.locator('[data-action="edit"]:focus').waitFor();
    assert.equal(await turn('user', 'Keep me?').locator('.stepper:visible').count(), 0);
  });

  it('has each answer to a question that is asked again, in steps that keep the focus', async () => {
    await ask('Again?', 'Take one.');
    await ask('More?', 'More of one.');
    const first = turn('assistant', 'Take one.');
    await first.hover();
    endpoint.play({ text: 'Take two.' });
    await first.locator('[data-action="retry"]').click();
    await turn('assistant', 'Take two.').and(panel.locator('[data-state="complete"]')).waitFor();
    assert.deepEqual(said(), ['Again?']);
    endpoint.play({ text: 'Take three.' });
    await turn('assistant', 'Take two.').locator('[data-action="retry"]').click();
    await turn('assistant', 'Take three.').and(panel.locator('[data-state="complete"]')).waitFor();

    await turn('assistant', 'Take three.').locator('[data-action="previous-version"]').focus();
    await gloss.page.keyboard.press('Enter');
    await turn('assistant', 'Take two.').locator('[data-action="previous-version"]:focus').waitFor();
    await gloss.page.keyboard.press('Enter');
    await turn('assistant', 'Take one.').getByText('1/3').waitFor();
    assert.deepEqual(await shown(), ['Again?', 'Take one.', 'More?', 'More of one.']);

    await gloss.reload();
    panel = await gloss.openPanel();
    await turn('assistant', 'More of one.').waitFor();
    assert.deepEqual(await shown(), ['Again?', 'Take one.', 'More?', 'More of one.']);
    await turn('assistant', 'Take one.').locator('[data-action="next-version"]').click();
    await turn('assistant', 'Take two.').waitFor();
    assert.deepEqual(await shown(), ['Again?', 'Take two.']);
  });

  it('shows nothing of an answer that ends in a branch that was left', async () => {
    await ask('Earlier?', 'Early.');
    endpoint.play({ deltas: ['Never ', 'seen ', 'again.'] });
    endpoint.hold(1);
    await panel.locator('[data-part="composer"]').fill('Later?');
    await panel.locator('[data-action="send"]').click();
    await turn('assistant', 'Never').waitFor();
    const later = endpoint.requests.at(-1);
    endpoint.play({ deltas: ['Other ', 'than before.'] });
    await turn('assistant', 'Early.').locator('[data-action="retry"]').click();
    await turn('assistant', 'Other').waitFor();
    assert.equal(await later?.aborted, true);
    // It has ended once what came of it is counted.
    await gloss.page.locator('[id$="gloss.cost"]:is([aria-label*="≈"], :has([aria-label*="≈"]))').waitFor();
    endpoint.release();
    await turn('assistant', 'Other than before.').and(panel.locator('[data-state="complete"]')).waitFor();
    assert.deepEqual(await shown(), ['Earlier?', 'Other than before.']);
  });

  it('goes on with an answer whose branch is left', async () => {
    await ask('Which?', 'The quick one.');
    endpoint.play({ deltas: ['The slow ', 'one, ', 'at last.'] });
    endpoint.hold(1);
    await turn('assistant', 'The quick one.').locator('[data-action="retry"]').click();
    await turn('assistant', 'The slow').waitFor();
    const slow = endpoint.requests.at(-1);
    await turn('assistant', 'The slow').locator('[data-action="previous-version"]').click();
    await turn('assistant', 'The quick one.').waitFor();
    endpoint.release();
    assert.equal(await slow?.aborted, false);
    await gloss.page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
    assert.deepEqual(await shown(), ['Which?', 'The quick one.']);
    await turn('assistant', 'The quick one.').locator('[data-action="next-version"]').click();
    await turn('assistant', 'The slow one, at last.').and(panel.locator('[data-state="complete"]')).waitFor();
  });

  it('loses a question with all that follows it, until that is undone', async () => {
    await ask('Stay?', 'Staying.');
    await ask('Go?', 'Going.');
    const question = turn('user', 'Go?');
    await question.hover();
    await question.locator('[data-action="remove"]').click();
    await question.waitFor({ state: 'detached' });
    assert.deepEqual(await shown(), ['Stay?', 'Staying.']);
    await gloss.answerNotification('Deleted from here on.', 'Undo');
    await turn('assistant', 'Going.').waitFor();
    assert.deepEqual(await shown(), ['Stay?', 'Staying.', 'Go?', 'Going.']);
  });

  it('leaves out what has no room in the window and says so, but nothing that is pinned', async () => {
    const long = (name: string) => `${name} ${'why '.repeat(480)}`;
    await ask(long('first'), 'One.');
    const first = turn('user', 'first');
    await first.hover();
    await first.locator('[data-action="pin"]').click();
    await first.getByRole('button', { name: 'Send along while there is room' }).waitFor();
    await ask(long('second'), 'Two.');
    assert.deepEqual(said(), [long('first'), 'One.', long('second')]);
    await ask(long('third'), 'Three.');
    assert.deepEqual(said(), [long('first'), 'One.', long('third')]);
    await turn('assistant', 'Three.').getByText('The first question').waitFor();
    assert.equal((await shown()).length, 6, 'it is all still there to read');
  });

  it('goes on with an answer that was stopped, without a seam, and adds up what both took', async () => {
    endpoint.play({ deltas: ['The first half, ', 'and a bit', ' that never came'] });
    endpoint.hold(2);
    await panel.locator('[data-part="composer"]').fill('Tell me');
    await panel.locator('[data-action="send"]').click();
    await turn('assistant', 'and a bit').waitFor();
    await panel.locator('[data-action="stop"]').click();
    const answer = panel.locator('[data-role="assistant"]');
    await answer.and(panel.locator('[data-state="stopped"]')).waitFor();
    endpoint.release();
    endpoint.play({ deltas: ['The first half, ', 'and a bit', ' more, then the second half.'] });
    await answer.locator('[data-action="continue"]').click();
    await answer.and(panel.locator('[data-state="complete"]')).waitFor();
    assert.deepEqual(await shown(), ['Tell me', 'The first half, and a bit more, then the second half.']);
    const [question, before, wish] = said();
    assert.deepEqual([question, before], ['Tell me', 'The first half, and a bit']);
    assert.match(String(wish), /\n\nThe first half, and a bit$/);
    assert.match(await answer.locator('.summary').innerText(), /≈/, 'a part of it was counted here');
    await ask('And?', 'That was all.');
    assert.equal(said()[1], 'The first half, and a bit more, then the second half.');
  });
});

/** All of its text is selected, and an empty document closes without a question. */
async function closeExport(): Promise<void> {
  await gloss.page.keyboard.press('Delete');
  await gloss.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  await gloss.closeEditors();
}

describe('the history', () => {
  it('finds what was said in any conversation, and opens it', async () => {
    await ask('Where is the flux capacitor?', 'Behind the seat.');
    await gloss.newChat();
    await ask('What is for lunch?', 'Soup.');
    await openHistory();
    await history().locator('input').fill('behind SEAT');
    await entries().filter({ hasText: 'Behind the seat.' }).waitFor();
    assert.equal(await entries().filter({ hasText: 'flux capacitor' }).count(), 1);
    assert.equal(await entries().filter({ hasText: 'lunch' }).count(), 0);
    await gloss.page.keyboard.press('Enter');
    await turn('assistant', 'Behind the seat.').waitFor();
    assert.deepEqual(await shown(), ['Where is the flux capacitor?', 'Behind the seat.']);
    // The focus comes last, and what is typed before goes wherever that was.
    await panel.locator('[data-part="composer"]:focus').waitFor();
    await ask('Sure?', 'Sure.');
    assert.deepEqual(said(), ['Where is the flux capacitor?', 'Behind the seat.', 'Sure?']);
  });

  it('pins, renames and deletes, and brings back', async () => {
    await ask('Pin and rename me', 'Fine.');
    await openHistory();
    await clickOn('Pin and rename me', 'Pin');
    await entries().filter({ hasText: 'Pinned' }).waitFor();
    await clickOn('Pin and rename me', 'Rename');
    await history().getByText('Rename Chat').waitFor();
    await history().locator('input').fill('A better name');
    await gloss.page.keyboard.press('Enter');
    const entry = entries().filter({ hasText: 'A better name' });
    await entry.waitFor();
    await clickOn('A better name', 'Delete');
    await entry.waitFor({ state: 'detached' });
    await gloss.page.keyboard.press('Escape');
    assert.deepEqual(await shown(), [], 'it was the one in the panel');
    await gloss.answerNotification('Chat deleted.', 'Undo');
    await turn('assistant', 'Fine.').waitFor();
    await openHistory();
    await entry.waitFor();
    await gloss.page.keyboard.press('Escape');
  });

  it('has an answer that came while another conversation was shown', async () => {
    endpoint.play({ deltas: ['Slowly ', 'but ', 'surely.'] });
    endpoint.hold(1);
    await panel.locator('[data-part="composer"]').fill('Take your time');
    await panel.locator('[data-action="send"]').click();
    await turn('assistant', 'Slowly').waitFor();
    const slow = endpoint.requests.at(-1);
    await gloss.newChat();
    assert.equal(await panel.locator('[data-action="send"]').isVisible(), true, 'this one is not answering');
    await openHistory();
    await entries().filter({ hasText: 'Take your time' }).locator('.codicon-loading').waitFor();
    await gloss.page.keyboard.press('Escape');
    endpoint.release();
    assert.equal(await slow?.aborted, false);
    await openHistory();
    await gloss.quickPick('Take your time');
    await turn('assistant', 'Slowly but surely.').and(panel.locator('[data-state="complete"]')).waitFor();
  });

  it('exports a conversation with its branches as JSON, and reads that again beside it', async () => {
    await ask('Export me?', 'Version one.');
    endpoint.play({ text: 'Version two.' });
    await turn('assistant', 'Version one.').locator('[data-action="retry"]').click();
    await turn('assistant', 'Version two.').waitFor();
    await gloss.runCommand('Gloss: Export Chat');
    await gloss.quickPick('JSON');
    await gloss.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    const file = join(await mkdtemp(join(tmpdir(), 'gloss-export-')), 'chat.json');
    await writeFile(file, await gloss.editorText());
    assert.equal(JSON.parse(await readFile(file, 'utf8')).format, 'gloss-conversation');
    await closeExport();
    await gloss.newChat();

    await gloss.runCommand('Gloss: Import Chat');
    await gloss.fileDialog(file);
    await turn('assistant', 'Version two.').waitFor();
    await turn('assistant', 'Version two.').locator('[data-action="previous-version"]').click();
    await turn('assistant', 'Version one.').waitFor();
    await openHistory();
    assert.equal(await entries().filter({ hasText: 'Export me?' }).count(), 2);
    await gloss.page.keyboard.press('Escape');
  });

  it('exports what is shown as Markdown', async () => {
    await ask('As text?', 'Just so.');
    await gloss.runCommand('Gloss: Export Chat');
    await gloss.quickPick('Markdown');
    await gloss.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    assert.equal(await gloss.editorText(), '# As text?\n\n## You\n\nAs text?\n\n## Gloss\n\nJust so.\n');
    await closeExport();
  });
});

describe('two windows on one conversation', () => {
  it('see what the other has asked, and lose nothing, not even when one deletes it', async () => {
    await ask('Both?', 'Both.');
    const here = panel;
    await using other = await gloss.another();
    const there = await other.openPanel();
    panel = there;
    await turn('assistant', 'Both.').waitFor();
    await ask('From there?', 'Yes, from there.');
    panel = here;
    await ask('From here?', 'And from here.');
    assert.deepEqual(said(), ['Both?', 'Both.', 'From there?', 'Yes, from there.', 'From here?']);
    assert.equal((await shown()).at(-1), 'And from here.');
    assert.equal((await shown()).length, 6);
    await other.runCommand('Gloss: Delete Chat');
    await other.page.getByText('Chat deleted.').first().waitFor();
    await ask('Still there?', 'Still here.');
    await other.runCommand('Gloss: History');
    await other.quickPick('Both?');
    panel = there;
    await turn('assistant', 'Still here.').waitFor();
    assert.equal((await shown()).length, 8);
    panel = here;
  });
});
