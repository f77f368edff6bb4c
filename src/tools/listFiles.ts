import * as z from 'zod/mini';
import { builtInTool } from './builtInTool.ts';
import { fileGlob } from './fileGlob.ts';
import { globArgument } from './pathArgument.ts';
import { resultOf } from './result.ts';

const mostFiles = 500;

/** Paths of files, one a line. */
export const listFiles = builtInTool({
  name: 'list_files',
  description: `Lists paths of files in the workspace, at most ${mostFiles}, by a glob such as src/**/*.{ts,tsx} or docs/; null lists all.`,
  arguments: z.strictObject({ glob: globArgument }),
  async run({ glob }, workspace, signal) {
    const isWanted = fileGlob(glob ?? '');
    if (!isWanted) return tooManyPatterns;
    const { paths, isAll } = await workspace.files(isWanted, mostFiles, signal);
    if (paths.length === 0)
      return isAll ? 'There is no such file in the workspace.' : 'None was found among the first files.';
    return resultOf(paths, shown =>
      isAll && shown === paths.length ? undefined : '(cut: there are more; use a narrower glob)',
    );
  },
});

/** What is said of a glob whose braces stand for more than anybody means. */
export const tooManyPatterns = 'The glob stands for too many patterns.';
