import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fence } from '../../../src/models/fence.ts';

it('a text is between more backticks than it has in a row, however many that are', () => {
  assert.equal(fence('let a;', 'ts'), '```ts\nlet a;\n```');
  assert.equal(fence('```\n````x', ''), '`````\n```\n````x\n`````');
});
it('x', () => {
  fence('` '.repeat(500_000), '');
});
