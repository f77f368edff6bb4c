import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/folders.ts';

/** Sources and prose of packages that are there in exactly one version, so that the texts are the same everywhere. */
const sources = [
  'openai/src/**/*.ts',
  'zod/src/**/*.ts',
  '@types/*/**/*.d.ts',
  'highlight.js/lib/languages/*.js',
];

/** What takes some of the contestants minutes, and is measured by itself. */
const longRun = /\w{300}|\s{300}|[^\w\s]{300}/;

/** Texts of so many bytes, none of which has a file of another. */
export function unseenTexts(count: number, bytes: number): string[] {
  const folder = join(root, 'node_modules');
  const files = sources.flatMap(pattern => globSync(pattern, { cwd: folder }).sort());
  const texts = Array.from({ length: count }, () => ({ parts: [] as Buffer[], size: 0 }));
  for (const file of files) {
    const part = readFileSync(join(folder, file));
    if (longRun.test(part.toString())) continue;
    const shortest = texts.reduce((one, other) => (other.size < one.size ? other : one));
    shortest.parts.push(part);
    shortest.size += part.length;
  }
  return texts.map(({ parts, size }) => {
    if (size < bytes) throw new Error(`Only ${size} bytes of text.`);
    return Buffer.concat(parts).subarray(0, bytes).toString();
  });
}
