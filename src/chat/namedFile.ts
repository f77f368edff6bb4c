import { isFilePath, type Place, readPlace } from '../markdown/places.ts';
import type { AnswerBlock } from './codeBlocks.ts';

/**
 * The file that a block of code says it is of: behind its opening fence, as in `ts src/a.ts`, `ts:src/a.ts` or
 * `ts title="src/a.ts"`, or alone in the line before it.
 */
export function namedFile({ info, before }: Pick<AnswerBlock, 'info' | 'before'>): Place | undefined {
  const inInfo = Array.from(
    info.matchAll(/[^\s"'{}=]+/g),
    ([word]) => fileIn(word) ?? fileIn(word.replace(/^[\w+#-]+:/, '')),
  );
  const [named] = inInfo.filter(place => place !== undefined);
  if (named) return named;
  const inLine = before
    .split(/[\s()[\]{}<>"'“”‘’«»„,;*`]+/u)
    .flatMap(word => fileIn(word.replace(/[.:!?…]+$/u, '')) ?? []);
  const paths = new Set(inLine.map(({ path }) => path));
  return paths.size === 1 ? inLine[0] : undefined;
}

function fileIn(word: string): Place | undefined {
  const place = readPlace(word);
  return place && isFilePath(place.path) ? place : undefined;
}
