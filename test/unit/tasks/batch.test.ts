import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterFailure } from '../../../src/tasks/afterFailure.ts';
import {
  addSpent,
  type BatchFile,
  batchText,
  filesIn,
  newBatch,
  readBatch,
  retryFailed,
  settleFile,
  textHash,
  triedLine,
} from '../../../src/tasks/batch.ts';
import { tagsCsv } from '../../../src/tasks/tagsCsv.ts';
import { type UnfitReason, unfitReasonOf } from '../../../src/tasks/unfitReason.ts';

const card = { kind: 'tags' as const, tags: ['retry'], fromVocabulary: false };
const done = (uri: string): BatchFile => ({ uri, state: 'done', card, hash: 'h' });
const failed = (uri: string): BatchFile => ({ uri, state: 'failed', problem: 'No.' });
const fresh = () =>
  newBatch('tags', [
    { uri: 'file:///a', state: 'waiting' },
    { uri: 'file:///b', state: 'waiting' },
    { uri: 'file:///c', state: 'skipped', reason: 'empty' },
  ]);

describe('a task over many files', () => {
  it('comes back from the disk as it was', () => {
    const batch = addSpent(settleFile(fresh(), done('file:///b')), { tokens: 70, cost: 0.001 });
    assert.deepEqual(readBatch(batchText(batch)), batch);
  });

  it('comes back with what was tried since, each file as it stood last, but for a line that was cut', () => {
    const before = fresh();
    const spent = { tokens: 70, cost: 0.001 };
    const once = addSpent(settleFile(before, failed('file:///b')), spent);
    const twice = addSpent(settleFile(once, done('file:///b')), spent);
    // Another attempt has taken something and settled nothing.
    const later = addSpent(twice, spent);
    const text = [
      batchText(before),
      triedLine(once, failed('file:///b')),
      triedLine(twice, done('file:///b')),
      triedLine(later, undefined),
    ].join('');
    assert.deepEqual(readBatch(text), later);
    const last = addSpent(settleFile(later, done('file:///a')), spent);
    const line = triedLine(last, done('file:///a'));
    assert.deepEqual(readBatch(text + line.slice(0, -1)), later);
    assert.deepEqual(readBatch(text + line.slice(0, -1) + line), last);
    assert.deepEqual(readBatch(text + line), last);
  });

  it('does not come back from half a file, nor from that of another version', () => {
    const text = JSON.stringify(fresh());
    assert.equal(readBatch(text.slice(0, 80)), undefined);
    assert.equal(readBatch(text.replace('"waiting"', '"lost"')), undefined);
  });

  it('has each file in one state, and in its place', () => {
    const batch = settleFile(settleFile(fresh(), failed('file:///b')), done('file:///a'));
    assert.deepEqual(
      batch.files.map(({ uri, state }) => [uri, state]),
      [
        ['file:///a', 'done'],
        ['file:///b', 'failed'],
        ['file:///c', 'skipped'],
      ],
    );
  });

  it('tries what failed again, and nothing else', () => {
    const batch = retryFailed(settleFile(settleFile(fresh(), failed('file:///b')), done('file:///a')));
    assert.deepEqual(
      filesIn(batch, 'waiting').map(({ uri }) => uri),
      ['file:///b'],
    );
  });

  it('has no cost when one price is not known', () => {
    const batch = addSpent(addSpent(fresh(), { tokens: 5, cost: null }), { tokens: 7, cost: 0.5 });
    assert.deepEqual(batch.spent, { tokens: 12, cost: null });
  });

  it('knows a text by its words, not by its line ends', async () => {
    assert.equal(await textHash('a\r\nb\n'), await textHash('a\nb\r\n'));
    assert.notEqual(await textHash('a\nb'), await textHash('a b'));
  });
});

describe('a failure of one file', () => {
  it('stops the others when it would befall them, too', () => {
    for (const kind of ['wrongKey', 'noQuota', 'unreachable', 'modelNotFound'] as const) {
      assert.equal(afterFailure({ kind }), 'stop', kind);
    }
  });

  it('is only its own otherwise', () => {
    for (const kind of ['server', 'contextTooLong', 'stalled', 'badRequest'] as const) {
      assert.equal(afterFailure({ kind }), 'settled', kind);
    }
  });

  it('has all wait when the server asks for that', () => {
    assert.deepEqual(afterFailure({ kind: 'rateLimit', retryAfter: 3_000 }), { again: 3_000 });
  });
});

describe('a file that is not worth a request', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const minified = `function f(){${'a=b+c;d(e);'.repeat(200)}}`;
  const cases: [why: string, name: string, content: Uint8Array, reason: UnfitReason | undefined][] = [
    ['ordinary code', 'a.ts', bytes('export const a = 1;\n'), undefined],
    ['nothing', 'a.ts', bytes(''), 'empty'],
    ['blank lines', 'a.ts', bytes(' \n\t\n'), 'empty'],
    ['a picture', 'a.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), 'binary'],
    ['UTF-16', 'a.txt', Uint8Array.from([0xff, 0xfe, 0x61, 0]), undefined],
    ['over 1 MB', 'a.txt', new Uint8Array(1_000_001).fill(97), 'tooLarge'],
    ['a bundle', 'a.js', bytes(minified), 'minified'],
    ['what is named minified', 'a.min.css', bytes('a { b: c }\n'), 'minified'],
    ['long paragraphs', 'a.md', bytes(`${'Some words; and others. '.repeat(100)}\n`), undefined],
    [
      'paragraphs without spaces',
      'a.md',
      bytes(`${'在滑动时间窗口内限制调用次数。'.repeat(100)}\n`),
      undefined,
    ],
    ['a signature', 'a.go', bytes('// Code generated by protoc. DO NOT EDIT.\npackage a\n'), 'generated'],
    ['a mark', 'a.ts', bytes('/** @generated */\nexport {};\n'), 'generated'],
    ['a lock file', 'yarn.lock', bytes('a@1:\n'), 'generated'],
    ['the word far below', 'a.ts', bytes(`${'a();\n'.repeat(20)}// @generated\n`), undefined],
  ];
  for (const [why, name, content, reason] of cases) {
    it(`${why}: ${reason ?? 'it is'}`, () => assert.equal(unfitReasonOf(name, content), reason));
  }
});

describe('tags as CSV', () => {
  it('have a line each, with quotes where they need them, and are no formulas', () => {
    assert.equal(
      tagsCsv([
        { file: 'src/a.ts', tags: ['retry', 'say "hi"'] },
        { file: 'b,c.md', tags: ['=1+1'] },
      ]),
      'file,tag\r\nsrc/a.ts,retry\r\nsrc/a.ts,"say ""hi"""\r\n"b,c.md",\'=1+1\r\n',
    );
  });
});
