import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf } from '../../../src/tasks/placeOf.ts';

describe('a text that was taken from a document', () => {
  it('is where it was, although there is another like it', () => {
    assert.equal(placeOf('b', 'a b b', 4), 4);
  });

  it('is found where it has moved to', () => {
    assert.equal(placeOf('b', 'new a b', 2), 6);
  });

  it('is nowhere when it has moved and there are two of it, overlapping ones included', () => {
    assert.equal(placeOf('b', 'new b b', 0), undefined);
    assert.equal(placeOf('aa', 'xaaa', 0), undefined);
  });

  it('is nowhere when it could be a part of another word', () => {
    assert.equal(placeOf('id', 'new width', 0), undefined);
  });

  it('is nowhere when it is gone, or the document ends before it', () => {
    assert.equal(placeOf('b', 'a', 2), undefined);
  });
});
