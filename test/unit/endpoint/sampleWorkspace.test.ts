import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { textOf } from '../../../src/comments/commentText.ts';
import { translate } from '../../endpoint/translation.ts';
import { commentsOf } from '../comments/installedGrammars.ts';

const workspace = join(import.meta.dirname, '..', '..', 'workspace');
const files = {
  'src/queue.ts': 'typescript',
  'src/report.py': 'python',
  'index.html': 'html',
  'styles.css': 'css',
};

describe('the stand-in has a translation of every comment of the sample workspace:', () => {
  for (const [file, languageId] of Object.entries(files)) {
    it(file, async () => {
      const comments = await commentsOf(languageId, await readFile(join(workspace, file), 'utf8'));
      assert.ok(comments.length >= 2);
      for (const comment of comments) {
        const text = textOf(comment);
        const translation = translate(text, 'English');
        assert.doesNotMatch(translation, /^\[en\]/);
        assert.notEqual(translation, text);
      }
    });
  }
});
