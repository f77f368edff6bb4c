import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Endpoint, type RecordedRequest, startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';

/** What each kind of file looks like, and with its tags in it. */
const kinds: readonly {
  extension: string;
  text(topic: string): string;
  tagged(old: string, tags: string[]): string;
}[] = [
  {
    extension: 'rs',
    text: topic => `const ${topic}: bool = true;\n`,
    tagged: (old, tags) => `// Tags: ${tags.join(', ')}\n${old}`,
  },
  {
    extension: 'md',
    text: topic => `# About ${topic}\n`,
    tagged: (old, tags) => `---\ntags:\n${tags.map(tag => `  - ${tag}\n`).join('')}---\n\n${old}`,
  },
  {
    extension: 'lua',
    text: topic => `local ${topic} = true\r\nreturn ${topic}\r\n`,
    tagged: (old, tags) => `-- Tags: ${tags.join(', ')}\r\n${old}`,
  },
  {
    extension: 'py',
    text: topic => `#!/usr/bin/env python3\n${topic} = True\n`,
    tagged: (old, tags) => old.replace('\n', `\n# Tags: ${tags.join(', ')}\n`),
  },
];

const count = 200;
const concurrency = 4;
const files = new Map(
  Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length];
    assert.ok(kind);
    const name = `file${String(index).padStart(3, '0')}.${kind.extension}`;
    const topic = `topic${index}`;
    return [name, { kind, topic, old: kind.text(topic) }] as const;
  }),
);

/** The file that a request is about. */
function fileIn({ text }: RecordedRequest): string {
  return /file\d{3}\.\w+/.exec(text)?.[0] ?? '';
}

let endpoint: Endpoint;
let gloss: GlossWindow;
before(async () => {
  endpoint = await startEndpoint();
  gloss = await openGloss({
    endpoint,
    files: {
      ...Object.fromEntries([...files].map(([name, { old }]) => [`many/${name}`, old])),
      'many/blank.ts': '\n',
      'many/bundle.min.js': 'a();\n',
      'many/node_modules/dependency.js': 'a();\n',
    },
    settings: { 'gloss.batch.concurrency': concurrency },
  });
});
after(async () => {
  endpoint.release();
  await gloss.close();
  await endpoint.close();
});

/** Lets so many requests come, and no answer to those after them. */
async function requestsUpTo(total: number): Promise<void> {
  while (endpoint.requests.length < total) await endpoint.nextRequest();
  endpoint.hold();
}

/** How many files the notification says are done. */
async function doneIn(text: RegExp): Promise<number> {
  const said = await (await gloss.notification(text)).innerText();
  return Number(/(\d+) of 200 files done/.exec(said)?.[1]);
}

describe('Generate Tags from the explorer', () => {
  it('stops at what would befall every file, says what to do, and goes on', async () => {
    endpoint.play('noQuota', 2);
    await gloss.explorerMenu(['styles.css', 'notes.md'], 'Gloss', 'Generate Tags');
    await gloss.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Start' }).click();
    const stopped = await gloss.notification('has no credit left');
    await stopped.getByText('0 of 2 files done, 2 not begun').waitFor();
    assert.equal(await stopped.getByRole('button', { name: 'Open Billing' }).count(), 1);
    await stopped.getByRole('button', { name: 'Resume' }).click();
    const done = await gloss.notification('2 of 2 files done');
    await done.getByRole('button', { name: 'Discard' }).click();
    await done.waitFor({ state: 'detached' });
  });

  it('accounts for each of 200 files, through failures, a cancel and two reloads of the window', async () => {
    const before = endpoint.requests.length;
    // Each of a kind of its own; the first and the second come before the cancel.
    endpoint.play('commandLinkError');
    endpoint.play('refusal');
    await gloss.explorerMenu(['many'], 'Gloss', 'Generate Tags');

    const question = gloss.page.locator('.monaco-dialog-box');
    await question.getByText('Generate Tags: 200 files with gpt-4o-mini?').waitFor();
    const detail = await question.innerText();
    assert.match(detail, /About [\d,]+ tokens, \$0\.\d+/);
    assert.match(
      detail,
      /2 files are left out:\s+many\/blank\.ts \(empty\)\s+many\/bundle\.min\.js \(minified\)/,
    );
    assert.equal(endpoint.requests.length, before, 'nothing is spent before the question is answered');
    await question.getByRole('button', { name: 'Start' }).click();

    await requestsUpTo(before + 70);
    await gloss.answerNotification(/\d+ of 200, 2 failed/, 'Cancel');
    const stopped = /2 failed, \d+ not begun, 2 left out/;
    const doneAtCancel = await doneIn(stopped);
    assert.ok(doneAtCancel > 50 && doneAtCancel < 70, String(doneAtCancel));
    endpoint.release();

    await gloss.reload();
    assert.equal(await doneIn(stopped), doneAtCancel);
    for (const fault of ['rateLimit', 'invalidJson', 'contentFilter', 'midStreamError'] as const) {
      endpoint.play(fault);
    }
    await gloss.answerNotification(stopped, 'Resume');

    await requestsUpTo(before + 140);
    await gloss.notification(/\d+ of 200, 5 failed/);
    await gloss.reload();
    endpoint.release();
    await gloss.answerNotification(/5 failed, \d+ not begun/, 'Resume');
    const finished = await gloss.notification('195 of 200 files done, 5 failed, 2 left out, $0.00');
    const requests = endpoint.requests.length - before;
    assert.ok(requests >= count, String(requests));
    // Those that were under way when it was cancelled, and when the window went; one that was told to wait.
    assert.ok(requests <= count + 2 * concurrency + 1, String(requests));

    await finished.getByRole('button', { name: 'Review' }).click();
    await gloss.quickPick('Into the files');
    await gloss.page.getByRole('button', { name: 'Apply' }).click();
    const written = await gloss.notification('Written to 195 files.');
    await written.getByRole('button', { name: 'Show Files' }).click();
    await gloss.lineWith('# Generate Tags: 195 of 200 files done, 5 failed').waitFor();
    const account = (await gloss.editorText()).split('\n');
    const failed = account.flatMap(line => /^- `many\/(\S+)`: (.+\.)$/.exec(line)?.slice(1) ?? []);
    assert.equal(failed.length, 2 * 5, failed.join('\n'));

    for (const request of endpoint.requests.slice(before, before + 2)) {
      assert.ok(failed.includes(fileIn(request)), 'those are named that failed');
    }

    const tagsOf = new Map(
      account.flatMap(line => {
        const [, name = '', tags = ''] = /^- `many\/(file\S+)`: (.*[^.])$/.exec(line) ?? [];
        return name ? [[name, tags.split(', ')] as const] : [];
      }),
    );
    assert.equal(tagsOf.size, 195);
    for (const [name, { kind, topic, old }] of files) {
      const text = await readFile(join(gloss.workspace, 'many', name), 'utf8');
      const tags = tagsOf.get(name);
      if (failed.includes(name)) assert.equal(text, old);
      else assert.equal(text, kind.tagged(old, tags ?? []), name);
      assert.equal(failed.includes(name), !tags);
      assert.ok(!tags || tags.includes(topic), `${name} has the tags of another file: ${tags}`);
      assert.ok(endpoint.requests.some(request => fileIn(request) === name));
    }
  });
});
