import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

/** A page that says something, as few programs write it. */
const pdf = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
  '4 0 obj<</Length 49>>stream',
  'BT /F1 12 Tf 72 700 Td (We ship on a Friday.) Tj ET',
  'endstream endobj',
  '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj',
  'trailer<</Root 1 0 R>>',
].join('\n');
/** A page of which there is nothing to read. */
const scan = pdf.replace(/BT .* ET/, '0 0 100 100 re f');

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    panel = await gloss.openPanel();
  },
  {
    files: {
      'lib/lock.ts': 'export function lock(): void {}\n',
      'lib/gone.ts': 'export const gone = true;\n',
      'lib/picture.bin': '\0\0\0',
      'lib/plan.pdf': pdf,
      'lib/scan.pdf': scan,
      '.gloss/broken.gloss.md': '---\ntitle: Broken\ninptu: file\n---\n\nDo it.\n',
    },
  },
);
beforeEach(() => gloss.newChat());
afterEach(() => gloss.tidy());

const input = () => panel.locator('[data-part="composer"]');
const chips = () => panel.locator('.attached .chip');
const option = (text: string) => panel.getByRole('option').filter({ hasText: text }).first();

/** Types at the end, all at once: of what is suggested for each letter the last would come while one chooses. */
async function type(text: string): Promise<void> {
  await input().fill((await input().inputValue()) + text);
}

async function attach(query: string, label: string): Promise<void> {
  await type(`@${query}`);
  await option(label).click();
  await chips()
    .filter({ hasText: label.replace(/\/$/, '') })
    .waitFor();
}

/** Sends what stands in the composer. @returns the last message of the request. */
async function sent(): Promise<string> {
  const request = endpoint.nextRequest();
  await input().press('Enter');
  const { messages } = JSON.parse((await request).text);
  await answer().waitFor();
  return messages.at(-1).content;
}

const answer = (): Locator => panel.locator('[data-role="assistant"][data-state="complete"]').last();

describe('what goes along with a message', () => {
  it('is chosen behind an @, shown with its tokens, and sent before the question', async () => {
    await attach('lock', 'lock.ts');
    assert.match(await chips().innerText(), /lock\.ts\s+\d+ tokens/);
    await panel.locator('[data-part="meter"]', { hasText: /≈ \$0\.000\d+/ }).waitFor();
    await type('What is it?');
    assert.equal(
      await sent(),
      'lib/lock.ts\n\n```typescript\nexport function lock(): void {}\n\n```\n\nWhat is it?',
    );
    assert.equal(await chips().count(), 0);
    await panel.locator('[data-role="user"] .chip', { hasText: 'lib/lock.ts' }).waitFor();
  });

  it('is a file as it is when the message is sent, and one that is gone as it was', async () => {
    await attach('lock', 'lock.ts');
    await attach('gone', 'gone.ts');
    await gloss.writeFile('lib/lock.ts', 'export const changed = 1;\n');
    await rm(join(gloss.workspace, 'lib/gone.ts'));
    await type('Now?');
    const message = await sent();
    assert.match(message, /export const changed = 1;/);
    assert.match(message, /export const gone = true;/);
    await gloss.isTold('Not there any more, and sent as it was when it was added: lib/gone.ts');
    await gloss.writeFile('lib/lock.ts', 'export function lock(): void {}\n');
  });

  it('outlives the window, with the words', async () => {
    await attach('lock', 'lock.ts');
    await type('Half a question');
    await gloss.keeps('Half a question');
    await gloss.reload();
    panel = await gloss.openPanel();
    await chips().filter({ hasText: 'lock.ts' }).waitFor();
    await panel.getByRole('button', { name: 'Leave out lock.ts' }).click();
    await chips().first().waitFor({ state: 'detached' });
    assert.equal(await input().inputValue(), 'Half a question');
    await input().fill('');
  });

  it('is the selection, by the editor’s menu; a folder, by the explorer’s', async () => {
    await gloss.openFile('queue.ts');
    await gloss.select(1, 2);
    await gloss.contextMenu('Gloss', 'Add to Chat');
    await chips().filter({ hasText: 'queue.ts' }).filter({ hasText: '1–2' }).waitFor();
    await gloss.explorerMenu(['lib'], 'Gloss', 'Add to Chat');
    // The explorer has been where the panel is.
    panel = await gloss.panel();
    await chips().filter({ hasText: 'lock.ts' }).waitFor();
    assert.equal(await chips().filter({ hasText: 'picture.bin' }).count(), 0);
    await type('Both?');
    const message = await sent();
    assert.match(message, /^src\/queue\.ts:1–2\n\n```typescript\n/);
    assert.match(message, /\nlib\/lock\.ts\n/);
  });

  it('is a picture, sent as one, as closely looked at as is chosen', async () => {
    // One red pixel.
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
    await writeFile(join(gloss.workspace, 'lib/red.png'), Buffer.from(png, 'base64'));
    await attach('red', 'red.png');
    assert.match(await chips().innerText(), /red\.png\s+1 × 1 · 8,500 tokens\s+auto/);
    await panel.getByRole('button', { name: 'red.png: auto' }).click();
    await chips().filter({ hasText: '2,833 tokens' }).waitFor();
    await type('What color?');
    const request = endpoint.nextRequest();
    await input().press('Enter');
    const { messages } = JSON.parse((await request).text);
    assert.deepEqual(messages.at(-1).content, [
      { type: 'text', text: 'What color?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${png}`, detail: 'low' } },
    ]);
    await answer().waitFor();
    await panel.locator('[data-role="user"] .chip img').waitFor();
  });

  const choose = async (model: string) => {
    const button = panel.locator('[data-action="select-model"]');
    await button.click();
    await gloss.quickPick(model);
    await button.filter({ hasText: model }).waitFor();
  };

  it('is a PDF, sent as a file to a model that reads them, and as its text to one that does not', async () => {
    await attach('plan', 'plan.pdf');
    assert.match(await chips().innerText(), /plan\.pdf\s+PDF, 1 KB$/);
    await panel.locator('[data-part="meter"]', { hasText: /> \$0\.000\d+/ }).waitFor();
    await type('What is planned?');
    const request = endpoint.nextRequest();
    await input().press('Enter');
    const { messages } = JSON.parse((await request).text);
    const file_data = `data:application/pdf;base64,${btoa(pdf)}`;
    const file = { type: 'file', file: { filename: 'plan.pdf', file_data } };
    assert.deepEqual(messages.at(-1).content, [{ type: 'text', text: 'What is planned?' }, file]);
    await answer().waitFor();
    await panel.locator('[data-role="user"] .chip', { hasText: 'plan.pdf' }).waitFor();

    await choose('gpt-6-luna');
    await attach('plan', 'plan.pdf');
    assert.match(await chips().innerText(), /plan\.pdf\s+as text · 6 tokens$/);
    await panel.locator('[data-part="meter"]', { hasText: /≈ \$0\.000\d+/ }).waitFor();
    await type('And now?');
    const next = endpoint.nextRequest();
    await input().press('Enter');
    const said = JSON.parse((await next).text).messages.map(({ content }: { content: unknown }) => content);
    const asText = 'lib/plan.pdf\n\n```\nWe ship on a Friday.\n```\n\n';
    assert.deepEqual([said[1], said.at(-1)], [`${asText}What is planned?`, `${asText}And now?`]);
    await answer().waitFor();
    await choose('gpt-4o-mini');
  });

  it('is a PDF without text, which a model that reads none is not sent', async () => {
    await attach('scan', 'scan.pdf');
    await choose('gpt-6-luna');
    const refused =
      'gpt-6-luna does not read PDFs, and this one has no text that can be read, as a scan has none.';
    await chips().filter({ hasText: refused }).waitFor();
    await input().fill('What is planned?');
    await panel.locator('[data-action="send"][aria-disabled="true"]').waitFor();
    await choose('gpt-4o-mini');
    await chips().filter({ hasText: 'does not read PDFs' }).waitFor({ state: 'detached' });
    const request = endpoint.nextRequest();
    await input().press('Enter');
    assert.match((await request).text, /application\/pdf;base64/);
    await answer().waitFor();

    // What went along earlier is left out for such a model, as the drawer has it, and the answer says so.
    await choose('gpt-6-luna');
    await input().fill('And now?');
    const example = panel.locator('[data-part="example"]');
    await panel.locator('.composer [data-action="parameters"]').click();
    await example.filter({ hasText: 'And now?' }).waitFor();
    const shown = JSON.parse((await example.textContent()) ?? '');
    const next = endpoint.nextRequest();
    await input().press('Enter');
    const { text } = await next;
    assert.doesNotMatch(text, /application\/pdf/);
    assert.deepEqual(shown.messages[1], JSON.parse(text).messages[1]);
    const note = 'cannot read what went along earlier in this chat, so it was not sent along: lib/scan.pdf.';
    await answer().getByText(note).waitFor();
    await panel.locator('[data-part="meter"]', { hasText: /≈ \$0\.000\d+/ }).waitFor();

    // What the question itself is about is not.
    const sent = endpoint.requests.length;
    await panel.locator('[data-role="assistant"] [data-action="retry"]').first().click();
    await panel.locator('[data-role="assistant"][data-state="error"]').getByText(refused).waitFor();
    assert.equal(endpoint.requests.length, sent);
    await choose('gpt-4o-mini');
  });

  it('is a file that is dropped onto the panel, from anywhere', async () => {
    await panel.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['let dropped = 1;\n'], 'dropped.zig'));
      data.items.add(new File(['%PDF-1.7\n'], 'dropped.pdf'));
      data.items.add(new File([Uint8Array.of(0, 0, 0)], 'dropped.bin'));
      const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('[data-part="transcript"]')?.dispatchEvent(event);
    });
    await chips().filter({ hasText: 'dropped.pdf' }).waitFor();
    await gloss.isTold('dropped.bin is no text.');
    await type('What are they?');
    const request = endpoint.nextRequest();
    await input().press('Enter');
    const [text, file] = JSON.parse((await request).text).messages.at(-1).content;
    assert.equal(text.text, 'dropped.zig\n\n```\nlet dropped = 1;\n\n```\n\nWhat are they?');
    assert.equal(file.file.filename, 'dropped.pdf');
    await answer().waitFor();
  });

  it('is a symbol that a language server knows, with the whole of its declaration', async () => {
    await gloss.openFile('notes.md');
    await gloss.languageServerKnows('Notes on retrying');
    panel = await gloss.openPanel();
    await type('@retrying');
    await option('Notes on retrying').click();
    await chips().filter({ hasText: 'notes.md' }).waitFor();
    await type('What is it?');
    const notes = await gloss.fileText('notes.md');
    assert.equal(await sent(), `notes.md:1–5\n\n\`\`\`markdown\n${notes}\n\`\`\`\n\nWhat is it?`);
  });

  it('is told when it cannot be sent', async () => {
    await type('@picture');
    await option('picture.bin').click();
    await gloss.isTold('lib/picture.bin is no text.');
    assert.equal(await chips().count(), 0);
    await input().fill('');
  });

  it('is what is selected, open or wrong, behind an @', async () => {
    await gloss.openFile('broken.gloss.md');
    await gloss.openFile('queue.ts');
    await gloss.select(1, 2);
    panel = await gloss.openPanel();
    for (const [what, detail] of [
      ['Selection', 'queue.ts'],
      ['Open editors', '2 files'],
      ['Problems', '1'],
    ] as const) {
      await type(`@${what.slice(0, 4)}`);
      await option(what).filter({ hasText: detail }).click();
      await option(what).waitFor({ state: 'detached' });
    }
    await chips().filter({ hasText: '1–2' }).waitFor();
    await chips().filter({ hasText: 'broken.gloss.md' }).waitFor();
    await chips().filter({ hasText: 'Problems' }).filter({ hasText: '1 problem' }).waitFor();
    await type('What is it?');
    const message = await sent();
    assert.match(message, /^src\/queue\.ts:1–2\n/);
    assert.match(message, /\ninptu: file\n/);
    assert.match(message, /broken\.gloss\.md:3:1: error: /);
  });
});

describe('a task', () => {
  it('is called by a slash, and works on what goes along', async () => {
    await attach('lock', 'lock.ts');
    await type('/ta');
    await option('/tags').waitFor();
    await input().press('Enter');
    assert.equal(await input().inputValue(), '/tags ');
    const request = endpoint.nextRequest();
    await input().press('Enter');
    assert.match((await request).text, /export function lock/);
    await answer().locator('[data-action="saveTags"]').or(answer().locator('.card')).first().waitFor();
    assert.equal(await chips().count(), 0);
  });

  it('that is not there is a message', async () => {
    await input().fill('/etc/hosts is what?');
    assert.equal(await sent(), '/etc/hosts is what?');
  });
});
