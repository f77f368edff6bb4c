import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentsIn } from '../../../src/comments/commentsIn.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { scanComments } from '../../../src/comments/scanComments.ts';

const blocks = findComments(scanComments('  // one\nx; // two\n// three\n', { lineComment: '//' }));

const at = (line: number, character: number, endLine = line, endCharacter = character) =>
  commentsIn(blocks, {
    start: { line, character },
    end: { line: endLine, character: endCharacter },
  }).map(({ lines }) => lines[0]?.text);

test('the cursor meets a comment anywhere on a line that it has to itself', () => {
  assert.deepEqual(at(0, 0), ['one']);
  assert.deepEqual(at(0, 8), ['one']);
});

test('beside code the cursor must be in the comment or at its ends', () => {
  assert.deepEqual(at(1, 1), []);
  assert.deepEqual(at(1, 3), ['two']);
  assert.deepEqual(at(1, 9), ['two']);
});

test('a selection meets the comments that it overlaps', () => {
  assert.deepEqual(at(0, 4, 1, 5), ['one', 'two']);
  assert.deepEqual(at(1, 0, 1, 2), []);
});

test('a selection of whole lines does not meet the line after them', () => {
  assert.deepEqual(at(1, 0, 2, 0), ['two']);
});

test('no comment, none met', () => {
  assert.deepEqual(at(3, 0), []);
});
