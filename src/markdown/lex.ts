import { Lexer, type Links, type Token } from 'marked';

/**
 * Lexes Markdown with GFM. What `links` define beforehand cannot be defined again: the first definition counts. Nesting
 * by the thousand exhausts the lexer's stack; such text comes back as one plain paragraph.
 */
export function lex(source: string, links: Links = {}): Token[] {
  const lexer = new Lexer();
  Object.assign(lexer.tokens.links, links);
  try {
    return lexer.lex(source);
  } catch {
    const text = { type: 'text', raw: source, text: source, escaped: true };
    return [{ type: 'paragraph', raw: source, text: source, tokens: [text] }];
  }
}
