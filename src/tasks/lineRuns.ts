/**
 * Some lines of a text, and what stands in their place in another one: the same array where nothing has changed, and no
 * lines where some only come or go. A text is never without lines: that without characters has one.
 */
export interface LineRun {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export function isChange({ before, after }: LineRun): boolean {
  return before !== after;
}

/** Two texts side by side, line by line: runs of lines that are the same in both, and the changes between these. */
export function lineRuns(before: string, after: string): LineRun[] {
  const [old, fresh] = [linesIn(before), linesIn(after)];
  const runs: LineRun[] = [];
  let [left, right] = [0, 0];
  const changeUpTo = (oldEnd: number, freshEnd: number) => {
    if (oldEnd > left || freshEnd > right) {
      runs.push({ before: old.slice(left, oldEnd), after: fresh.slice(right, freshEnd) });
    }
  };
  for (const { oldStart, freshStart, length } of alike(old, fresh)) {
    changeUpTo(oldStart, freshStart);
    [left, right] = [oldStart + length, freshStart + length];
    const same = old.slice(oldStart, left);
    runs.push({ before: same, after: same });
  }
  changeUpTo(old.length, fresh.length);
  return joined(runs);
}

export function linesIn(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Lines that follow each other in both texts. */
interface Alike {
  oldStart: number;
  freshStart: number;
  length: number;
}

/** As much as can be alike in the same order; of texts that differ in too much only their beginning and their end. */
function alike(old: readonly string[], fresh: readonly string[]): Alike[] {
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const between = alikeBetween(
    old.slice(start, old.length - end),
    fresh.slice(start, fresh.length - end),
  ).map(({ oldStart, freshStart, length }) => ({
    oldStart: oldStart + start,
    freshStart: freshStart + start,
    length,
  }));
  const first = { oldStart: 0, freshStart: 0, length: start };
  const last = { oldStart: old.length - end, freshStart: fresh.length - end, length: end };
  return [first, ...between, last].filter(({ length }) => length > 0);
}

/** Lines that come or go beyond which two texts are held to have nothing in common: what it takes is the square of it. */
const mostEdits = 1_000;

/** By Myers' "An O(ND) Difference Algorithm and Its Variations" (1986): the fewest lines that come or go. */
function alikeBetween(old: readonly string[], fresh: readonly string[]): Alike[] {
  const most = Math.min(old.length + fresh.length, mostEdits);
  // For each diagonal (a line of `old` less one of `fresh`) how far into `old` so many edits reach, and what led there.
  let reached = new Map<number, Path>([[1, { line: 0, before: undefined }]]);
  for (let edits = 0; edits <= most; edits++) {
    const next = new Map<number, Path>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const added = reached.get(diagonal + 1);
      const removed = reached.get(diagonal - 1);
      const isRemoved = removed && (!added || removed.line >= added.line);
      const from = isRemoved ? removed : added;
      if (!from) continue;
      const start = from.line + (isRemoved ? 1 : 0);
      let line = start;
      while (line < old.length && line - diagonal < fresh.length && old[line] === fresh[line - diagonal]) {
        line += 1;
      }
      const own = { oldStart: start, freshStart: start - diagonal, length: line - start };
      const before = own.length > 0 ? { alike: own, before: from.before } : from.before;
      if (line >= old.length && line - diagonal >= fresh.length) return chain(before);
      next.set(diagonal, { line, before });
    }
    reached = next;
  }
  return [];
}

interface Path {
  line: number;
  before: Link | undefined;
}

interface Link {
  alike: Alike;
  before: Link | undefined;
}

function chain(last: Link | undefined): Alike[] {
  const links: Alike[] = [];
  for (let link = last; link; link = link.before) links.push(link.alike);
  return links.reverse();
}

/** Characters, spaces aside, up to which lines between two changes are alike by chance, as a `}` is. */
const leastAlike = 4;
/** Lines, old and new, beyond which a change is so large. */
const smallChange = 5;

/** Changes that the editor's own diff shows as one, because hardly anything lies between them, are one. */
function joined(runs: readonly LineRun[]): LineRun[] {
  const result: LineRun[] = [];
  for (const run of runs) {
    const [first, between] = result.slice(-2);
    if (first && between && isChange(first) && isChange(run) && isByChance(first, between, run)) {
      result.splice(-2, 2, {
        before: [...first.before, ...between.before, ...run.before],
        after: [...first.after, ...between.after, ...run.after],
      });
    } else result.push(run);
  }
  return result;
}

function isByChance(first: LineRun, between: LineRun, second: LineRun): boolean {
  const isLarge = ({ before, after }: LineRun) => before.length + after.length > smallChange;
  const characters = between.before.join('').replace(/\s/g, '').length;
  return characters <= leastAlike && (isLarge(first) || isLarge(second));
}
