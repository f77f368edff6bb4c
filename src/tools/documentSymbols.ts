import * as z from 'zod/mini';
import { builtInTool } from './builtInTool.ts';
import { pathArgument } from './pathArgument.ts';
import { refusalSentence } from './refusalSentence.ts';
import { resultOf } from './result.ts';
import type { OutlinedSymbol } from './workspaceView.ts';

/** What is declared in a file, what is in something else further in. */
export const documentSymbols = builtInTool({
  name: 'document_symbols',
  description: 'Outlines a file of the workspace: what is declared in it, with line numbers, for read_file.',
  arguments: z.strictObject({ path: pathArgument }),
  async run({ path }, workspace, signal) {
    const found = await workspace.outline(path, signal);
    if ('refused' in found) return refusalSentence(found.refused, path, workspace);
    const lines = linesOf(found.symbols);
    if (lines.length === 0) return `Nothing is known to be declared in ${path}.`;
    return resultOf(lines, shown => (shown < lines.length ? '(cut: there are more below)' : undefined));
  },
});

/** What is nested more deeply than anybody writes is left out. */
const deepest = 10;

function linesOf(symbols: readonly OutlinedSymbol[], depth = 0): string[] {
  if (depth > deepest) return [];
  return symbols.flatMap(({ kind, name, line, lastLine, children }) => [
    `${'  '.repeat(depth)}${kind} ${name} ${line === lastLine ? line : `${line}-${lastLine}`}`,
    ...linesOf(children, depth + 1),
  ]);
}
