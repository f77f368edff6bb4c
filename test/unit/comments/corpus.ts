import fs from 'node:fs';
import path from 'node:path';
import type { CommentBlock } from '../../../src/comments/commentBlock.ts';

const folder = path.join(import.meta.dirname, 'fixtures');

export interface Fixture {
  languageId: string;
  /** Source with the text of each comment marked by hand. */
  marked: string;
  /** The same without marks. */
  source: string;
}

/**
 * One file per language. `«text»` begins a comment, `⁅text⁆` one that is a directive, `‹text›` is a further line of the
 * comment before it.
 */
function read(folder: string): Fixture[] {
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .map(name => {
      const marked = fs.readFileSync(path.join(folder, name), 'utf8');
      return { languageId: path.basename(name, '.txt'), marked, source: marked.replace(/[«»‹›⁅⁆]/g, '') };
    });
}

/** A few lines for each form of comment that a language has. */
export const corpus: Fixture[] = read(folder);

/** Source as people write it, with comments among code that looks like some. */
export const sources: Fixture[] = read(path.join(folder, 'sources'));

/** Source in languages whose grammars do not come with the editor. */
export const scanned: Fixture[] = read(path.join(folder, 'scanned'));

/** Marks what was found as the fixtures are marked by hand, so that the two can be compared as text. */
export function mark(source: string, blocks: readonly CommentBlock[]): string {
  const lines = source.split('\n');
  for (const block of [...blocks].reverse()) {
    const texts = [...block.lines.entries()].filter(([, { text }]) => text !== '');
    for (const [position, [index, { prefix, text }]] of [...texts.entries()].reverse()) {
      const line = block.start.line + index;
      const column = (index === 0 ? block.start.character : 0) + prefix.length;
      const [before, after] = position > 0 ? ['‹', '›'] : block.directive ? ['⁅', '⁆'] : ['«', '»'];
      const current = lines[line] ?? '';
      lines[line] =
        current.slice(0, column) +
        before +
        current.slice(column, column + text.length) +
        after +
        current.slice(column + text.length);
    }
  }
  return lines.join('\n');
}

/**
 * The pieces of text that are marked, each as its place, whether it is a tool's, and what it is: to compare with another
 * marking of the same source piece by piece.
 */
export function piecesOf(marked: string): Set<string> {
  let directive = false;
  return new Set(
    marked.split('\n').flatMap((line, number) =>
      [...line.matchAll(/([«‹⁅])([^»›⁆]*)[»›⁆]/g)].map(({ 1: mark, 2: text, index }) => {
        if (mark !== '‹') directive = mark === '⁅';
        const column = line.slice(0, index).replace(/[«»‹›⁅⁆]/g, '').length;
        return `${number + 1}:${column + 1} ${directive ? 'for tools' : 'for people'}: ${text}`;
      }),
    ),
  );
}
