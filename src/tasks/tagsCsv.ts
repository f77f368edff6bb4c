import { csvField } from '../models/csvField.ts';

/** Files and their tags as CSV, a row for each file and tag; safe to open in a spreadsheet. */
export function tagsCsv(rows: readonly { file: string; tags: readonly string[] }[]): string {
  const lines = rows.flatMap(({ file, tags }) => tags.map(tag => `${csvField(file)},${csvField(tag)}`));
  return ['file,tag', ...lines, ''].join('\r\n');
}
