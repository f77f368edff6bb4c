import * as z from 'zod/mini';
import { builtInTool } from './builtInTool.ts';
import { resultOf } from './result.ts';

/** What is changed since the last commit. */
export const gitDiff = builtInTool({
  name: 'git_diff',
  description:
    'Shows what is changed in the workspace since the last commit, staged or not, as Git prints it.',
  arguments: z.strictObject({}),
  async run(_args, workspace) {
    const { text, isAll } = await workspace.changes();
    const hidden = isAll ? [] : ['(changes of private files are left out)'];
    if (text === '') return ['Nothing is changed.', ...hidden].join(' ');
    const lines = text.trimEnd().split('\n');
    return resultOf(lines, shown => {
      const rest = lines.length - shown;
      return [...(rest > 0 ? [`(cut: ${rest} more lines)`] : []), ...hidden].join(' ');
    });
  },
});
