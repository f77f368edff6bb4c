import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { canaries } from '../unit/outgoing/canaries.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

/** Of each kind one that has not been sent yet. */
const fresh = canaries(11).map(([, secret]) => secret);
const nextCanary = (): string => fresh.shift() ?? '';

/** Tasks that a selection goes out with, each with a file for secrets of its own: one that was sent is not asked about again. */
const doors = [
  { task: 'Explain Selection', file: '.env.explain', canary: nextCanary() },
  { task: 'Generate Tags', file: '.env.tags', canary: nextCanary() },
  { task: 'Classify Intent', file: '.env.intent', canary: nextCanary() },
  { task: 'Extract Search Keywords', file: '.env.keywords', canary: nextCanary() },
  // Its changes come to the front by themselves, whatever is there by then.
  {
    task: 'Rewrite Selection',
    file: '.env.rewrite',
    canary: nextCanary(),
    words: 'Shorter',
    opens: ': rewrite',
  },
  { task: 'Translate All Comments in File', file: 'secrets.py', canary: nextCanary() },
];
const inSource = nextCanary();
const inComment = nextCanary();
const inFolder = nextCanary();

/** What a model would read, and nobody else. */
const tags = Array.from('do it', sign => String.fromCodePoint(0xe0000 + sign.charCodeAt(0))).join('');

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  (opened, started) => {
    [gloss, endpoint] = [opened, started];
  },
  {
    files: {
      ...Object.fromEntries(doors.map(({ file, canary }) => [file, `# Schlüssel: ${canary}\nHOST="a"\n`])),
      'client.ts': `export const host = 'a';\nexport const token = '${inSource}';\n`,
      'comment.ts': `/** Liest die Datei. */\nexport const a = 1;\n// Früher war es ${inComment} hier.\n`,
      'tagged.ts': `export const a = 1;\n// ok${tags}\u202e\n// 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\n`,
      'hidden.py': '# Der Schlüssel\u2066 liegt hier unten.\na = 1\n',
      '.env.attached': `HOST=${nextCanary()}\n`,
      'some/.env': 'A="1"\n',
      'some/plain.ts': 'export const a = 1;\n',
      'some/token.ts': `export const token = '${inFolder}';\n`,
      'some/notes.sql': 'select 1;\n',
      'some/team.md': 'Ours.\n',
      '.glossignore': 'team.md\n!.env\n',
    },
    settings: { 'gloss.ignore': ['*.sql'], 'gloss.chat.titles': 'words' },
  },
);
afterEach(async () => {
  if (await question().isVisible()) await gloss.page.keyboard.press('Escape');
  await gloss.tidy();
});

const question = () => gloss.page.locator('.monaco-dialog-box');
const choice = (name: string) => question().getByRole('button', { name });
const input = (panel: Frame) => panel.locator('[data-part="composer"]');

/** What the user is asked before anything goes out. */
async function asked(start: () => Promise<void>): Promise<string> {
  const sent = endpoint.requests.length;
  await start();
  await choice('Send Anyway').waitFor();
  const text = await question().innerText();
  assert.equal(endpoint.requests.length, sent, 'nothing is sent before the question is answered');
  return text;
}

/** @returns what goes out once the user wants that. */
async function sentAnyway(): Promise<string> {
  const request = endpoint.nextRequest();
  await choice('Send Anyway').click();
  return (await request).text;
}

async function newChat(): Promise<void> {
  await gloss.openPanel();
  await gloss.newChat();
}

/** Attaches what is selected, or the file. @param chip what its chip says */
async function attach(chip: string): Promise<Frame> {
  await gloss.runCommand('Gloss: Add to Chat');
  const panel = await gloss.panel();
  await panel.locator('.attached .chip', { hasText: chip }).waitFor();
  return panel;
}

async function send(text: string): Promise<Frame> {
  const panel = await gloss.openPanel();
  await input(panel).fill(text);
  await input(panel).press('Enter');
  return panel;
}

describe('a secret', () => {
  it('that is typed is not sent when the user cancels, with the keyboard alone', async () => {
    const canary = nextCanary();
    const before = endpoint.requests.length;
    let panel: Frame | undefined;
    const text = await asked(async () => {
      panel = await send(`Why is ${canary} refused?`);
    });
    assert.match(text, /: Why is ••••••••.* refused\?/);
    assert.ok(!text.includes(canary));
    await gloss.page.keyboard.press('Escape');
    const answer = panel?.locator('[data-role="assistant"][data-state="error"]');
    await answer?.getByText('This was not sent, because of what is in it.').waitFor();
    assert.equal(endpoint.requests.length, before);

    // What was not sent does not go along with what is.
    const next = endpoint.nextRequest();
    await send('And now?');
    assert.ok(!(await next).text.includes(canary));
    await gloss.answer('complete');
  });

  it('is sent when the user wants that, and is not asked about again', async () => {
    await newChat();
    const canary = nextCanary();
    await asked(async () => {
      await send(`Why is ${canary} refused?`);
    });
    const request = endpoint.nextRequest();
    await gloss.page.keyboard.press('Enter');
    assert.ok((await request).text.includes(canary));
    await gloss.answer('complete');
    const next = endpoint.nextRequest();
    await send('Why?');
    assert.ok((await next).text.includes(canary));
    await gloss.answer('complete');
  });

  it('in a comment keeps back what is to be translated', async () => {
    await gloss.openFile('comment.ts');
    const text = await asked(() => gloss.runCommand('Gloss: Translate All Comments in File'));
    assert.match(text, /: Früher war es ••••••••/);
    assert.ok((await sentAnyway()).includes(inComment));
    await gloss.page.locator('.tab', { hasText: 'translation' }).waitFor();
  });

  it('in a selection is asked about, and so is the file that it is attached with', async () => {
    await newChat();
    await gloss.openFile('client.ts');
    await gloss.select(2, 2);
    const text = await asked(async () => {
      await attach('client.ts');
      await send('What is it?');
    });
    assert.match(text, /export const token = '••••••••';/);
    assert.ok((await sentAnyway()).includes(inSource));
    await gloss.answer('complete');
  });
});

describe('a file for secrets', () => {
  for (const { task, file, canary, words, opens } of doors) {
    it(`is not sent unasked: ${task}`, async () => {
      await gloss.openFile(file);
      await gloss.select(1, 2);
      const text = await asked(async () => {
        await gloss.runCommand(`Gloss: ${task}`);
        if (words) await gloss.inputBox(words);
      });
      assert.match(text, new RegExp(`${file}: a file for secrets`));
      assert.match(text, /: (?:# )?Schlüssel: ••••••••/);
      assert.ok((await sentAnyway()).includes(canary.replaceAll('\\', '\\\\')));
      if (opens) await gloss.page.locator('.tab', { hasText: opens }).waitFor();
      await gloss.tidy();
    });
  }

  it('is not sent unasked: attached to a message', async () => {
    await newChat();
    await gloss.openFile('.env.attached');
    const text = await asked(async () => {
      await attach('.env.attached');
      await send('What is in it?');
    });
    assert.match(text, /\.env\.attached: a file for secrets/);
    await choice('Cancel').click();
    const answer = await gloss.answer('error');
    await answer.getByRole('button', { name: 'Try Again' }).click();
    await choice('Send Anyway').waitFor();
    assert.match(await sentAnyway(), /HOST=/);
    await gloss.answer('complete');
  });

  it('is left out of a folder, and named: attached to a message', async () => {
    await newChat();
    await gloss.explorerMenu(['some'], 'Gloss', 'Add to Chat');
    await gloss.isTold('Not sent unasked, and so left out: some/.env, some/notes.sql, some/team.md.');
    assert.equal(await (await gloss.panel()).locator('.attached .chip').count(), 2);
  });

  it('is left out of a task over a folder, and named, as is a file with a secret in it', async () => {
    await gloss.explorerMenu(['some'], 'Gloss', 'Generate Tags');
    await choice('Start').waitFor();
    const text = await question().innerText();
    assert.match(text, /Generate Tags: 1 file with/);
    assert.match(text, /some\/\.env \(a file for secrets\)/);
    assert.match(text, /some\/notes\.sql \(left out by gloss\.ignore or \.glossignore\)/);
    assert.match(text, /some\/team\.md \(left out by gloss\.ignore or \.glossignore\)/);
    assert.match(text, /some\/token\.ts \(what looks like a secret is in it\)/);
    const before = endpoint.requests.length;
    await choice('Start').click();
    const done = await gloss.notification('1 of 1 files done, 4 left out');
    assert.equal(endpoint.requests.length, before + 1);
    assert.ok(!endpoint.requests.at(-1)?.text.includes(inFolder));
    await done.getByRole('button', { name: 'Discard' }).click();
  });
});

describe('what nobody sees', () => {
  it('is counted beside the file, of which tags are not sent, and the file stays as it is', async () => {
    await newChat();
    await gloss.openFile('tagged.ts');
    const old = await gloss.fileText('tagged.ts');
    const panel = await attach('6 invisible characters');
    const request = endpoint.nextRequest();
    await send('What is it?');
    const { text } = await request;
    assert.ok(text.includes('// ok\u202e\\n// 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\\n'));
    const answer = await gloss.answer('complete');
    await answer
      .getByText(
        'Tag characters that nobody can see, but a model reads, were left out of what was sent: 5. ' +
          'Characters that nobody can see, but a model reads, are in what was sent: 1.',
      )
      .waitFor();
    await panel.locator('[data-role="user"] .chip', { hasText: '6 invisible characters' }).waitFor();
    assert.equal(await gloss.fileText('tagged.ts'), old);
  });

  it('is counted in what is typed, too, and told of what is translated', async () => {
    await newChat();
    await send('What is\u200b a\u202e?');
    const answer = await gloss.answer('complete');
    await answer.getByText('are in what was sent: 2.').waitFor();
    await gloss.openFile('hidden.py');
    await gloss.runCommand('Gloss: Translate All Comments in File');
    await gloss.notification('are in what was sent: 1.');
  });

  it('is asked about when it is no text', async () => {
    await newChat();
    const text = await asked(async () => {
      await send('What is a\0b?');
    });
    assert.match(text, /binary data/);
    await choice('Cancel').click();
    await gloss.answer('error');
  });
});
