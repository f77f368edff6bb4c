import type { Links, Token } from 'marked';
import type { LinkView, PanelStrings } from '../../chat/protocol.ts';
import { lex } from '../../markdown/lex.ts';
import { type Markup, toMarkup } from '../../markdown/markup.ts';
import { linkPlaces, placesIn } from '../../markdown/places.ts';
import { answerButtons, type CodeButtons } from './codeButtons.ts';
import { decodeEntities } from './decodeEntities.ts';
import { lexTail } from './lexTail.ts';
import { openFence } from './openFence.ts';
import { update } from './render.ts';

/**
 * Shows Markdown that grows at its end. Only what follows the last settled block is lexed again, settled blocks are not
 * touched, and once the text is whole one full lex corrects what looked different before its end was known (a reference
 * defined late, a list that turned loose), so that the result is that of rendering it in one go.
 */
export class MarkdownView {
  readonly element: HTMLElement;
  readonly #strings: PanelStrings;
  readonly #buttons: CodeButtons;
  #source = '';
  #final = false;
  /** Everything shown; the first `#settledBlocks` of it are from the first `#settledLength` characters. */
  #blocks: Markup[] = [];
  #settledBlocks = 0;
  #settledLength = 0;
  #links: Links = {};
  #places: ReadonlyMap<string, string> = new Map();
  /** It is whole, and has words that may name places. */
  hasNames = false;

  constructor(element: HTMLElement, strings: PanelStrings) {
    this.element = element;
    this.#strings = strings;
    this.#buttons = answerButtons(strings);
  }

  /**
   * @param final the text is whole, or at least nothing will follow
   * @param places what of it is to be a link to a place, once it is final
   */
  show(text: string, final: boolean, places: readonly LinkView[] = []): void {
    const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (source === this.#source && final === this.#final && this.#has(places)) return;
    this.#places = new Map(places.map(({ text, title }) => [text, title]));
    if (!source.startsWith(this.#source)) this.#forgetSettled();
    this.#source = source;
    this.#final = final;
    if (final) {
      this.#forgetSettled();
      const markup = this.#markup(lex(source));
      this.hasNames = placesIn(markup).length > 0;
      this.#replaceFrom(
        0,
        linkPlaces(markup, name => this.#places.get(name)),
      );
    } else {
      this.#showTail(source.slice(this.#settledLength));
    }
  }

  #has(places: readonly LinkView[]): boolean {
    return (
      places.length === this.#places.size &&
      places.every(({ text, title }) => this.#places.get(text) === title)
    );
  }

  #showTail(tail: string): void {
    const fence = openFence(tail);
    if (fence) {
      this.#replaceFrom(this.#settledBlocks, [fence]);
      return;
    }
    const { settled, settledLength, open } = lexTail(tail, this.#links);
    const blocks = this.#markup(settled);
    this.#replaceFrom(this.#settledBlocks, [...blocks, ...this.#markup(open)]);
    this.#settledBlocks += blocks.length;
    this.#settledLength += settledLength;
    for (const token of settled) {
      if (token.type === 'def') this.#links[token.tag] ??= { href: token.href, title: token.title };
    }
  }

  #replaceFrom(index: number, blocks: Markup[]): void {
    update(this.element, index, this.#blocks.slice(index), blocks, this.#buttons);
    this.#blocks.splice(index, Number.POSITIVE_INFINITY, ...blocks);
  }

  #markup(tokens: Token[]): Markup[] {
    return toMarkup(tokens, {
      decode: decodeEntities,
      tableLabel: this.#strings.table,
      imageLabel: what => this.#strings.image.replace('{0}', () => what),
      final: this.#final,
    });
  }

  #forgetSettled(): void {
    this.#settledBlocks = 0;
    this.#settledLength = 0;
    this.#links = {};
  }
}
