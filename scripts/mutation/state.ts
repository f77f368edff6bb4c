import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../folders.ts';

// What one run leaves for the next: a whole one takes an hour, and most of it holds as long as the files do.
const folder = join(root, 'node_modules', '.cache', 'gloss-mutation');

/** The lines of a kept file, each of them JSON; none if there is no such file, or none that is whole. */
export function readKept(name: string): unknown[] {
  let text = '';
  try {
    text = readFileSync(join(folder, name), 'utf8');
  } catch {}
  return text.split('\n').flatMap(line => {
    try {
      return [JSON.parse(line)];
    } catch {
      // The last line of a run that was ended while it wrote.
      return [];
    }
  });
}

/** Keeps a line more. */
export async function keep(name: string, line: unknown): Promise<void> {
  await appendFile(join(folder, name), `${JSON.stringify(line)}\n`);
}

/** Begins a kept file anew, with these lines. */
export function rewriteKept(name: string, lines: readonly unknown[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
