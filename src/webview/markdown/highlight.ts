import type { Emitter } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import type { Markup, MarkupElement } from '../../markdown/markup.ts';
import { aliases, languages } from './languages.ts';

/** Longest block worth colouring, in characters: beyond it the pause would be felt. */
const maxLength = 50_000;

/** Collects what highlight.js finds as markup; its own emitter writes HTML. */
class MarkupEmitter implements Emitter {
  readonly children: Markup[] = [];
  readonly #open: Markup[][] = [this.children];

  get #top(): Markup[] {
    return this.#open.at(-1) ?? this.children;
  }

  addText(text: string): void {
    if (text !== '') this.#top.push(text);
  }

  /** @param scope e.g. `keyword` or `title.function` */
  openNode(scope: string): void {
    const span: MarkupElement = {
      tag: 'span',
      attributes: { class: `hl-${scope.replaceAll('.', '-')}` },
      children: [],
    };
    this.#top.push(span);
    this.#open.push(span.children);
  }

  closeNode(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  // The library calls both pairs, for modes and for keywords.
  startScope(scope: string): void {
    this.openNode(scope);
  }

  endScope(): void {
    this.closeNode();
  }

  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof MarkupEmitter) this.#top.push(...emitter.children);
  }

  finalize(): void {}

  toHTML(): string {
    return '';
  }
}

let ready = false;

/** Registers the languages on first use: a conversation without code does not pay for them. */
function prepare(): void {
  if (ready) return;
  ready = true;
  hljs.configure({ __emitter: MarkupEmitter });
  for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
  for (const [languageName, names] of Object.entries(aliases)) hljs.registerAliases(names, { languageName });
}

/** Colours code; of a language that is not known, or too long, it is one plain text. */
export function highlight(text: string, language: string): Markup[] {
  if (language === '' || text.length > maxLength) return [text];
  prepare();
  if (!hljs.getLanguage(language)) return [text];
  const { _emitter } = hljs.highlight(text, { language, ignoreIllegals: true });
  return _emitter instanceof MarkupEmitter ? _emitter.children : [text];
}
