import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parse } from 'jsonc-parser';
import { builtInExtensions } from '../../../scripts/editor/getEditor.ts';
import { commonRules } from '../../../src/comments/commonRules.ts';

/** What the editor's own extensions say of a language's comments, by its id. */
function configured(): Map<string, { lineComment?: unknown; blockComment?: unknown }> {
  const found = new Map();
  for (const name of readdirSync(builtInExtensions)) {
    const read = (file: string): string => readFileSync(join(builtInExtensions, name, file), 'utf8');
    let manifest: { contributes?: { languages?: { id: string; configuration?: string }[] } };
    try {
      manifest = JSON.parse(read('package.json'));
    } catch {
      continue; // a folder that is no extension
    }
    for (const { id, configuration } of manifest.contributes?.languages ?? []) {
      if (configuration) found.set(id, parse(read(configuration)).comments ?? {});
    }
  }
  return found;
}

it('the table of common languages says what the editor’s own extensions say', () => {
  let compared = 0;
  for (const [id, { lineComment, blockComment }] of configured()) {
    const rules = commonRules(id);
    if (!rules || id.startsWith('json')) continue;
    compared += 1;
    const line =
      typeof lineComment === 'object' && lineComment ? Reflect.get(lineComment, 'comment') : lineComment;
    // Docstrings and the like are no comments, though some configurations say so.
    if (rules.lineComment) assert.equal(rules.lineComment, String(line).trim(), id);
    if (rules.blockComment) assert.deepEqual(rules.blockComment, blockComment, id);
  }
  assert.ok(compared > 40, `${compared} languages compared`);
});

it('JSON has no comments, whatever its configuration says', () => {
  assert.deepEqual(commonRules('json'), {});
});
