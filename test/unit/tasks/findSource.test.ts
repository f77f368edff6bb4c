import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSource } from '../../../src/tasks/findSource.ts';

describe('what was rewritten is found', () => {
  const rows: [
    what: string,
    document: string,
    source: string,
    offset: number,
    rewritten: string,
    at?: number,
  ][] = [
    ['where it was', 'a b c', 'b', 2, 'x', 2],
    ['where it was, though it is elsewhere, too', 'b b b', 'b', 2, 'x', 2],
    ['elsewhere, when lines came before it', 'new\na b c', 'b c', 2, 'x', 6],
    ['nowhere, when it was edited', 'a B c', 'b', 2, 'x'],
    ['nowhere, when it could be either of two', 'b new b', 'b', 3, 'x'],
    ['nowhere, when it could be a part of another word', 'new width', 'id', 0, 'x'],
    ['nowhere, when two places overlap', '-aaa', 'aa', 0, 'x'],
    ['nowhere, when the document is shorter now', '', 'b', 2, 'x'],
    ['nowhere, when it was applied already', 'a x c', 'b', 2, 'x'],
    ['nowhere, when it was applied and holds its source', 'a /* b */ b c', 'b', 2, '/* b */ b'],
    ['nowhere, when it was applied and begins with its source', 'a b2 c', 'b', 2, 'b2'],
    ['nowhere, when it was applied, holds its source and moved on', 'new\na (b) c', 'b', 2, '(b)'],
    ['where it was, when it was nothing', 'a b c', '', 2, 'x', 2],
    ['where it is, when nothing is left to replace in it', 'new\na b c', 'b c', 2, 'b c', 6],
    ['again, when that was undone', 'a b c', 'b', 2, 'b2', 2],
  ];
  for (const [what, document, source, offset, rewritten, at] of rows) {
    it(what, () => assert.equal(findSource(document, { source, offset, rewritten }), at));
  }
});
