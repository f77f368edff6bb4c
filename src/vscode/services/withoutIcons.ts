/** A text for a label, where the editor draws `$(name)` as an icon: a server's words are no signs of Gloss's. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
