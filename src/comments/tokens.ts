/** A stretch of one line with the scopes a grammar gave it, outermost first. Columns are UTF-16 units, `end` excluded. */
export interface Token {
  start: number;
  end: number;
  scopes: string[];
}

/** One line without its line break. No tokens at all means that the line was not tokenised: it is taken as code. */
export interface TokenizedLine {
  text: string;
  tokens: Token[];
}

/** The editor's own default for what it leaves uncoloured: `editor.maxTokenizationLineLength`. */
export const longestLine = 20_000;

const lineBreak = /\r\n|\r|\n/;

/** The lines as the editor counts them: other Unicode line separators do not end a line there. */
export function splitLines(text: string): string[] {
  return text.split(lineBreak);
}
