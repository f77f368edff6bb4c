/**
 * Markdown in which no picture loads: the editor would fetch it from wherever the model says. A picture needs `](`, or
 * `]:` in the definition that it refers to; a text with neither has none, and `vec![1]` in it stays as it is.
 */
export function withoutImages(markdown: string): string {
  return /\][(:]/.test(markdown) ? markdown.replaceAll('![', '!\\[') : markdown;
}
