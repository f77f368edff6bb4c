import type { Finding, Result } from './tryOut.ts';

/** Findings as a table, a row each. */
export function formatTable(findings: readonly Finding[]): string[] {
  const rows = [['Parameter', 'Result', 'Profile', 'Agree'], ...findings.map(rowOf)];
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** What is to be put right in the profile, or looked into. */
export function formatDifferences(findings: readonly Finding[]): string[] {
  const differences = findings.filter(({ agrees }) => !agrees);
  if (differences.length === 0) return ['No differences.'];
  return [
    `Differences: ${differences.length}`,
    ...differences.map(finding => {
      const [name, result, profile] = rowOf(finding);
      return `- ${name}: ${result}, but the profile ${profile}`;
    }),
  ];
}

function rowOf({ trial, result, promised, agrees }: Finding): string[] {
  const profile = promised === undefined ? 'says nothing' : promised ? 'takes it' : 'leaves it out';
  return [trial.name, wordsFor(result), profile, agrees ? 'yes' : 'NO'];
}

function wordsFor(result: Result): string {
  switch (result.outcome) {
    case 'accepted':
    case 'ignored':
      return result.outcome;
    case 'refused':
      return `refused (${result.code}, ${result.param})`;
    case 'failed':
      return `failed (${result.kind})`;
  }
}
