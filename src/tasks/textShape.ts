/** More control characters than this share is no text that anybody wrote. */
const mostControl = 0.1;

/** Longer lines are a machine's: minified, generated, or data. */
export const longestLine = 5_000;

/** Whether a text is something else read as one. */
export function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const control = text.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0;
  return control > text.length * mostControl;
}

/** Whether a text has a line that nobody has typed. */
export function hasLongLine(text: string): boolean {
  return text.split(/\r\n|\r|\n/).some(line => line.length > longestLine);
}
