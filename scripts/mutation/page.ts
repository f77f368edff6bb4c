import { dirname } from 'node:path';
import type { Placed } from './placedMutants.ts';

/** A mutant with what came of it. */
export type Tried = Placed & { outcome: 'noticed' | 'unnoticed' | 'neverRun' };

/**
 * The page docs/mutants.md.
 * @param before the page as it is, whose reasons stay with their mutants
 * @param date such as 2026-11-21
 */
export function mutantsPage(tried: readonly Tried[], before: string, date: string): string {
  const reasons = reasonsIn(before);
  const left = tried.filter(({ outcome }) => outcome !== 'noticed');
  const folders = [...new Set(tried.map(({ file }) => dirname(file)))];
  return `${[
    '# Mutants that no test notices',
    '`npm run test:mutation` changes `src/openai` and `src/usage` in one place after another, runs the tests that run the place,\n' +
      'and writes this page; only its last column is written by hand. A change that has the tests run or wait for ever is noticed,\n' +
      `too. These are the figures of a whole run, finished on ${date}:`,
    table(
      ['Folder', 'Changes', 'Noticed', 'Unnoticed', 'Of code that no test runs', 'Score'],
      folders.map(folder => [
        `\`${folder}\``,
        ...figures(tried.filter(({ file }) => dirname(file) === folder)),
      ]),
    ),
    'What went unnoticed:',
    table(
      ['Place', 'What is there', 'What it became', 'Why it stays'],
      left.map(mutant => [...cellsOf(mutant), reasons.get(keyOf(cellsOf(mutant))) ?? '']),
    ),
  ].join('\n\n')}\n`;
}

/** The share of noticed mutants, such as 93.1 %. */
export function score(tried: readonly Tried[]): string {
  const noticed = tried.filter(({ outcome }) => outcome === 'noticed').length;
  return `${((100 * noticed) / tried.length).toFixed(1)} %`;
}

function figures(tried: readonly Tried[]): string[] {
  const count = (wanted: Tried['outcome']) => tried.filter(({ outcome }) => outcome === wanted).length;
  return [tried.length, count('noticed'), count('unnoticed'), count('neverRun')]
    .map(figure => figure.toLocaleString('en'))
    .concat(score(tried));
}

function cellsOf({ file, line, was, replacement }: Placed): string[] {
  return [`${file.replace('src/', '')}:${line}`, code(was), code(replacement)];
}

/** Lines move; what is there, and what it becomes, does not. */
function keyOf([place = '', was, became]: readonly string[]): string {
  return JSON.stringify([place.split(':')[0], was, became]);
}

function reasonsIn(page: string): Map<string, string> {
  const rows = page.split('\n').map(line =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
  return new Map(rows.flatMap(cells => (cells.length === 4 ? [[keyOf(cells), cells[3] ?? '']] : [])));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** As code in a cell of a table. */
function code(text: string): string {
  return `\`\`${text.replaceAll('|', '\\|').replace(/^`|`$/g, ' $& ')}\`\``;
}
