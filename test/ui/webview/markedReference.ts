import { Marked } from 'marked';
import { safeLink } from '../../../src/markdown/safeLink.ts';

/** Where Gloss shows something else than marked on purpose, as HTML; in all the rest it is held to marked's own. */
const reference = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(depth + 2, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    // No word of a model names an element.
    html(token) {
      if (token.block) return `<p>${escaped(token.text.trimEnd())}</p>`;
      return /^<br\s*\/?>$/i.test(token.text) ? '<br>' : escaped(token.text);
    },
    link({ href, tokens, text, autolink }) {
      const inside = autolink ? escaped(text) : this.parser.parseInline(tokens);
      const safe = safeLink(autolink ? href : decoded(href));
      // As an `a`, HTML would end it at an address in its text.
      return safe ? `<x-link href="${escaped(safe.url)}">${inside}</x-link>` : inside;
    },
    // Nothing is fetched.
    image({ href, text }) {
      const host = URL.parse(decoded(href))?.host ?? '';
      return escaped(`Image not loaded: ${[decoded(text), host].filter(part => part !== '').join(' · ')}`);
    },
  },
});

/** A document as marked renders it, but for what Gloss shows otherwise on purpose. */
export function markedReference(text: string): Element {
  return new DOMParser().parseFromString(rendered(text), 'text/html').body;
}

function rendered(text: string): string {
  try {
    return reference.parse(text, { async: false });
  } catch {
    // There are texts at which marked fails.
    return `<p>${escaped(text)}</p>`;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}

function decoded(text: string): string {
  return new DOMParser().parseFromString(text.replaceAll('<', '&lt;'), 'text/html').body.textContent;
}
