import { getDefaults, Lexer, type Links, type MarkedOptions, type Tokens, type TokensList } from 'marked';

/**
 * Lexes Markdown with GFM; formulas in TeX's or a dollar's signs are code. What `links` define beforehand cannot be defined
 * again: the first definition counts. Nesting by the thousand exhausts the lexer's stack; such text comes back as one plain
 * paragraph.
 */
export function lex(source: string, links: Links = {}): TokensList {
  const lexer = new Lexer(options);
  Object.assign(lexer.tokens.links, links);
  try {
    return lexer.lex(source);
  } catch {
    const text = { type: 'text', raw: source, text: source, escaped: true };
    return Object.assign([{ type: 'paragraph', raw: source, text: source, tokens: [text] }], { links });
  }
}

/** Of its own lines, without a blank one in it. That formulas are not endless keeps the time that a text takes in bounds. */
const mathBlock =
  /^ {0,3}(?:\$\$((?:(?!\$\$|\n[ \t]*\n)[\s\S]){1,4000})\$\$|\\\[((?:(?!\\\]|\n[ \t]*\n)[\s\S]){1,4000})\\\])[ \t]*(?:\n+|$)/;

const texInline = /^\\\((?:(?!\\\))[\s\S]){1,400}\\\)|^\$\$[^$\n]{1,400}\$\$/;

/** Between single dollars there may as well be prices or variables: it has to have something of a formula. */
const dollarInline = /^\$(?![\s$])((?:[^$\\\n`]|\\.){1,400})(?<!\s)\$(?![\p{L}\p{N}$])/u;

function lexBlock(source: string): Tokens.Code | undefined {
  const match = mathBlock.exec(source);
  if (!match) return undefined;
  const text = (match[1] ?? match[2] ?? '').trim();
  return text === '' ? undefined : { type: 'code', raw: match[0], lang: 'latex', text };
}

function lexInline(source: string): Tokens.Codespan | undefined {
  const dollars = dollarInline.exec(source);
  const isFormula = /[\\^_={}]|^\p{L}$/u.test(dollars?.[1] ?? '');
  const raw = texInline.exec(source)?.[0] ?? (isFormula ? dollars?.[0] : undefined);
  return raw === undefined ? undefined : { type: 'codespan', raw, text: raw };
}

const options: MarkedOptions = {
  ...getDefaults(),
  extensions: {
    childTokens: {},
    renderers: {},
    block: [lexBlock],
    inline: [lexInline],
    startBlock: [source => source.match(/\n {0,3}(?:\$\$|\\\[)/)?.index],
    startInline: [source => source.match(/\$|\\\(/)?.index],
  },
};
