import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineEdit, linesOf } from '../../../src/tasks/lineEdit.ts';
import { isChange, type LineRun, lineRuns } from '../../../src/tasks/lineRuns.ts';
import { pick, random } from '../random.ts';

/** Changes as `old lines > new lines`, lines as `a|b`. */
function changes(before: string, after: string): string[] {
  return lineRuns(before, after)
    .filter(isChange)
    .map(run => `${run.before.join('|')} > ${run.after.join('|')}`);
}

describe('two texts, line by line', () => {
  const rows: [what: string, before: string, after: string, expected: string[]][] = [
    ['are alike', 'a\nb', 'a\nb', []],
    ['differ in a line', 'a\nb\nc', 'a\nB\nc', ['b > B']],
    ['differ in two places', 'a\nb\nc', 'A\nb\nC', ['a > A', 'c > C']],
    ['differ by lines that came', 'a\nc', 'a\nb1\nb2\nc', [' > b1|b2']],
    ['differ by lines that went', 'a\nb1\nb2\nc', 'a\nc', ['b1|b2 > ']],
    ['differ by lines at the end, where no line break is', 'a', 'a\nb', [' > b']],
    ['differ by the line break at the end', 'a\n', 'a', [' > ']],
    ['differ in everything', 'a\nb', 'c', ['a|b > c']],
    ['differ in what was nothing', '', 'a\nb', [' > a|b']],
    ['are alike, whatever ends their lines', 'a\r\nb\rc', 'a\nb\nc', []],
    ['differ in small things beside a line that says little', 'a\n}\nb', 'A\n}\nB', ['a > A', 'b > B']],
    [
      'differ in one large thing, if hardly a line in it is alike',
      'a1\na2\na3\n}\nb',
      'A1\nA2\nA3\n}\nB',
      ['a1|a2|a3|}|b > A1|A2|A3|}|B'],
    ],
  ];
  for (const [what, before, after, expected] of rows) {
    it(what, () => assert.deepEqual(changes(before, after), expected));
  }

  it('that are long and have nothing in common differ in everything, at once', () => {
    const long = (sign: string) => Array.from({ length: 20_000 }, (_, line) => `${sign}${line}`).join('\n');
    const [first, change, last, ...others] = lineRuns(`same\n${long('a')}\nend`, `same\n${long('b')}\nend`);
    assert.deepEqual([first?.before, last?.before, others], [['same'], ['end'], []]);
    assert.equal(change?.after.length, 20_000);
  });
});

interface Case {
  before: string;
  after: string;
  eol: string;
}

/** Texts of few different lines, so that the same ones stand in many places. */
function randomCase(next: () => number): Case {
  const eol = pick(['\n', '\r\n'], next);
  const words = ['a', 'b', 'const c = 1;', '}', ''];
  const text = () => Array.from({ length: 1 + Math.floor(next() * 12) }, () => pick(words, next)).join(eol);
  return { before: text(), after: text(), eol };
}

/** How many lines two texts have in common at most, in the same order. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  before.forEach((old, row) => {
    after.forEach((fresh, column) => {
      const own = old === fresh ? at(row, column) + 1 : Math.max(at(row, column + 1), at(row + 1, column));
      lengths[row + 1]?.splice(column + 1, 1, own);
    });
  });
  return at(before.length, after.length);
}

describe('changes of lines', () => {
  const next = random(20_261_122);
  const cases = Array.from({ length: 2_000 }, () => randomCase(next));

  it('make of the old text the new one, and left out leave it as it was', () => {
    for (const { before, after, eol } of cases) {
      const runs = lineRuns(before, after);
      assert.equal(linesOf(runs, () => false).join(eol), before);
      assert.equal(linesOf(runs, () => true).join(eol), after);
    }
  });

  it('have lines between them that are the same', () => {
    for (const { before, after } of cases) {
      const kinds = lineRuns(before, after).map(isChange);
      assert.deepEqual(
        kinds,
        kinds.map((_kind, index) => (index % 2 === 0) === kinds[0]),
      );
    }
  });

  it('are no more than they need be, where no two are taken for one', () => {
    for (const { before, after, eol } of cases) {
      // Too long for a line that is alike by chance.
      const [old, fresh] = [before, after].map(text => text.split(eol).map(line => `${line} and more`));
      const runs = lineRuns(old?.join('\n') ?? '', fresh?.join('\n') ?? '');
      const same = runs.filter(run => !isChange(run)).flatMap(run => run.before);
      assert.equal(same.length, longestCommon(old ?? [], fresh ?? []));
    }
  });

  it('one by one, in any order and any of them, make what they make at once', () => {
    for (const { before, after, eol } of cases) {
      const runs = lineRuns(before, after);
      const order = runs
        .filter(run => isChange(run) && next() < 0.7)
        .map(change => ({ change, place: next() }))
        .sort((a, b) => a.place - b.place);
      const made = new Set<LineRun>();
      let text = before;
      for (const { change } of order) {
        const edit = lineEdit(runs, run => made.has(run), change, eol);
        assert.ok(text.startsWith(edit.before, edit.start));
        text = text.slice(0, edit.start) + edit.after + text.slice(edit.start + edit.before.length);
        made.add(change);
      }
      assert.equal(text, linesOf(runs, run => made.has(run)).join(eol));
    }
  });
});
