/** What a scanner has to know of a language beside the delimiters that its configuration names. Patterns are sticky. */
export interface Lexis {
  /** Further line comments. */
  lines?: RegExp;
  /** Further block comments. */
  blocks?: readonly (readonly [open: string, close: string])[];
  /** A block comment may be in another. */
  nested?: true;
  /** Strings without escapes: what opens one, and what closes it, by the group in what opened it. */
  raw?: readonly { open: RegExp; close(group: string): string }[];
  /** Patterns between slashes, where a value may stand. */
  patterns?: true;
  /** Between backticks there may be holes with code: `${code}`. */
  templates?: true;
  /** `<<END`, and the text is in the lines below. */
  heredocs?: true;
  /** Text by its indentation, behind `|` or `>`. */
  blockScalars?: true;
  /** A string that is the first statement is documentation, as in Python. */
  docstrings?: true;
  /** A line comment has its line to itself. */
  wholeLines?: true;
  /** A line that others read. */
  code?: RegExp;
  /** The line from which on there is no code. */
  end?: RegExp;
}

const patterns: Lexis = { patterns: true };
const script: Lexis = { patterns: true, templates: true };
const nested: Lexis = { nested: true };
const cpp: Lexis = { raw: [{ open: /(?<!\w)R"([^()\\\s]*)\(/y, close: group => `)${group}"` }] };
const markup: Lexis = { raw: [{ open: /<!\[CDATA\[/y, close: () => ']]>' }] };
/** What closes what `open` ends with. */
const closing = (open: string) => ({ '(': ')', '[': ']', '{': '}', '<': '>' })[open] ?? open;
const data = /^__(?:END|DATA)__$/;

const byLanguage = new Map<string, Lexis>(
  Object.entries({
    bat: { lines: /(?<=^\s*|[&|(]\s*)(?:@?rem(?=\s|$)|::)/iy },
    clojure: { lines: /;/y },
    coffeescript: { ...patterns, blocks: [['###', '###']] },
    cpp,
    csharp: { raw: [{ open: /\$?@\$?"/y, close: () => '"' }] },
    'cuda-cpp': cpp,
    dart: { nested: true, raw: [{ open: /(?<!\w)r('''|"""|'|")/y, close: group => group }] },
    dockerfile: { wholeLines: true },
    fsharp: { raw: [{ open: /\(\*\)/y, close: () => '' }] },
    groovy: patterns,
    handlebars: {
      blocks: [
        ['{{!--', '--}}'],
        ['{{!', '}}'],
        ['<!--', '-->'],
      ],
    },
    haskell: nested,
    html: markup,
    ini: { lines: /#/y, wholeLines: true },
    javascript: script,
    javascriptreact: script,
    julia: { nested: true, blocks: [['#=', '=#']] },
    kotlin: nested,
    latex: { raw: [{ open: /\\begin\{(verbatim|lstlisting|minted)\}/y, close: group => `\\end{${group}}` }] },
    lua: {
      blocks: ['', '=', '=='].map(level => [`--[${level}[`, `]${level}]`] as const),
      raw: [{ open: /\[(=*)\[/y, close: group => `]${group}]` }],
    },
    makefile: { code: /^\t/ },
    perl: {
      heredocs: true,
      end: data,
      raw: [
        { open: /(?<=^)=[a-z]\w*/y, close: () => '=cut' },
        { open: /\b(?:s|m|y|tr|q|qq|qr|qw)([([{<])/y, close: closing },
      ],
    },
    php: { heredocs: true, lines: /#(?!\[)/y, raw: [{ open: /\?>/y, close: () => '<?' }] },
    powershell: {
      blocks: [['<#', '#>']],
      raw: [{ open: /@(["'])(?=\s*$)/y, close: group => `${group}@` }],
    },
    python: { docstrings: true },
    razor: { blocks: [['@*', '*@']] },
    ruby: {
      heredocs: true,
      end: data,
      blocks: [['=begin', '=end']],
      raw: [{ open: /%[wWiIqQrx]([([{<|!])/y, close: closing }],
    },
    rust: { nested: true, raw: [{ open: /(?<!\w)b?r(#+)"/y, close: group => `"${group}` }] },
    scala: nested,
    shellscript: { heredocs: true },
    swift: { nested: true, raw: [{ open: /(#+)"/y, close: group => `"${group}` }] },
    typescript: script,
    typescriptreact: script,
    xml: markup,
    yaml: { blockScalars: true },
  } satisfies Record<string, Lexis>),
);

/** `undefined` for a language of which nothing more is known. */
export function lexisOf(languageId: string): Lexis | undefined {
  return byLanguage.get(languageId);
}
