import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CardTurn } from '../../../src/chat/conversation.ts';
import {
  changeAt,
  leaveOut,
  type PartialRewrite,
  partialRewrite,
  reach,
  type ShownChange,
  shownChanges,
  takeBackIn,
  turnAt,
} from '../../../src/chat/partialRewrite.ts';

/** @param parts each a source and what it is rewritten to. */
function turnOf(...parts: [source: string, text: string][]): CardTurn {
  return {
    question: {
      ...{ role: 'user', id: 'q', text: 'Rewrite Selection' },
      attachments: parts.map(([text], line) => ({
        ...{ label: 'a.ts', detail: '1', languageId: 'typescript', text },
        origin: { uri: 'file:///a.ts', start: { line, character: 0 } },
      })),
    },
    cards: parts.map(([source, text]) => ({
      ...{ kind: 'rewrite', text, languageId: 'typescript' },
      unchanged: text === source,
    })),
  };
}

function stageOf({ stages }: PartialRewrite) {
  return stages.at(-1) ?? stages[0];
}

/** The texts of the sources and of the results, as the rewrite stands. */
function texts(rewrite: PartialRewrite) {
  const { question, cards } = turnAt(rewrite, stageOf(rewrite));
  return [
    question.attachments.map(({ text }) => text),
    cards.map(card =>
      card.kind === 'rewrite' && card.unchanged ? '' : card.kind === 'rewrite' && card.text,
    ),
  ];
}

function shown(rewrite: PartialRewrite, ...lines: number[]): ShownChange[] {
  return shownChanges(
    rewrite,
    stageOf(rewrite),
    lines.map((line, index) => ({ index, line })),
  );
}

function change(rewrite: PartialRewrite, index: number): ShownChange {
  return shown(rewrite, 0, 10)[index] ?? assert.fail('There is no such change.');
}

function apply(rewrite: PartialRewrite, index: number): PartialRewrite {
  const stage = stageOf(rewrite);
  const { change: applied } = change(rewrite, index);
  return reach(rewrite, stage, { ...stage, applied: new Set([...stage.applied, applied]) });
}

describe('a rewrite in part', () => {
  const whole = partialRewrite(turnOf(['a\nb\nc', 'A\nb\nC1\nC2'], ['x', 'x']));

  it('is the whole one as long as nothing is left out', () => {
    assert.deepEqual(turnAt(whole, whole.stages[0]), whole.turn);
  });

  it('has the source’s own lines where a change is left out, until that is taken back in', () => {
    const left = leaveOut(whole, change(whole, 0).change);
    assert.deepEqual(texts(left), [
      ['a\nb\nc', 'x'],
      ['a\nb\nC1\nC2', ''],
    ]);
    assert.equal(shown(left, 0).length, 1);
    assert.deepEqual(texts(takeBackIn(left)), texts(whole));
    const none = leaveOut(left, change(left, 0).change);
    assert.deepEqual(texts(none)[1], ['', ''], 'nothing is changed');
    assert.deepEqual(texts(takeBackIn(none)), texts(left), 'what was left out last comes first');
  });

  it('has a change that was applied in its source, too', () => {
    const applied = apply(whole, 1);
    assert.deepEqual(texts(applied), [
      ['a\nb\nC1\nC2', 'x'],
      ['A\nb\nC1\nC2', ''],
    ]);
    assert.deepEqual(
      shown(applied, 0).map(({ change }) => change.before),
      [['a']],
    );
  });

  it('has to be there when all of it was applied, though it is its own source then', () => {
    const { question, cards } = turnAt(apply(apply(whole, 1), 0), stageOf(apply(apply(whole, 1), 0)));
    assert.equal(question.attachments[0]?.text, 'A\nb\nC1\nC2');
    assert.deepEqual(cards[0], { ...whole.turn.cards[0], unchanged: false });
  });

  it('goes on from where an undo has led', () => {
    const first = apply(whole, 0);
    const second = apply(first, 0);
    assert.equal(second.stages.length, 3);
    const [asked, after] = second.stages;
    const other = reach(second, asked, { ...asked, applied: new Set([change(whole, 1).change]) });
    assert.equal(other.stages.length, 2);
    assert.notEqual(other.stages[1], after);
  });

  it('keeps the line breaks of its source', () => {
    const windows = partialRewrite(turnOf(['a\r\nb\r\nc', 'A\r\nb\r\nC']));
    assert.deepEqual(texts(leaveOut(windows, change(windows, 0).change))[1], ['a\r\nb\r\nC']);
    assert.deepEqual(texts(apply(windows, 0))[0], ['A\r\nb\r\nc']);
  });

  it('may be left out in any part, and be applied in any order, for the same result', () => {
    for (let chosen = 0; chosen < 4; chosen++) {
      const all = shown(whole, 0);
      const isIn = (index: number) => (chosen & (1 << index)) !== 0;
      const out = all.filter((_, index) => !isIn(index));
      const left = out.reduce((rewrite, { change }) => leaveOut(rewrite, change), whole);
      const wanted = turnAt(left, whole.stages[0]).cards[0];
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        const applied = new Set(order.filter(isIn).flatMap(index => all[index]?.change ?? []));
        const source = turnAt(whole, { ...whole.stages[0], applied }).question.attachments[0]?.text;
        assert.equal(wanted?.kind === 'rewrite' && wanted.text, source);
      }
    }
  });
});

describe('the changes of a rewrite', () => {
  const rewrite = partialRewrite(turnOf(['a\nb\nc', 'a\nb1\nb2\nc'], ['x\ny\nz', 'x\nz']));

  it('stand on both sides where they are, behind lines that came or went', () => {
    assert.deepEqual(
      shown(rewrite, 4, 20).map(({ part, old, fresh }) => [part, old, fresh]),
      [
        [0, { first: 5, count: 1 }, { first: 5, count: 2 }],
        [1, { first: 21, count: 1 }, { first: 22, count: 0 }],
      ],
    );
    const left = leaveOut(rewrite, change(rewrite, 0).change);
    assert.deepEqual(
      shown(left, 4, 20).map(({ old, fresh }) => [old.first, fresh.first]),
      [[21, 21]],
    );
  });

  const rows: [what: string, side: 'old' | 'fresh', line: number, part: number][] = [
    ['is the next one', 'fresh', 0, 0],
    ['is the one there', 'fresh', 6, 0],
    ['is the one there, on the other side', 'old', 5, 0],
    ['is the next one behind it', 'old', 6, 1],
    ['is the one whose lines went there', 'fresh', 22, 1],
    ['is the last one behind all', 'fresh', 30, 1],
  ];
  for (const [what, side, line, part] of rows) {
    it(`${what} for a cursor in line ${line} of the ${side} text`, () => {
      assert.equal(changeAt(shown(rewrite, 4, 20), side, line)?.part, part);
    });
  }
});
