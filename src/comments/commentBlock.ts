/** Zero-based line and column; columns are UTF-16 units, as in the editor. */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** `string` and `prose`, a passage of Markdown, are no comments; they are translated and proven like these. */
export type CommentKind = 'line' | 'block' | 'documentation' | 'docstring' | 'string' | 'prose';

/**
 * One line of a comment, cut in three. On the comment's first line `prefix` begins at the comment's start, on the others
 * at column 0; on its last line `suffix` ends at the comment's end, on the others at the end of the line. So the parts
 * of all lines, joined by line breaks, are exactly the document's text in the comment's range.
 */
export interface CommentLine {
  /** Indentation, opening delimiter or gutter, and the blanks before the text. */
  prefix: string;
  /** Empty on a line that has nothing to read: a blank one, a lone delimiter, a rule of dashes at either end. */
  text: string;
  /** Trailing blanks and the closing delimiter. */
  suffix: string;
}

/**
 * A comment as a reader sees it: consecutive line comments that stand alone, or one delimited comment. In the same form, a
 * string on one line, or what is one paragraph, heading or table cell of Markdown.
 */
export interface CommentBlock extends Range {
  kind: CommentKind;
  /** `line`: every line carries its own delimiter; `block`: one pair of delimiters around all. */
  form: 'line' | 'block';
  /** As written, decoration included: `//`, `/**`, `r"""`. */
  open: string;
  /** Empty for line comments. */
  close: string;
  /** How its closing quote is written in a string, if it is: `\\"` or `""`. */
  escapedQuote?: string;
  /** Scopes down to the comment's own, outermost first: tells the embedded language. */
  scopes: string[];
  /** What stands before the comment on its first line, if that is only white space. */
  indent: string;
  /** Nothing but white space stands beside it, so that it may gain and lose lines. */
  ownsLines: boolean;
  /** Read by a tool (linter, compiler, editor) and not only by people: never to be rewritten. */
  directive: boolean;
  lines: CommentLine[];
}
