import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeBlocks } from '../../../src/chat/codeBlocks.ts';
import type { AnswerState } from '../../../src/chat/turn.ts';

function blocks(text: string, state: AnswerState = 'complete') {
  return codeBlocks({ text, state });
}

describe('the blocks of code in an answer', () => {
  it('are those of lists and quotes, too, in their order', () => {
    const text =
      '1. a\n   ```js\n   let a;\n   ```\n\n> ```py\n> b = 1\n> ```\n\n    c\n\n- x\n  - y\n\n    ```\n    d\n    ```';
    assert.deepEqual(
      blocks(text).map(({ language, text }) => [language, text]),
      [
        ['js', 'let a;'],
        ['py', 'b = 1'],
        ['', 'c'],
        ['', 'd'],
      ],
    );
  });

  it('have what stands behind the fence and in the line before', () => {
    const [block] = blocks('First.\n\nIn `src/a.ts`, **change**:\n\n```ts src/a.ts\nx\n```');
    assert.deepEqual(block, {
      language: 'ts',
      info: 'ts src/a.ts',
      text: 'x',
      before: 'In src/a.ts, change:',
      whole: true,
    });
  });

  it('do not share a line before them', () => {
    assert.deepEqual(
      blocks('In a.ts:\n```\n1\n```\n```\n2\n```').map(({ before }) => before),
      ['In a.ts:', ''],
    );
  });

  it('are none while the answer streams', () => assert.deepEqual(blocks('```\na\n```', 'streaming'), []));

  for (const state of ['cut', 'stopped', 'interrupted', 'filtered', 'refused', 'error'] as const) {
    it(`are whole in an answer that is ${state} only where their fence is closed`, () => {
      const text = '```\na\n```\n\n```sh\nrm -rf /tmp/x';
      assert.deepEqual(
        blocks(text, state).map(({ whole }) => whole),
        [true, false],
      );
      assert.deepEqual(
        blocks('```\na\n```b', state).map(({ whole }) => whole),
        [false],
      );
    });
  }

  it('are whole in a complete answer, closed or not', () => {
    assert.deepEqual(
      blocks('    a\n\nb\n\n```\nc').map(({ whole }) => whole),
      [true, true],
    );
  });
});
