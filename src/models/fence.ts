/** Puts text into a fenced block that nothing in the text can close. */
export function fence(text: string, languageId: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${languageId}\n${text}\n${ticks}`;
}
