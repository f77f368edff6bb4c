import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { labelled } from './harness/labelled.ts';

/** What is classified, and how its first line begins. */
const source = { file: 'queue.ts', lines: [16, 26], firstLine: 'export async function' } as const;

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  (opened, started) => {
    [gloss, endpoint] = [opened, started];
  },
  { settings: { 'gloss.intent.set': 'issues' } },
);
afterEach(async () => {
  await gloss.revert();
  await gloss.tidy();
});

async function classify({ file, lines }: { file: string; lines: readonly [number, number] }): Promise<void> {
  await gloss.openFile(file);
  await gloss.select(...lines);
  await gloss.runCommand('Gloss: Classify Intent');
}

/** Resolves when this and nothing else stands beside the line that begins so; empty for nothing. */
async function beside(line: string, text: string): Promise<void> {
  // What an extension puts after a line is drawn by the style sheet.
  await gloss.page.waitForFunction(
    ([start = '', expected]) => {
      const views = [...document.querySelectorAll('.view-line')];
      const view = views.find(({ textContent }) => textContent.replace(/\s/g, ' ').startsWith(start));
      const drawn = [...(view?.querySelectorAll('span') ?? [])]
        .map(span => getComputedStyle(span, '::after').content)
        .filter(content => content !== 'none' && content !== 'normal');
      return view && drawn.join('').replace(/^"|"$/g, '') === expected;
    },
    [line, text],
  );
}

describe('Classify Intent', () => {
  it('shows the label and what came near it in the panel and beside the text, and copies it', async () => {
    endpoint.play(labelled('bug', 0.91, { question: 0.07, feature: 0.02 }));
    await classify(source);

    const panel = await gloss.panel();
    const card = panel.locator('[data-part="card"]').last();
    await card.getByText('0.91').waitFor();
    assert.equal(
      (await card.innerText()).replace(/\s+/g, ' '),
      'bug issue triage bug 0.91 question 0.07 feature 0.02',
    );
    await beside(source.firstLine, 'bug 0.91 · question 0.07');

    await panel.locator('[data-action="copyJson"]').last().click();
    await gloss.page.getByText('Copied', { exact: true }).waitFor();
    const copied = JSON.parse(await gloss.page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.label, 'bug');
    assert.equal(copied.probability.toFixed(6), '0.910000');
    assert.equal(copied.runnerUp.label, 'question');
    assert.equal(copied.runnerUp.probability.toFixed(6), '0.070000');
    assert.equal(copied.unsure, false);
  });

  it('says that it is not sure, and between what', async () => {
    endpoint.play(labelled('bug', 0.48, { question: 0.41, feature: 0.11 }));
    await classify(source);
    const panel = await gloss.panel();
    await panel.locator('[data-part="card"]').last().getByText('Not sure: bug 0.48, question 0.41').waitFor();
    await beside(source.firstLine, 'not sure: bug 0.48, question 0.41');
  });

  it('keeps the label beside its line until that is edited or classified anew', async () => {
    endpoint.play(labelled('bug', 0.91, { question: 0.09 }));
    // A file of its own: the editor saves what is typed by itself.
    await classify({ file: 'styles.css', lines: [2, 5] });
    await beside('.progress', 'bug 0.91 · question 0.09');
    await gloss.page.locator('.view-line [class*="TextEditorDecorationType"]').last().hover();
    await gloss.page.locator('.monaco-hover', { hasText: 'Classify Intent' }).waitFor();

    await gloss.goTo(1);
    await gloss.page.keyboard.press('Enter');
    await gloss.page.getByRole('button', { name: 'Ln 2, Col 1' }).waitFor();
    await beside('.progress', 'bug 0.91 · question 0.09');

    endpoint.play(labelled('feature', 0.8, { question: 0.2 }));
    await gloss.select(4, 6);
    await gloss.runCommand('Gloss: Classify Intent');
    await beside('.progress', '');
    await beside('  display', 'feature 0.80 · question 0.20');

    await gloss.goTo(4);
    await gloss.page.keyboard.type('x');
    await beside('x  display', '');
  });

  it('does without probabilities where they are refused, and says so', async () => {
    endpoint.refuse('logprobs', 'top_logprobs');
    endpoint.play({ json: { label: 'bug' } });
    await classify(source);
    const panel = await gloss.panel();
    await panel.locator('[data-part="card"]').last().getByText('probability not given').waitFor();
    await beside(source.firstLine, 'bug');
    endpoint.refuse();
  });
});
