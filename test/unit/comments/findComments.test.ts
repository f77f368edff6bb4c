import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findComments } from '../../../src/comments/findComments.ts';
import { corpus, mark } from './corpus.ts';
import { installedGrammars } from './installedGrammars.ts';

const grammars = installedGrammars();

async function commentsOf(languageId: string, text: string) {
  const lines = await grammars.tokenize(languageId, text);
  assert.ok(lines, `no grammar for ${languageId}`);
  return findComments(lines);
}

describe('comments are found as marked by hand in', () => {
  for (const { languageId, source, marked } of corpus) {
    test(languageId, async () => {
      assert.equal(mark(source, await commentsOf(languageId, source)), marked);
    });
  }
});
