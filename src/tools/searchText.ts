import * as z from 'zod/mini';
import { maxLength, minLength } from '../schema/lengths.ts';
import { builtInTool } from './builtInTool.ts';
import { fileGlob } from './fileGlob.ts';
import { tooManyPatterns } from './listFiles.ts';
import { globArgument } from './pathArgument.ts';
import { resultOf } from './result.ts';

const mostHits = 100;

/** A longer one could be made to begin everywhere in a file and to end nowhere. */
const longestText = 100;

/** Of a line around a hit, in UTF-16 units. */
const longestExcerpt = 200;
const before = 60;

/** Lines with a text in them. Literally: a pattern of a model's could keep the editor busy for ever. */
export const searchText = builtInTool({
  name: 'search_text',
  description:
    `Finds the lines of files in the workspace that have a literal text in them, at most ${mostHits}; no regular expressions. ` +
    'By default upper and lower case are the same and parts of words are found.',
  arguments: z.strictObject({
    text: z.string().check(minLength(1), maxLength(longestText)),
    glob: globArgument,
    caseSensitive: z.nullable(z.boolean()),
    wholeWord: z.nullable(z.boolean()),
  }),
  async run({ text, glob, caseSensitive, wholeWord }, workspace, signal) {
    const isWanted = fileGlob(glob ?? '');
    if (!isWanted) return tooManyPatterns;
    if (/[\r\n]/.test(text)) return 'Only a text of one line can be found.';
    const sought = matcher(text, caseSensitive === true, wholeWord === true);
    const hits: string[] = [];
    const isAll = await workspace.visitTexts(
      isWanted,
      (path, content) => {
        for (const hit of hitsIn(content, sought)) {
          if (hits.length >= mostHits) return 'enough';
          hits.push(`${path}:${hit}`);
        }
        return 'more';
      },
      signal,
    );
    if (hits.length === 0) return isAll ? 'Nothing was found.' : 'Nothing was found in the first files.';
    return resultOf(hits, shown =>
      isAll && shown === hits.length
        ? undefined
        : '(cut: there may be more; search for less, or in fewer files)',
    );
  },
});

function matcher(text: string, isCaseSensitive: boolean, isWholeWord: boolean): RegExp {
  const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const source = isWholeWord ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
  return new RegExp(source, isCaseSensitive ? 'u' : 'iu');
}

function* hitsIn(text: string, sought: RegExp): Generator<string> {
  if (!sought.test(text)) return;
  const lines = text.split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const found = sought.exec(line);
    if (found) yield `${index + 1}: ${excerpt(line, found.index)}`;
  }
}

/** What is around a place in a line. */
function excerpt(line: string, at: number): string {
  const indented = line.length - line.trimStart().length;
  const start = line.trim().length <= longestExcerpt ? indented : Math.max(indented, at - before);
  // No half of a character.
  const shown = line
    .slice(start, start + longestExcerpt)
    .replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$|\s+$/g, '');
  return `${start > indented ? '…' : ''}${shown}${start + longestExcerpt < line.trimEnd().length ? '…' : ''}`;
}
