import { readTags } from './frontMatter.ts';

/** Around the tags in a comment on one line, in whatever language. */
const delimiters: readonly [open: string, close: string][] = [
  ...['//', '#', '--', ';', ';;', '%', "'", '@REM', '//-'].map((open): [string, string] => [open, '']),
  ['/*', ' */'],
  ['<!--', ' -->'],
  ['{{!--', ' --}}'],
  ['(*', ' *)'],
  ['{-', ' -}'],
  ['--[[', ' ]]'],
];
const markdown = /\.(?:md|markdown|mdx)$/i;

/** The tags that a file has in its front matter and in lines of comment that Gloss writes, none twice. */
export function tagsInText(path: string, text: string): string[] {
  if (!markdown.test(path)) return [...new Set(tagsInComments(text, delimiters))];
  // A `#` at the start of a line, elsewhere a comment, is a heading here.
  const inComments = tagsInComments(
    text,
    delimiters.filter(([open]) => open === '<!--'),
  );
  return [...new Set([...readTags(text), ...inComments])];
}

function tagsInComments(text: string, forms: typeof delimiters): string[] {
  if (!text.includes(' Tags: ')) return [];
  return text
    .split(/\r\n|\r|\n/)
    .filter(line => line.includes(' Tags: '))
    .flatMap(line => {
      const comment = line.trim();
      const form = forms.find(
        ([open, close]) => comment.startsWith(`${open} Tags: `) && comment.endsWith(close),
      );
      return form
        ? comment.slice(`${form[0]} Tags: `.length, comment.length - form[1].length).split(',')
        : [];
    })
    .map(tag => tag.trim())
    .filter(tag => tag !== '');
}
