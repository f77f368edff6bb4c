/** Puts text into a fenced block that nothing in the text can close. */
export function fence(text: string, languageId: string): string {
  const ticks = ticksAround(text, 3);
  return `${ticks}${languageId}\n${text}\n${ticks}`;
}

/** More backticks than stand in a row anywhere in a text. @param least how many at least */
export function ticksAround(text: string, least = 1): string {
  let count = least;
  for (const [run] of text.matchAll(/`+/g)) count = Math.max(count, run.length + 1);
  return '`'.repeat(count);
}
