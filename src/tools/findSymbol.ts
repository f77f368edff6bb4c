import * as z from 'zod/mini';
import { maxLength, minLength } from '../schema/lengths.ts';
import { builtInTool } from './builtInTool.ts';
import { resultOf } from './result.ts';

const mostSymbols = 100;

/** Where something is declared. */
export const findSymbol = builtInTool({
  name: 'find_symbol',
  description:
    'Finds where functions, classes and other symbols of about this name are declared in the workspace, as its languages know it.',
  arguments: z.strictObject({ name: z.string().check(minLength(1), maxLength(200)) }),
  async run({ name }, workspace, signal) {
    const found = await workspace.findSymbols(name, signal);
    if (found.length === 0) return 'No such symbol is known. It may still be in the text: search_text.';
    const lines = found.map(({ kind, name, path, line }) => `${kind} ${name} ${path}:${line}`);
    return resultOf(lines.slice(0, mostSymbols), shown =>
      shown < lines.length ? '(cut: there are more; give more of the name)' : undefined,
    );
  },
});
