import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { userSettings } from './harness/openGloss.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;

const tasks = ['Gloss: Explain Selection', 'Gloss: Generate Tags', 'Gloss: Translate Comment'];

async function says(gloss: GlossWindow, text: string): Promise<void> {
  await gloss.notification(text);
  await noProgress(gloss);
}

/** No spinner outlives its request. */
async function noProgress(gloss: GlossWindow): Promise<void> {
  await gloss.page
    .locator('.notification-list-item:visible .monaco-progress-container.active')
    .waitFor({ state: 'detached' });
}

glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    await gloss.runCommand('Gloss: Forget Translations of Comments');
  },
  {
    files: {
      'blank.txt': '   \n\t\n  \n',
      'huge.txt': 'all work and no play\n'.repeat(40_000),
      'lint.ts': '// eslint-disable-next-line no-var\nvar a = 1;\n',
      'locked.css': '/* Die Leiste bleibt sichtbar. */\n',
      'session.css': '/* Die Leiste bleibt sichtbar. */\n',
      // Each with a comment of its own: what has been translated is not asked for again.
      'changed.css': '/* Die Leiste wird breiter. */\n',
      'tried.css': '/* Die Leiste wird kürzer. */\n',
      'linked.css': '/* Die Leiste wird blau. */\n',
      'cancelled.css': '/* Die Leiste wird rot. */\n',
    },
    settings: { 'files.readonlyInclude': { 'locked.css': true } },
  },
);
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
});
after(() => endpoint.close());

async function send(panel: Frame, text: string): Promise<void> {
  await panel.locator('[data-part="composer"]').fill(text);
  await panel.locator('[data-action="send"]').click();
}

describe('bad input', () => {
  describe('a command with nothing to work on says what to do', () => {
    it('without an editor', async () => {
      for (const task of tasks) {
        await gloss.runCommand(task);
        await says(gloss, 'Open a file and');
        await gloss.clearNotifications();
      }
    });

    it('with nothing but white space selected', async () => {
      await gloss.openFile('blank.txt');
      await gloss.select(1, 3);
      await gloss.runCommand('Gloss: Generate Tags');
      await says(gloss, 'This file is empty.');
      assert.equal(
        await gloss.notifications().getByRole('button', { name: 'Take the Whole File' }).count(),
        0,
      );
    });

    it('in a language without comments', async () => {
      await gloss.openFile('data.json');
      await gloss.runCommand('Gloss: Translate Comment');
      await says(gloss, 'No comment here');
    });

    it('on a comment that a tool reads', async () => {
      await gloss.openFile('lint.ts');
      await gloss.goTo(1, 6);
      await gloss.runCommand('Gloss: Translate Comment');
      await says(gloss, 'This comment is for a tool');
    });

    it('and sends nothing', () => assert.equal(endpoint.requests.length, 0));

    it('without a selection, and can take the whole file', async () => {
      await gloss.openFile('queue.ts');
      await gloss.runCommand('Gloss: Explain Selection');
      await gloss.answerNotification('Select some code first.', 'Take the Whole File');
      const panel = await gloss.panel();
      await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
      assert.match(endpoint.requests[0]?.text ?? '', /RateLimiter/);
    });
  });

  describe('a document that is read-only', () => {
    it('is refused before anything is spent', async () => {
      const sent = endpoint.requests.length;
      await gloss.openFile('locked.css');
      await gloss.goTo(1, 10);
      await gloss.runCommand('Gloss: Translate Comment');
      await says(gloss, 'This file is read-only');
      assert.equal(endpoint.requests.length, sent);
    });
  });

  describe('a document that cannot be written to', () => {
    it('that only turns out to be so is noticed, and nothing is lost', async () => {
      endpoint.play({ json: { items: [{ id: '0', text: 'The bar stays visible.' }] } });
      await gloss.openFile('session.css');
      await gloss.goTo(1, 10);
      // The editor tells no extension of this switch.
      await gloss.runCommand('File: Set Active Editor Read-only in Session');
      await gloss.runCommand('Gloss: Translate Comment');
      const notification = await gloss.notification('did not let the file be changed');
      await notification.getByRole('button', { name: 'Copy Result' }).click();
      await gloss.page.waitForFunction(async () =>
        (await navigator.clipboard.readText()).includes('The bar stays visible.'),
      );
    });

    it('because it changed while the answer came, keeps what the user wrote', async () => {
      endpoint.play({ json: { items: [{ id: '0', text: 'The bar stays visible.' }] } });
      endpoint.hold(0);
      await gloss.openFile('changed.css');
      const old = await gloss.fileText('changed.css');
      await gloss.goTo(1, 4);
      const asked = endpoint.nextRequest();
      await gloss.runCommand('Gloss: Translate Comment');
      await asked;
      await gloss.goTo(1, 4);
      await gloss.page.keyboard.type('Achtung! ');
      await gloss.lineWith('Achtung!').waitFor();
      endpoint.release();
      await says(gloss, 'changed meanwhile');
      assert.equal(await gloss.editorText(), `/* Achtung! ${old.slice(3)}`);
      await gloss.revert();
    });
  });

  describe('what goes wrong on the way', () => {
    it('is said in the panel, with a button that helps', async () => {
      const panel = await gloss.openPanel();
      await gloss.newChat();
      const failed = panel.locator('[data-role="assistant"][data-state="error"]');
      await panel.locator('[data-part="composer"]').waitFor();
      const faults = [
        ['modelNotFound', 'has no model', 'selectModel'],
        ['pathNotFound', 'has no Chat Completions', 'openProviderSettings'],
        ['rateLimit', 'slow down', 'retry', 3],
        ['noQuota', 'no credit left', 'openBilling'],
        ['overloaded', 'trouble of its own', 'retry', 3],
        ['htmlOk', 'no API reply', 'openProviderSettings'],
        ['empty', 'empty answer', 'retry', 2],
      ] as const;
      for (const [fault, text, remedy, times = 1] of faults) {
        endpoint.play(fault, times);
        await send(panel, `What about ${fault}?`);
        if (times > 1)
          await panel
            .locator('[data-part="waiting"]')
            .getByText(/is asked again in \d s/)
            .waitFor();
        const last = failed.last();
        await last.getByText(text).waitFor();
        await last.locator(`[data-action="${remedy}"]:visible`).waitFor();
        await panel.locator('[data-action="send"]').waitFor();
      }
      await send(panel, 'And now?');
      await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
      assert.equal(await failed.count(), faults.length, 'nothing was lost');
    });

    it('in a task is said in a notification whose button tries again', async () => {
      endpoint.play('overloaded', 3);
      await gloss.openFile('tried.css');
      await gloss.goTo(1, 10);
      await gloss.runCommand('Gloss: Translate Comment');
      await says(gloss, 'Try again in a moment');
      endpoint.play({ json: { items: [{ id: '0', text: 'The bar stays visible.' }] } });
      await gloss.answerNotification('Try again in a moment', 'Try Again');
      await gloss.lineWith('/* The bar stays visible. */').waitFor();
      await gloss.revert();
    });

    it('never puts the provider’s words into a notification, where links run commands', async () => {
      endpoint.play('commandLinkError');
      await gloss.openFile('linked.css');
      await gloss.goTo(1, 10);
      await gloss.runCommand('Gloss: Translate Comment');
      await says(gloss, 'refused the request');
      assert.equal(await gloss.notifications().locator('.notification-list-item-message a').count(), 0);
      assert.doesNotMatch((await gloss.notifications().allInnerTexts()).join(), /Fix/);
      const panel = await gloss.openPanel();
      endpoint.play('commandLinkError');
      await send(panel, 'Why?');
      const failed = panel.locator('[data-role="assistant"][data-state="error"]');
      await failed.getByText('refused the request').waitFor();
      assert.equal(await failed.locator('a').count(), 0);
    });

    it('is not used when the answer has another form than asked for', async () => {
      await gloss.openFile('queue.ts');
      const faults = [
        ['schemaViolation', 'not in the form asked for'],
        ['invalidJson', 'not in the form asked for'],
        ['cutJson', 'longest length'],
        ['refusal', 'declined'],
      ] as const;
      const panel = await gloss.openPanel();
      const answers = panel.locator('[data-role="assistant"]');
      for (const [fault, text] of faults) {
        endpoint.play(fault);
        const answer = answers.nth(await answers.count());
        await gloss.select(16, 26);
        await gloss.runCommand('Gloss: Generate Tags');
        await answer.getByText(text).waitFor();
        assert.notEqual(await answer.getAttribute('data-state'), 'complete', fault);
        assert.equal(
          await answer.locator('[data-part="card"]:visible, [data-part="card-actions"]:visible').count(),
          0,
          fault,
        );
      }
    });

    it('is stopped in the panel', async () => {
      endpoint.hold(0);
      await gloss.openFile('queue.ts');
      await gloss.select(16, 26);
      const asked = endpoint.nextRequest();
      await gloss.runCommand('Gloss: Generate Tags');
      const { aborted } = await asked;
      const panel = await gloss.panel();
      await panel.locator('[data-action="stop"]').click();
      assert.equal(await aborted, true);
      await panel.locator('[data-role="assistant"][data-state="stopped"]').waitFor();
      endpoint.release();
    });

    it('is cancelled from its notification', async () => {
      endpoint.hold(0);
      await gloss.openFile('cancelled.css');
      await gloss.goTo(1, 10);
      const asked = endpoint.nextRequest();
      await gloss.runCommand('Gloss: Translate Comment');
      const { aborted } = await asked;
      await gloss.answerNotification('translating into', 'Cancel');
      assert.equal(await aborted, true);
      await noProgress(gloss);
      await gloss.notifications().first().waitFor({ state: 'detached' });
    });
  });

  describe('a question', () => {
    it('asked offline stays, and is put right by trying again', async () => {
      const { port } = new URL(endpoint.origin);
      const panel = await gloss.openPanel();
      await gloss.newChat();
      await endpoint.close();
      await send(panel, 'Why?');
      const failed = panel.locator('[data-role="assistant"][data-state="error"]');
      await failed.getByText('Nothing answers at').waitFor();
      endpoint = await startEndpoint({ port: Number(port) });
      await failed.locator('[data-action="retry"]').first().click();
      await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
      assert.equal(await panel.locator('[data-role="user"]').count(), 1);
    });
  });

  describe('more text than the model can take in', () => {
    it('is refused before anything is spent', async () => {
      const sent = endpoint.requests.length;
      await gloss.openFile('huge.txt');
      for (const task of ['Gloss: Explain Selection', 'Gloss: Generate Tags']) {
        await gloss.runCommand(task);
        await gloss.answerNotification('Select some code first.', 'Take the Whole File');
        const tooLong = await gloss.notification(/tokens.*gpt-4o-mini/);
        await tooLong.getByRole('button', { name: /^Take the First [\d,]+ Lines$/ }).waitFor();
        await gloss.clearNotifications();
      }
      const panel = await gloss.openPanel();
      await send(panel, 'all work and no play '.repeat(40_000));
      const failed = panel.locator('[data-role="assistant"][data-state="error"]');
      await failed.getByText('more text than gpt-4o-mini can take in').waitFor();
      assert.equal(endpoint.requests.length, sent);
    });
  });
});

describe('settings that are wrong', () => {
  it('are named and not sent', async () => {
    const settings = { 'gloss.request.temperature': 7, 'gloss.request.topP': 0.5 };
    await gloss.changeSettings(userSettings({ endpoint, settings }));
    const panel = await gloss.openPanel();
    await gloss.newChat();
    const asked = endpoint.nextRequest();
    await send(panel, 'Why?');
    const { text } = await asked;
    assert.equal(JSON.parse(text).top_p, 0.5);
    assert.equal('temperature' in JSON.parse(text), false);
    await gloss.notification('gloss.request.temperature');
  });

  it('that name no provider are said to, with a button to choose one', async () => {
    await gloss.changeSettings(userSettings({ settings: { 'gloss.provider': 'nobody' } }));
    const panel = await gloss.openPanel();
    await gloss.newChat();
    await send(panel, 'Why?');
    const failed = panel.locator('[data-role="assistant"][data-state="error"]');
    await failed.getByText('There is no provider “nobody”').waitFor();
    await failed.locator('[data-action="selectModel"]').click();
    await gloss.page
      .getByText('Who is to answer?')
      .or(gloss.page.getByPlaceholder('Who is to answer?'))
      .first()
      .waitFor();
  });
});
