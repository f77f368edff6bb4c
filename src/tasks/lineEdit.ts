import type { LineRun } from './lineRuns.ts';

/** The lines that a text has by now. @param isMade of which changes it has what they make. */
export function linesOf(runs: readonly LineRun[], isMade: (change: LineRun) => boolean): string[] {
  return runs.flatMap(run => (isMade(run) ? run.after : run.before));
}

/**
 * A change to a text as an edit of no other lines.
 * @param isMade of which changes the text has what they make already.
 * @param eol what ends its lines.
 * @returns where in the text it begins, in UTF-16 units, what stands there, and what is to.
 */
export function lineEdit(
  runs: readonly LineRun[],
  isMade: (change: LineRun) => boolean,
  change: LineRun,
  eol: string,
): { start: number; before: string; after: string } {
  const index = runs.indexOf(change);
  const above = linesOf(runs.slice(0, index), isMade);
  // Lines come and go with a line break: that before them, or behind the first ones.
  const textOf = (lines: readonly string[]) => {
    if (above.length > 0) return lines.map(line => eol + line).join('');
    return index + 1 < runs.length ? lines.map(line => line + eol).join('') : lines.join(eol);
  };
  return { start: above.join(eol).length, before: textOf(change.before), after: textOf(change.after) };
}
