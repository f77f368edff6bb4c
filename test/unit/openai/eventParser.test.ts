import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventParser, type StreamPart } from '../../../src/openai/eventParser.ts';

const message = (data: string): StreamPart => ({ type: 'event', event: 'message', data });
const named = (event: string, data: string): StreamPart => ({ type: 'event', event, data });
const comment: StreamPart = { type: 'comment' };

describe('the events in a text', () => {
  const texts: [text: string, parts: StreamPart[]][] = [
    ['data: a\n\n', [message('a')]],
    ['data:a\n\n', [message('a')]],
    ['data:  a \n\n', [message(' a ')]],
    ['data\n\n', [message('')]],
    ['data\ndata\n\n', [message('\n')]],
    ['data: a\ndata: b\n\n', [message('a\nb')]],
    ['data: a: b\n\n', [message('a: b')]],
    ['data: a\r\rdata: b\r\r', [message('a'), message('b')]],
    ['data: a\r\n\r\ndata: b\r\n\r\n', [message('a'), message('b')]],
    ['data: a\n\r\n', [message('a')]],
    ['event: x\ndata: a\n\ndata: b\n\n', [named('x', 'a'), message('b')]],
    ['event: x\n\ndata: b\n\n', [message('b')]],
    ['event:\ndata: a\n\n', [message('a')]],
    ['data: a\nevent: x\n\n', [named('x', 'a')]],
    [': hello\ndata: a\n:\n\n', [comment, comment, message('a')]],
    ['id: 1\nretry: 5\nfoo\nDATA: no\n data: no\ndatas: no\ndata: a\n\n', [message('a')]],
    ['data: a\u2028b\n\n', [message('a\u2028b')]],
    ['data: \0\n\n', [message('\0')]],
    ['\n\n\n', []],
    ['error: {"a":1}\n\n', [named('error', '{"a":1}')]],
    ['data: a', []],
    ['data: a\n', []],
  ];
  for (const [text, parts] of texts) {
    it(`${JSON.stringify(text)} are ${parts.length}`, () => {
      assert.deepEqual(new EventParser().feed(text), parts);
    });

    it(`${JSON.stringify(text)} are the same character by character`, () => {
      const parser = new EventParser();
      assert.deepEqual(
        [...text].flatMap(character => parser.feed(character)),
        parts,
      );
    });
  }

  it('come as soon as their line has ended, whatever ends it', () => {
    const parser = new EventParser();
    assert.deepEqual(parser.feed('data: a\r'), []);
    assert.deepEqual(parser.feed('\r'), [message('a')]);
    assert.deepEqual(parser.feed('\ndata: b\n'), []);
    assert.deepEqual(parser.feed('\n'), [message('b')]);
  });

  it('of an empty text are none, and it changes nothing', () => {
    const parser = new EventParser();
    assert.deepEqual(
      ['data: a\r', '', '\n', '', '\n'].flatMap(text => parser.feed(text)),
      [message('a')],
    );
  });

  it('that lack their end are left over', () => {
    for (const text of ['data: a', 'data: a\n', 'data: a\r']) {
      const parser = new EventParser();
      assert.deepEqual(parser.feed(text), []);
      assert.deepEqual(parser.finish(), [message('a')]);
    }
  });

  it('are one however many pieces a line has', () => {
    const parser = new EventParser();
    const pieces = ['data: ', ...Array<string>(100_000).fill('x'), '\n\n'];
    assert.deepEqual(
      pieces.flatMap(piece => parser.feed(piece)),
      [message('x'.repeat(100_000))],
    );
  });
});
