import type { Links, Token } from 'marked';
import type { LinkView, PanelStrings } from '../../chat/protocol.ts';
import { lex } from '../../markdown/lex.ts';
import { type Markup, toMarkup } from '../../markdown/markup.ts';
import { linkPlaces, placesIn } from '../../markdown/places.ts';
import { type BegunBlock, beginBlock, goesOn, withBeginning } from './begunBlock.ts';
import { answerButtons, type CodeButtons } from './codeButtons.ts';
import { decodeEntities } from './decodeEntities.ts';
import { lexTail } from './lexTail.ts';
import { openFence } from './openFence.ts';
import { update } from './render.ts';

/**
 * Shows Markdown that grows at its end. Only what follows the last settled block is lexed again, and of a long one the part that
 * is not done; what is settled is not touched, and once the text is whole one full lex corrects what looked different before its
 * end was known (a reference defined late, a list that turned loose), so that the result is that of rendering it in one go.
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
  /** Of the block after those, when it is long. */
  #begun: BegunBlock | undefined;
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
      const isLinked = this.hasNames && places.length > 0;
      this.#replaceFrom(0, isLinked ? linkPlaces(markup, name => this.#places.get(name)) : markup);
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
    const begun = this.#begun;
    const source = begun ? begun.standIn + tail.slice(begun.length) : tail;
    const { settled, settledLength, open } = lexTail(source, this.#links);
    if (begun && !goesOn(begun, settled[0] ?? open[0])) {
      // A list has turned loose, or a paragraph into a heading.
      this.#begun = undefined;
      this.#showTail(tail);
      return;
    }
    const blocks = this.#markup(settled);
    const openBlocks = this.#markup(open);
    const isOver = settled.length > 0;
    this.#begin(open, openBlocks, isOver ? undefined : begun);
    const shown = [...blocks, ...openBlocks];
    if (begun && shown[0] !== undefined) shown[0] = withBeginning(begun, shown[0]);
    this.#replaceFrom(this.#settledBlocks, shown);
    if (!isOver) return;
    this.#settledBlocks += blocks.length;
    this.#settledLength += settledLength + (begun ? begun.length - begun.standIn.length : 0);
    for (const token of settled) {
      if (token.type === 'def') this.#links[token.tag] ??= { href: token.href, title: token.title };
    }
  }

  /** @param before what has been begun of the open block, if it is still the same one */
  #begin([token, ...more]: Token[], [block]: Markup[], before: BegunBlock | undefined): void {
    const isAlone = more.every(({ type }) => type === 'space');
    this.#begun =
      token && block !== undefined && isAlone
        ? beginBlock(token, block, before, tokens => this.#markup(tokens))
        : before;
  }

  #replaceFrom(index: number, blocks: Markup[]): void {
    update(this.element, this.#blocks.slice(index), blocks, this.#buttons);
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
    this.#begun = undefined;
    this.#links = {};
  }
}
