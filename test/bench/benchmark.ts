import type { InstalledGloss } from '../../scripts/editor/installedGloss.ts';

/** One row of the table of results. */
export interface Figure {
  what: string;
  /** With its unit, as is `goal`. */
  measured: string;
  /** From the smallest to the largest; left out of what is the same every time. */
  spread?: string;
  goal: string;
  met: boolean;
}

export interface Benchmark {
  title: string;
  /** @returns rows of the table, and paragraphs of Markdown on how it was measured and what it is made of */
  measure(gloss: InstalledGloss): Promise<{ figures: Figure[]; notes: string[] }>;
}

/** A size for people, in the units that npm and the editor use: 1 KB is 1024 bytes. */
export function formatSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(2)} MB`;
}
