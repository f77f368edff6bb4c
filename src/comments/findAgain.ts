import type { CommentBlock, Range } from './commentBlock.ts';
import type { TokenizedLine } from './tokens.ts';

/** A comment as it was, to be found again in a document that may have been edited. */
export interface KnownComment {
  /** From its start to its end, with `\n` between its lines. */
  source: string;
  /** Zero-based, where it began. */
  line: number;
}

/** A comment's source, from its start to its end, with `\n` between its lines. */
export function sourceOf({ start, end }: Range, lines: readonly TokenizedLine[]): string {
  return lines
    .slice(start.line, end.line + 1)
    .map(({ text }, index) => {
      const line = start.line + index;
      return text.slice(
        line === start.line ? start.character : 0,
        line === end.line ? end.character : text.length,
      );
    })
    .join('\n');
}

/**
 * Finds comments again: each is one of the same source, the one nearest to where it should be by what has become of those
 * before it. None is taken for two.
 *
 * @param known in the order that they had in the document
 * @returns for each what it is now; `undefined` when it is gone
 */
export function findAgain(
  known: readonly KnownComment[],
  blocks: readonly CommentBlock[],
  lines: readonly TokenizedLine[],
): (CommentBlock | undefined)[] {
  const bySource = new Map<string, CommentBlock[]>();
  for (const block of blocks) {
    const source = sourceOf(block, lines);
    bySource.set(source, [...(bySource.get(source) ?? []), block]);
  }
  const taken = new Set<CommentBlock>();
  let shift = 0;
  return known.map(({ source, line }) => {
    const distance = (block: CommentBlock) => Math.abs(block.start.line - line - shift);
    const [nearest] = (bySource.get(source) ?? [])
      .filter(block => !taken.has(block))
      .sort((a, b) => distance(a) - distance(b));
    if (!nearest) return undefined;
    taken.add(nearest);
    shift = nearest.start.line - line;
    return nearest;
  });
}
