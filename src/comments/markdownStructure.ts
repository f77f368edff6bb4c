import { lexer, type Token } from 'marked';

/**
 * What a Markdown document is made of, with its words left out: equal for two documents that differ in these only. Within a
 * paragraph the order of what is marked up is left out, too, because languages order their words in different ways.
 */
export function markdownStructure(text: string): string {
  return JSON.stringify(lexer(text).map(structureOf));
}

/** What in a text is not words: templates, formulas, footnotes, entities. */
const fixed =
  /\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\$.*?\$\$|\$(?!\s)[^$]*[^\s$]\$(?!\d)|\[\^[^\]]+\]|\{#[^}]*\}|:::+\s*\w*|&(?:#\w+|[a-z]\w*);/gi;

function structureOf(token: Token): unknown {
  switch (token.type) {
    case 'space':
      return 'space';
    case 'escape':
      return [];
    case 'text':
      return token.tokens ? inlineOf(token.tokens) : (token.raw.match(fixed) ?? []);
    case 'paragraph':
    case 'strong':
    case 'em':
    case 'del':
      return [token.type, inlineOf(token.tokens ?? [])];
    case 'heading':
      return ['heading', token.depth, inlineOf(token.tokens ?? [])];
    case 'link':
      // The text of a bare address is the address.
      return ['link', token.href, inlineOf(token.tokens ?? [])];
    case 'image':
      return ['image', token.href];
    case 'blockquote':
      return ['blockquote', token.tokens?.map(structureOf)];
    case 'list':
      return ['list', token.ordered, token.start, token.loose, token.items.map(structureOf)];
    case 'list_item':
      return ['item', token.task, token.checked, token.loose, token.tokens?.map(structureOf)];
    case 'table':
      return ['table', token.align, [token.header, ...token.rows].map(cellsOf)];
    default:
      // Code, markup, definitions.
      return [token.type, token.raw];
  }
}

const cellsOf = (cells: readonly { tokens: Token[] }[]) => cells.map(({ tokens }) => inlineOf(tokens));

/** Tags stay in their order: one opens what another closes. */
function inlineOf(tokens: readonly Token[]): unknown {
  const isTag = ({ type }: Token) => type === 'html';
  const others = tokens.filter(token => !isTag(token)).map(token => JSON.stringify(structureOf(token)));
  return [others.filter(other => other !== '[]').sort(), tokens.filter(isTag).map(({ raw }) => raw)];
}
