import * as z from 'zod/mini';
import { builtInTool } from './builtInTool.ts';
import { pathArgument } from './pathArgument.ts';
import { refusalSentence } from './refusalSentence.ts';
import { resultOf } from './result.ts';

/** Errors and warnings. */
export const diagnostics = builtInTool({
  name: 'diagnostics',
  description:
    'Lists the errors and warnings that the editor shows for a file of the workspace, or with null for all that are known.',
  arguments: z.strictObject({ path: z.nullable(pathArgument) }),
  async run({ path }, workspace) {
    const found = await workspace.problems(path ?? undefined);
    if ('refused' in found) return refusalSentence(found.refused, path ?? '', workspace);
    const { lines } = found;
    if (lines.length === 0) return 'There are no errors or warnings.';
    return resultOf(lines, shown =>
      shown < lines.length ? `(cut: ${lines.length - shown} more)` : undefined,
    );
  },
});
