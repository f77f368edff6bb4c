import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ask, type ConversationChange, changed, newConversation } from '../../../../src/chat/conversation.ts';
import { clicked, told, workspace } from '../../../standIn/vscode.ts';
import { openKept } from './kept.ts';

const { deleteConversation } = await import('../../../../src/vscode/history/changeConversation.ts');

const begun = newConversation();
const { id } = begun;
const one = ask(begun, { text: 'One?', attachments: [] });
const whole: ConversationChange = { type: 'turn', turn: { ...one.answer, text: 'A.', state: 'complete' } };
const afterOne = changed(begun, ...one.changes, whole);
const two = ask(afterOne, { text: 'Two?', attachments: [] });
const afterTwo = changed(afterOne, ...two.changes);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gloss-deleted-'));
  told.length = 0;
  clicked.clear();
});
afterEach(() => rm(folder, { recursive: true }));

const openWindow = () => openKept(folder).conversations;

/** What a window that opens now shows of the conversation, and keeps. */
async function said(): Promise<string[]> {
  return (await openWindow().read(id))?.turns.map(({ text }) => text) ?? [];
}

/** Paths of the files with such an end. */
async function files(end: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter(name => name.endsWith(end)).map(name => join(folder, name));
}

/** Two windows on the conversation, with the first question. */
async function openTwo() {
  const here = openWindow();
  await here.append(id, ...one.changes, whole);
  const there = openWindow();
  await there.read(id);
  return { here, there };
}

describe('a conversation that is deleted in one window', () => {
  it('and gone on with in another is there with all of it', async () => {
    const { here, there } = await openTwo();
    await here.delete(id);
    await there.append(id, ...two.changes);
    assert.deepEqual(await said(), ['One?', 'A.', 'Two?', '']);
    assert.deepEqual(await files('.deleted'), []);
    await here.undelete(id);
    assert.deepEqual(await said(), ['One?', 'A.', 'Two?', ''], 'bringing back what is there changes nothing');
  });

  it('and gone on with in two others is there with what both have said', async () => {
    const { here, there } = await openTwo();
    const third = openWindow();
    await third.read(id);
    await here.delete(id);
    const other = ask(afterOne, { text: 'Other?', attachments: [] });
    await there.append(id, ...two.changes);
    await third.append(id, ...other.changes);
    assert.equal((await openWindow().read(id))?.children.get(one.answer.id)?.length, 2);
  });

  it('and is nowhere any more is written whole by the one that goes on with it', async () => {
    const { here, there } = await openTwo();
    await here.delete(id);
    for (const file of await files('.deleted')) await rm(file);
    await there.append(afterTwo, ...two.changes);
    assert.deepEqual(await said(), ['One?', 'A.', 'Two?', '']);
    assert.equal(await there.hasNews(id), false);
  });

  it('is brought back into what has been said in its place since', async () => {
    const { here } = await openTwo();
    await here.delete(id);
    // As a window does that had yet to notice.
    await here.append(id, ...two.changes, { type: 'title', title: 'Mine' });
    assert.deepEqual(await said(), []);
    await here.undelete(id);
    assert.deepEqual(await said(), ['One?', 'A.', 'Two?', '']);
    assert.equal((await openWindow().read(id))?.title, 'Mine');
    assert.deepEqual(await files('.deleted'), []);
  });

  it('and once more with what has been said in its place since, has both when it is brought back', async () => {
    const { here } = await openTwo();
    await here.delete(id);
    await here.append(id, ...two.changes);
    await here.delete(id);
    assert.deepEqual(await said(), []);
    await here.undelete(id);
    assert.deepEqual(await said(), ['One?', 'A.', 'Two?', '']);
  });

  it('stays so when something else of it is on its way to the disk', async test => {
    const { here } = await openTwo();
    const { rename } = workspace.fs;
    const late = Promise.withResolvers<void>();
    test.mock.method(workspace.fs, 'rename', async (...args: Parameters<typeof rename>) => {
      await rename(...args);
      here.append(id, { type: 'title', title: 'Mine' }).then(() => late.resolve());
    });
    await Promise.all([here.delete(id), late.promise]);
    assert.deepEqual(await openWindow().list(), []);
  });
});

describe('the user', () => {
  const log = { error: () => undefined };

  it('gets a conversation back that was deleted, and it is shown again', async () => {
    const { here } = await openTwo();
    const shown = Promise.withResolvers<string>();
    const session = {
      conversation: begun,
      delete: () => here.delete(id),
      async show(which: string) {
        shown.resolve(which);
        return true;
      },
    };
    clicked.add('Undo');
    await deleteConversation({ session, store: here, log }, id);
    assert.equal(await shown.promise, id);
    assert.deepEqual(await said(), ['One?', 'A.']);
    assert.deepEqual(told, ['Chat deleted.']);
  });

  it('is told when it cannot be brought back', async () => {
    const { here } = await openTwo();
    const session = {
      conversation: begun,
      async delete() {
        await here.delete(id);
        for (const file of await files('.deleted')) await rm(file);
      },
      show: async () => true,
    };
    const failed = Promise.withResolvers<void>();
    clicked.add('Undo');
    await deleteConversation({ session, store: here, log: { error: () => failed.resolve() } }, id);
    await failed.promise;
    assert.equal(told.length, 2);
    assert.match(told[1] ?? '', /cannot be brought back/);
  });

  it('is told when it cannot be deleted', async () => {
    const { here } = await openTwo();
    const session = {
      conversation: begun,
      delete: () => Promise.reject(new Error()),
      show: async () => true,
    };
    await deleteConversation({ session, store: here, log }, id);
    assert.deepEqual(told, ['The chat cannot be deleted now.']);
  });
});
