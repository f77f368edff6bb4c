/**
 * A text as Markdown that shows it as it is: no link, image, markup or list comes of it. Unlike `appendText` of the
 * editor's MarkdownString it leaves blanks to break lines at.
 */
export function asMarkdown(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(line => line.trim().replace(/[!-/:-@[-`{-~]/g, '\\$&'))
    .join('\\\n');
}
