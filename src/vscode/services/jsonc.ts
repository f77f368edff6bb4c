/** JSON with comments, as the editor's own files are. Loaded on first use: activation reads none. */
import { parse } from 'jsonc-parser';

/** @returns what can be read of the text; `undefined` when that is nothing. */
export function parseJsonc(text: string): unknown {
  return parse(text, [], { allowTrailingComma: true });
}
