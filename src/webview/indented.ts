import { applyEdits, format } from 'jsonc-parser';

/** JSON set out for reading. No number is read and written again, which would round it. */
export function indented(json: string): string {
  return applyEdits(json, format(json, undefined, { insertSpaces: true, tabSize: 2 }));
}
