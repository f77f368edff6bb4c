/** Files and their tags as CSV (RFC 4180), a row for each file and tag; safe to open in a spreadsheet. */
export function tagsCsv(rows: readonly { file: string; tags: readonly string[] }[]): string {
  const lines = rows.flatMap(({ file, tags }) => tags.map(tag => `${field(file)},${field(tag)}`));
  return ['file,tag', ...lines, ''].join('\r\n');
}

/** What begins like a formula would be run as one by a spreadsheet; an apostrophe makes it text. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
