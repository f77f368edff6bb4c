import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ask, type ConversationChange, changed, newConversation } from '../../../../src/chat/conversation.ts';
import { fileHeading, fileLines } from '../../../../src/chat/conversationFile.ts';
import { newBatch, settleFile } from '../../../../src/tasks/batch.ts';
import { FileSystemError } from '../../../standIn/files.ts';
import { told, workspace } from '../../../standIn/vscode.ts';
import { attach, learn, modelNamed, openKept, paid, pay, translate } from './kept.ts';
import { limitFiles } from './limitFiles.ts';

const begun = newConversation();
const { id } = begun;
const first = ask(begun, { text: 'Wée?', attachments: [] });
const whole: ConversationChange = { type: 'turn', turn: { ...first.answer, text: 'So.', state: 'complete' } };
const second = ask(changed(begun, ...first.changes, whole), { text: 'And?', attachments: [] });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gloss-faults-'));
  told.length = 0;
});
afterEach(async () => {
  limitFiles('unlimited');
  await rm(folder, { recursive: true });
});

const words = (read: { turns: readonly { text: string }[] } | undefined) =>
  read?.turns.map(({ text }) => text);

/** The folder's files, by their paths; all are small. */
async function files(): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(await Promise.all(paths.map(async path => [path, await readFile(path, 'latin1')] as const)));
}

/** The one file whose path ends so. */
async function fileNamed(end: string): Promise<string> {
  const found = [...(await files()).keys()].filter(path => path.endsWith(end));
  assert.equal(found.length, 1, `${end}: ${found.join(', ')}`);
  return found[0] ?? '';
}

describe('a file of a conversation', () => {
  const changes = [...first.changes, whole, ...second.changes];
  const text = Buffer.from(fileHeading(id) + fileLines(changes));

  it('cut off anywhere has all lines that are whole, and takes what comes next', async () => {
    const { conversations } = openKept(folder);
    await conversations.append(id, ...changes);
    const file = await fileNamed('.jsonl');
    for (let length = 1; length <= text.length; length += 23) {
      await writeFile(file, text.subarray(0, length));
      const next = openKept(folder).conversations;
      await next.read(id);
      const more = ask(begun, { text: 'More?', attachments: [] });
      await next.append(id, ...more.changes);
      const read = await openKept(folder).conversations.read(id);
      const isWhole = (_: unknown, index: number) =>
        Buffer.from(fileHeading(id) + fileLines(changes.slice(0, index + 1))).length <= length;
      const expected = changed(begun, ...changes.filter(isWhole), ...more.changes);
      assert.deepEqual([...(read?.nodes.keys() ?? [])], [...expected.nodes.keys()], `cut at ${length}`);
      for (const [path] of await files()) if (path.endsWith('.corrupt')) await rm(path);
    }
  });

  it('with garbage anywhere has the rest, a copy of all and a notice', async () => {
    const { conversations } = openKept(folder);
    await conversations.append(id, ...changes);
    const file = await fileNamed('.jsonl');
    for (let at = 0; at < text.length; at += 37) {
      told.length = 0;
      const torn = Buffer.concat([
        text.subarray(0, at),
        Buffer.from([0, 255, 10, 123]),
        text.subarray(at + 9),
      ]);
      await writeFile(file, torn);
      const read = await openKept(folder).conversations.read(id);
      assert.ok(read && read.nodes.size > 0, `garbage at ${at}`);
      if (told.length === 0) continue;
      const copy = await fileNamed('.corrupt');
      assert.deepEqual(await readFile(copy), torn);
      await rm(copy);
    }
  });

  it('that makes no sense at all is set aside with a notice, beside those that were before', async () => {
    const { conversations } = openKept(folder);
    await conversations.append(id, ...changes);
    const file = await fileNamed('.jsonl');
    await writeFile(file, 'one');
    assert.deepEqual(await openKept(folder).conversations.list(), []);
    await writeFile(file, 'other');
    assert.equal(await openKept(folder).conversations.read(id), undefined);
    assert.equal(told.filter(sentence => sentence.includes('.corrupt')).length, 2);
    const kept = [...(await files())].filter(([path]) => path.endsWith('.corrupt')).map(([, text]) => text);
    assert.deepEqual(kept.sort(), ['one', 'other']);
  });

  it('that was deleted can be brought back for days, however old it is', async () => {
    const { conversations } = openKept(folder);
    await conversations.append(id, ...changes);
    await utimes(await fileNamed('.jsonl'), 0, 0);
    await conversations.delete(id);
    // Takes away what has been deleted for long, some time after it has listed the others.
    await conversations.list();
    await conversations.list();
    await fileNamed('.deleted');
    await conversations.undelete(id);
    assert.equal((await conversations.read(id))?.turns.length, 4);
  });
});

describe('on a full disk', () => {
  it('a conversation is told of once, lasts, and is whole as soon as there is room', async () => {
    const { conversations } = openKept(folder);
    limitFiles(40);
    assert.equal(await conversations.append(id, ...first.changes), false);
    assert.equal(await conversations.append(id, whole), false);
    assert.equal(told.length, 1, told.join('\n'));
    assert.match(told[0] ?? '', /cannot be saved/);
    assert.deepEqual(words(await conversations.read(id)), ['Wée?', 'So.'], 'when it is come back to');
    assert.equal((await conversations.list()).length, 1, 'in the history');
    limitFiles('unlimited');
    assert.equal(await conversations.append(id, ...second.changes), true);
    told.length = 0;
    const next = openKept(folder).conversations;
    assert.deepEqual(words(await next.read(id)), ['Wée?', 'So.', 'And?', '']);
    assert.deepEqual(told, [], 'nothing is missing');
  });

  it('a long conversation that has no room for its end has all of it later', async () => {
    const { conversations } = openKept(folder);
    await conversations.append(id, ...first.changes);
    const before = (await readFile(await fileNamed('.jsonl'))).length;
    limitFiles(before + 20);
    await conversations.append(id, whole);
    limitFiles('unlimited');
    await conversations.append(id, ...second.changes);
    assert.deepEqual(words(await openKept(folder).conversations.read(id)), ['Wée?', 'So.', 'And?', '']);
  });

  it('a task over many files is told of once, has what it had, and all of it as soon as there is room', async () => {
    const { batches } = openKept(folder);
    let batch = newBatch(
      'tags',
      ['one', 'two', 'three'].map(uri => ({ uri, state: 'waiting' as const })),
    );
    const fail = async (uri: string) => {
      const file = { uri, state: 'failed' as const, problem: '' };
      batch = settleFile(batch, file);
      await batches.saveTried(batch, file);
    };
    await batches.save(batch);
    await fail('one');
    const before = batch;
    limitFiles((await readFile(await fileNamed('batch.json'))).length + 10);
    await fail('two');
    assert.equal(told.length, 1, told.join('\n'));
    assert.deepEqual(await openKept(folder).batches.load(), before, 'half a line counts for nothing');
    limitFiles('unlimited');
    await fail('three');
    assert.deepEqual(await openKept(folder).batches.load(), batch);
    await rm(await fileNamed('batch.json'));
    await fail('one');
    assert.deepEqual(await openKept(folder).batches.load(), batch, 'when it was taken away meanwhile');
    assert.equal(told.length, 1, told.join('\n'));
  });

  it('everything else is told of, stays as it was, and is there as soon as there is room', async () => {
    const kept = openKept(folder);
    await attach(kept, id, 'one');
    await translate(kept, 'one', 'eins');
    await learn(kept, 'one');
    await pay(kept, 'model');
    const before = await files();
    limitFiles(10);
    await attach(kept, id, 'two');
    await translate(kept, 'two', 'zwei');
    await learn(kept, 'two');
    await assert.rejects(pay(kept, 'model'));
    assert.deepEqual(await files(), before, 'nothing half written is left');
    await translate(kept, 'two', 'zwei');
    await learn(kept, 'two');
    assert.equal(kept.memory.of(modelNamed('two')).refusals.length, 1);
    assert.deepEqual(
      told.map(sentence => sentence.slice(0, 20)),
      ['What goes along with', 'Translations cannot ', 'What is found out ab'],
    );
    limitFiles('unlimited');
    await attach(kept, id, 'three');
    await translate(kept, 'three', 'drei');
    await learn(kept, 'three');
    await pay(kept, 'model');
    const next = openKept(folder);
    await next.attached.restore(id);
    assert.deepEqual(
      next.attached.of(id).map(({ attachment }) => attachment.label),
      ['one', 'two', 'three'],
    );
    for (const [key, text] of Object.entries({ one: 'eins', two: 'zwei', three: 'drei' })) {
      assert.equal(await next.translations.get(key), text);
    }
    await next.memory.load();
    for (const model of ['one', 'two', 'three']) {
      assert.equal(next.memory.of(modelNamed(model)).refusals.length, 1, model);
    }
    assert.equal(await paid(next), 3);
  });
});

describe('what goes along', () => {
  const goesAlong = async (kept = openKept(folder)) => {
    await kept.attached.restore(id);
    return kept.attached.of(id).map(({ attachment }) => attachment.label);
  };

  it('stays on disk until its question is there, beside what is added for the next one', async () => {
    const kept = openKept(folder);
    await attach(kept, id, 'one');
    const { attachments, sent } = await kept.attached.take(id);
    assert.deepEqual(
      attachments.map(({ label }) => label),
      ['one'],
    );
    await attach(kept, id, 'two');
    assert.deepEqual(await goesAlong(kept), ['two'], 'as it is shown');
    assert.deepEqual(await goesAlong(), ['one', 'two'], 'after a crash');
    sent();
    await kept.attached.written();
    assert.deepEqual(await goesAlong(), ['two']);
  });

  it('and cannot be read just now is not written over', async test => {
    await attach(openKept(folder), id, 'old');
    const kept = openKept(folder);
    const { mock } = test.mock.method(workspace.fs, 'readFile', () =>
      Promise.reject(new FileSystemError('Unknown')),
    );
    await attach(kept, id, 'new');
    assert.deepEqual(await goesAlong(kept), ['new']);
    assert.equal(told.length, 1, told.join('\n'));
    mock.restore();
    assert.deepEqual(await goesAlong(), ['old']);
    await attach(kept, id, 'newer');
    assert.deepEqual(await goesAlong(kept), ['old', 'new', 'newer']);
    assert.deepEqual(await goesAlong(), ['old', 'new', 'newer']);
  });

  it('is there once when several ask for it at once', async () => {
    await attach(openKept(folder), id, 'one');
    const kept = openKept(folder);
    await Promise.all([goesAlong(kept), goesAlong(kept)]);
    assert.deepEqual(await goesAlong(kept), ['one']);
  });
});

describe('a file that makes no sense', () => {
  it('is kept as .corrupt, with a notice, whatever it was of', async () => {
    const kept = openKept(folder);
    await attach(kept, id, 'one');
    await translate(kept, 'one', 'eins');
    await learn(kept, 'one');
    await pay(kept, 'model');
    await kept.batches.save(newBatch('tags', []));
    const before = await files();
    for (const path of before.keys()) await writeFile(path, '{"version":');
    const next = openKept(folder);
    await next.attached.restore(id);
    await attach(next, id, 'two');
    await translate(next, 'two', 'zwei');
    await learn(next, 'two');
    await pay(next, 'model');
    assert.equal(await paid(next), 1);
    assert.equal(await next.batches.load(), undefined);
    const after = await files();
    for (const path of before.keys()) assert.equal(after.get(`${path}.corrupt`), '{"version":', path);
    assert.equal(told.length, before.size, told.join('\n'));
  });
});

describe('a file of a later Gloss', () => {
  /** Has one have written the file whose path ends so. @returns what is to stay in it */
  async function makeNewer(end: string): Promise<() => Promise<void>> {
    const file = await fileNamed(end);
    const newer = (await readFile(file, 'utf8')).replace('"version":1', '"version":2');
    assert.match(newer, /"version":2/);
    await writeFile(file, newer);
    return async () => {
      assert.equal(await readFile(file, 'utf8'), newer);
      assert.equal(told.length, 1, told.join('\n'));
      assert.match(told[0] ?? '', /^A newer Gloss/);
    };
  }

  it('of a conversation stays as it is when that is renamed and pinned without having been read', async () => {
    await openKept(folder).conversations.append(id, ...first.changes, whole);
    const stays = await makeNewer('.jsonl');
    const { conversations } = openKept(folder);
    assert.equal((await conversations.list()).length, 1);
    assert.equal(await conversations.append(id, { type: 'title', title: 'Mine' }), false);
    assert.equal(await conversations.append(id, { type: 'pin', pinned: true }), false);
    await stays();
  });

  it('of a task over many files stays as it is for whatever comes of another one', async () => {
    const batch = newBatch('tags', []);
    const before = openKept(folder).batches;
    await before.save(batch);
    await before.saveTried(batch, undefined);
    const stays = await makeNewer('batch.json');
    const { batches } = openKept(folder);
    assert.equal(await batches.load(), undefined);
    await batches.save(batch);
    await batches.discard();
    assert.equal(await batches.load(), undefined);
    await stays();
    await rm(await fileNamed('batch.json'));
    assert.equal(await batches.load(), undefined);
    await batches.save(batch);
    assert.deepEqual(await batches.load(), batch, 'once that is done with');
  });

  it('of what goes along stays as it is for whatever is added', async () => {
    await attach(openKept(folder), id, 'one');
    const stays = await makeNewer(`${id}.json`);
    const kept = openKept(folder);
    await attach(kept, id, 'two');
    assert.equal(kept.attached.of(id).length, 1, 'it lasts');
    await attach(kept, id, undefined);
    await stays();
  });

  it('of translations stays as it is for whatever is translated or forgotten', async () => {
    await translate(openKept(folder), 'one', 'eins');
    const stays = await makeNewer('translations.json');
    const { translations } = openKept(folder);
    assert.equal(await translations.get('one'), undefined);
    await translations.change([['two', 'zwei']]);
    await translations.change([['three', 'drei']]);
    assert.equal(await translations.get('two'), 'zwei', 'it lasts');
    await translations.clear();
    await stays();
  });

  it('of what was found out about models stays as it is for whatever is found out or forgotten', async () => {
    await learn(openKept(folder), 'one');
    const stays = await makeNewer('models.json');
    const kept = openKept(folder);
    await learn(kept, 'two');
    await learn(kept, 'three');
    assert.equal(kept.memory.of(modelNamed('two')).refusals.length, 1, 'it lasts');
    await kept.memory.forgetRefusals();
    await stays();
  });
});

it('what goes along is read as it was before its file had a version', async () => {
  await attach(openKept(folder), id, 'one');
  const file = await fileNamed(`${id}.json`);
  await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8')).attached));
  const { attached } = openKept(folder);
  await attached.restore(id);
  assert.deepEqual(
    attached.of(id).map(({ attachment }) => attachment.label),
    ['one'],
  );
});

describe('what was found out about models', () => {
  const asked = modelNamed('model');
  const refusal = { change: 'drop', field: 'seed' } as const;
  const key = `gloss.model:${asked.provider.baseUrl} model`;

  /** What the editor keeps for Gloss. */
  function state(...entries: readonly (readonly [string, unknown])[]) {
    const values = new Map(entries);
    const memento = {
      keys: () => [...values.keys()],
      get: (name: string) => values.get(name),
      update: async (name: string, value: unknown) => {
        if (value === undefined) values.delete(name);
        else values.set(name, value);
      },
    };
    return { values, memento };
  }

  it('by two windows at once is known to the next one', async () => {
    const [one, other] = [openKept(folder).memory, openKept(folder).memory];
    await Promise.all([
      one.addRefusal(asked, refusal),
      other.addRefusal(asked, refusal),
      other.addRefusal(asked, { change: 'unstructured' }),
      one.add(asked, { contextWindow: 7 }),
    ]);
    await other.add(asked, { shutdown: '2027-01-01' });
    const { memory } = openKept(folder);
    await memory.load();
    const { refusals, ...more } = memory.of(asked);
    assert.deepEqual(more, { contextWindow: 7, shutdown: '2027-01-01' });
    assert.deepEqual(new Set(refusals), new Set([refusal, { change: 'unstructured' }]));
    assert.equal(await memory.forgetRefusals(), 2);
  });

  it('and cannot be read just now is looked for again', async test => {
    await openKept(folder).memory.addRefusal(asked, refusal);
    const { memory } = openKept(folder);
    const { mock } = test.mock.method(workspace.fs, 'readFile', () =>
      Promise.reject(new FileSystemError('Unknown')),
    );
    await memory.load();
    mock.restore();
    await memory.load();
    assert.deepEqual(memory.of(asked).refusals, [refusal]);
  });

  it('by an earlier Gloss, in the editor’s store, is taken over once', async () => {
    const own = [key, { refusals: [refusal], dismissedOn: '2026-01-01' }] as const;
    const { values, memento } = state(own, ['gloss.model:broken', 1], ['other', 2]);
    const { memory } = openKept(folder, memento);
    await memory.load();
    assert.deepEqual(memory.of(asked), own[1]);
    assert.deepEqual([...values.keys()], ['gloss.model:broken', 'other']);
    await memory.forgetRefusals();
    // As a window has it that was open before.
    const later = openKept(folder, state(own).memento).memory;
    await later.load();
    assert.deepEqual(
      later.of(asked),
      { refusals: [], dismissedOn: '2026-01-01' },
      'what is in the file goes before',
    );
  });

  it('stays in the editor’s store until it is on the disk', async () => {
    const { values, memento } = state([key, { refusals: [refusal] }]);
    limitFiles(10);
    const { memory } = openKept(folder, memento);
    await memory.load();
    assert.deepEqual(memory.of(asked).refusals, [refusal]);
    assert.equal(values.size, 1);
  });
});

describe('in a folder that cannot be written to', () => {
  it('everything is there, and what is new is told of and lasts', async () => {
    const before = openKept(folder);
    await before.conversations.append(id, ...first.changes);
    await before.conversations.open(id);
    await attach(before, id, 'one');
    await translate(before, 'one', 'eins');
    await learn(before, 'one');
    const kept = openKept(folder);
    await readOnly(async () => {
      assert.deepEqual(words(await kept.conversations.restore()), ['Wée?', '']);
      await kept.conversations.append(id, whole);
      await kept.conversations.append(id, ...second.changes);
      assert.deepEqual(words(await kept.conversations.read(id)), ['Wée?', 'So.', 'And?', '']);
      await attach(kept, id, 'two');
      await translate(kept, 'two', 'zwei');
      assert.equal(await kept.translations.get('one'), 'eins');
      await learn(kept, 'two');
      assert.equal(kept.memory.of(modelNamed('one')).refusals.length, 1);
      await assert.rejects(kept.conversations.delete(id));
    });
    assert.deepEqual(
      told.map(sentence => sentence.slice(0, 20)),
      ['The conversation can', 'What goes along with', 'Translations cannot ', 'What is found out ab'],
    );
    await kept.conversations.append(id, { type: 'title', title: 'Mine' });
    assert.deepEqual(words(await openKept(folder).conversations.read(id)), ['Wée?', 'So.', 'And?', '']);
  });

  /** As somebody who may read it all and write none of it, which root could. */
  async function readOnly(work: () => Promise<void>): Promise<void> {
    execFileSync('chmod', ['-R', 'a-w,a+rX', folder]);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.('nobody');
    try {
      await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
      execFileSync('chmod', ['-R', 'u+w', folder]);
    }
  }
});
