import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namedFile } from '../../../src/chat/namedFile.ts';

describe('the file that a block of code is of', () => {
  const table: [info: string, before: string, path: string | undefined][] = [
    ['ts src/a.ts', '', 'src/a.ts'],
    ['ts:src/a.ts', '', 'src/a.ts'],
    ['src/a.ts', '', 'src/a.ts'],
    ['ts title="src/a.ts"', '', 'src/a.ts'],
    ['ts {3-5} file=src/a.ts', 'see b.ts', 'src/a.ts'],
    ['ts', 'In src/a.ts:', 'src/a.ts'],
    ['ts', '**src/a.ts**', 'src/a.ts'],
    ['ts', 'src/a.ts (and again src/a.ts):', 'src/a.ts'],
    ['ts', 'Move it from a.ts to b.ts:', undefined],
    ['ts', 'Then call it:', undefined],
    ['ts ../a.ts', '', undefined],
    ['c++', '', undefined],
    ['', '', undefined],
  ];
  for (const [info, before, path] of table) {
    it(`is ${path} for ${JSON.stringify([info, before])}`, () =>
      assert.equal(namedFile({ info, before })?.path, path));
  }
});
