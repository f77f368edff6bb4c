import type { Range } from 'vscode';

/** Line numbers as the editor shows them. A selection that ends before a line's first character does not count it. */
export function linesOf({ start, end }: Range): string {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return last === start.line + 1 ? `${last}` : `${start.line + 1}–${last}`;
}
