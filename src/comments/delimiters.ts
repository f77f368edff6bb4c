/** The opening delimiter that a comment's source begins with, and what closes it. */
export interface Delimiter {
  open: string;
  close: string;
}

/** Longer openers first, where one begins another. */
const blockDelimiters: readonly Delimiter[] = [
  { open: '/*', close: '*/' },
  { open: '/+', close: '+/' },
  { open: '<!--', close: '-->' },
  { open: '<%--', close: '--%>' },
  { open: '{{!--', close: '--}}' },
  { open: '{{!', close: '}}' },
  { open: '{#', close: '#}' },
  { open: '@*', close: '*@' },
  { open: '<#', close: '#>' },
  { open: '###', close: '###' },
  { open: '#=', close: '=#' },
  { open: '#|', close: '|#' },
  { open: '{-', close: '-}' },
  { open: '(*', close: '*)' },
  { open: '=begin', close: '=end' },
];

/** Pug puts a comment into the page unless there is a dash. */
const lineDelimiter = /^(?:\/\/-(?=\s|$)|\/\/|#|--|;|%|'|"|!|::|(?:@?rem|dnl)(?=\s|$))/i;
const luaDelimiter = /^--\[(=*)\[/;
const stringDelimiter = /^[ru]*("""|'''|"|')/i;

/** `source` begins at the comment. Undefined: not a delimiter known to close. */
export function blockDelimiterOf(source: string): Delimiter | undefined {
  const lua = luaDelimiter.exec(source);
  if (lua) return { open: lua[0], close: `]${lua[1]}]` };
  return blockDelimiters.find(delimiter => source.startsWith(delimiter.open));
}

export function lineDelimiterOf(source: string): string | undefined {
  return lineDelimiter.exec(source)?.[0];
}

/** A docstring's prefix letters and quotes. */
export function stringDelimiterOf(source: string): Delimiter | undefined {
  const match = stringDelimiter.exec(source);
  return match?.[1] ? { open: match[0], close: match[1] } : undefined;
}

/**
 * Sequences that end a comment, or open something else, in some language or in one it is embedded in (a template, a
 * page, a document generator). New text may hold no more of them than the old, whatever the language: the cost is a
 * rare refusal, and the proof does not rest on the grammar alone.
 */
export const breakouts: readonly string[] = [
  ...blockDelimiters.flatMap(({ open, close }) => [open, close]).filter(sequence => sequence !== '###'),
  '--!>',
  '<!-->',
  '<!--->',
  '"""',
  "'''",
  ']]',
  '<?',
  '?>',
  '<%',
  '%>',
  '{%',
  '%}',
  '<script',
  '</script',
  '<style',
  '</style',
  ']]>',
];
