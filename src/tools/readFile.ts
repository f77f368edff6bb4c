import * as z from 'zod/mini';
import { builtInTool } from './builtInTool.ts';
import { pathArgument } from './pathArgument.ts';
import { refusalSentence } from './refusalSentence.ts';
import { resultOf } from './result.ts';

const mostLines = 400;

const line = z.nullable(z.int().check(z.minimum(1), z.maximum(10_000_000)));

/** Lines of a file, with their numbers. */
export const readFile = builtInTool({
  name: 'read_file',
  description: `Reads a text file of the workspace, or some of its lines: at most ${mostLines} a call, each with its number.`,
  arguments: z.strictObject({ path: pathArgument, firstLine: line, lastLine: line }),
  async run({ path, firstLine, lastLine }, workspace) {
    const file = await workspace.read(path);
    if ('refused' in file) return refusalSentence(file.refused, path, workspace);
    if (file.text === '') return `${path} is empty.`;
    const all = file.text.split(/\r\n|\r|\n/);
    // What ends in a line break has no line after it.
    if (all.length > 1 && all.at(-1) === '') all.pop();
    const first = firstLine ?? 1;
    if (first > all.length) return `${path} has ${all.length} lines.`;
    const last = Math.max(first, Math.min(lastLine ?? all.length, all.length));
    const wanted = all.slice(first - 1, Math.min(last, first - 1 + mostLines));
    const numbered = wanted.map((text, index) => `${first + index}\t${text}`);
    return resultOf(numbered, shown => {
      const end = first - 1 + shown;
      return end < last
        ? `(cut: ${path} has ${all.length} lines; go on with firstLine ${end + 1})`
        : undefined;
    });
  },
});
