/** A text as a field of CSV (RFC 4180). What begins like a formula a spreadsheet would run; an apostrophe makes it text. */
export function csvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
