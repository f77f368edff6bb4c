import type { Links, Token } from 'marked';
import type { LinkView, PanelStrings } from '../../chat/protocol.ts';
import { type Markup, toMarkup } from '../../markdown/markup.ts';
import { linkPlaces, placesIn } from '../../markdown/places.ts';
import { type BegunBlock, beginBlock, goesOn, withBeginning } from './begunBlock.ts';
import { answerButtons, type CodeButtons } from './codeButtons.ts';
import { decodeEntities } from './decodeEntities.ts';
import { lexPart } from './lexPart.ts';
import { lexTail } from './lexTail.ts';
import { openFence } from './openFence.ts';
import { update } from './render.ts';

/** In characters: so much of a long text is lexed at a time. */
const aPart = 4_096;

/** Milliseconds of script in a frame, after which what is left waits for the next, so that a key pressed meanwhile is not held up. */
const aFrames = 5;

/**
 * Shows Markdown that grows at its end. Only what follows the last settled block is lexed again, and of a long one the part that
 * is not done; what is settled is not touched. Once the text is whole it is lexed once more, in parts, which corrects what looked
 * different before its end was known (a reference defined late, a list that turned loose), so that the result is that of
 * rendering it in one go, as is done with what comes whole.
 */
export class MarkdownView {
  readonly element: HTMLElement;
  readonly #strings: PanelStrings;
  readonly #onWhole: () => void;
  readonly #partLength: number;
  readonly #buttons: CodeButtons;
  #source = '';
  #final = false;
  /** So much of the source is shown. */
  #shown = 0;
  /** Everything shown. */
  #blocks: Markup[] = [];
  #settled = nothingSettled();
  /** Of the block after those that are settled, when it is long. */
  #begun: BegunBlock | undefined;
  #finished = nothingFinished();
  #isDone = true;
  #frame: number | undefined;
  #places: ReadonlyMap<string, string> = new Map();

  /**
   * @param onWhole told when the last frame that a whole text took is done
   * @param partLength about so many characters are lexed at a time
   */
  constructor(element: HTMLElement, strings: PanelStrings, onWhole = () => {}, partLength = aPart) {
    this.element = element;
    this.#strings = strings;
    this.#onWhole = onWhole;
    this.#partLength = partLength;
    this.#buttons = answerButtons(strings);
  }

  /** It is whole, and has words that may name places. */
  get hasNames(): boolean {
    return this.#isDone && this.#final && this.#finished.hasNames;
  }

  /**
   * @param final the text is whole, or at least nothing will follow
   * @param places what of it is to be a link to a place, once it is final
   */
  show(text: string, final: boolean, places: readonly LinkView[] = []): void {
    const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (!this.#has(places)) this.#link(places);
    if (source === this.#source && final === this.#final) return;
    // What was finished is not in the blocks any more that were settled.
    if (this.#final) this.#forgetSettled();
    // Not `startsWith`, which V8 may compile to a loop over single characters: of a long answer that is most of a frame's script.
    if (source.slice(0, this.#shown) !== this.#source.slice(0, this.#shown)) {
      this.#forgetSettled();
      this.#shown = 0;
    }
    this.#source = source;
    this.#final = final;
    this.#finished = nothingFinished();
    this.#isDone = false;
    if (final && this.#shown === 0) {
      this.finish();
      return;
    }
    if (this.#frame === undefined) this.#work();
  }

  /** Does at once what would be done in the frames to come. */
  finish(): void {
    while (!this.#isDone) this.#step();
    this.element.removeAttribute('aria-busy');
  }

  /** As much as there is time for, and the rest in the frames to come. */
  #work(): void {
    const end = performance.now() + aFrames;
    do this.#step();
    while (!this.#isDone && performance.now() < end);
    if (this.#isDone) {
      this.element.removeAttribute('aria-busy');
      return;
    }
    this.element.setAttribute('aria-busy', 'true');
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#isDone) return;
      this.#work();
      if (this.#isDone && this.#final) this.#onWhole();
    });
  }

  #step(): void {
    if (this.#final) {
      this.#finishPart();
      return;
    }
    this.#shown = Math.min(this.#shown + this.#partLength, this.#source.length);
    this.#showTail(this.#source.slice(this.#settled.length, this.#shown));
    this.#isDone = this.#shown === this.#source.length;
  }

  #finishPart(): void {
    const { starts } = this.#settled;
    const from = this.#finished.length;
    // Only where what is shown can be replaced: within a long block it would be lexed in vain.
    const next = [...starts.keys()].find(at => at > from) ?? this.#shown;
    const length = Math.max(next - from, 0) + this.#partLength;
    const part = lexPart(this.#source, from, length, at => at >= this.#shown || starts.has(at));
    if (part.from === 0) this.#finished = nothingFinished();
    const { markup: before, shown, streamed } = this.#finished;
    const markup = this.#markup(part.tokens);
    const until = part.end < this.#shown ? starts.get(part.end) : undefined;
    const replaced = until === undefined ? this.#blocks.length - shown : until - streamed;
    const linked = this.#linked(markup);
    this.#replace(shown, replaced, linked);
    this.#finished = {
      length: part.end,
      markup: [...before, ...markup],
      shown: shown + linked.length,
      streamed: streamed + replaced,
      hasNames: this.#finished.hasNames || placesIn(markup).length > 0,
    };
    this.#shown = Math.max(this.#shown, part.end);
    this.#isDone = part.end === this.#source.length;
  }

  #has(places: readonly LinkView[]): boolean {
    return (
      places.length === this.#places.size &&
      places.every(({ text, title }) => this.#places.get(text) === title)
    );
  }

  #link(places: readonly LinkView[]): void {
    this.#places = new Map(places.map(({ text, title }) => [text, title]));
    const { markup, shown } = this.#finished;
    const linked = this.#linked(markup);
    this.#replace(0, shown, linked);
    this.#finished.shown = linked.length;
  }

  #linked(markup: Markup[]): Markup[] {
    return this.#places.size > 0 ? linkPlaces(markup, name => this.#places.get(name)) : markup;
  }

  #showTail(tail: string): void {
    const fence = openFence(tail);
    if (fence) {
      this.#showOpen([fence]);
      return;
    }
    const begun = this.#begun;
    const source = begun ? begun.standIn + tail.slice(begun.length) : tail;
    const { settled, open } = lexTail(source, this.#settled.links);
    if (begun && !goesOn(begun, settled[0] ?? open[0])) {
      // A list has turned loose, or a paragraph into a heading.
      this.#begun = undefined;
      this.#showTail(tail);
      return;
    }
    const blocks = settled.map(token => this.#markup([token]));
    const openBlocks = this.#markup(open);
    const isOver = settled.length > 0;
    this.#begin(open, openBlocks, isOver ? undefined : begun);
    const shown = [...blocks.flat(), ...openBlocks];
    if (begun && shown[0] !== undefined) shown[0] = withBeginning(begun, shown[0]);
    this.#showOpen(shown);
    if (isOver) this.#settle(settled, blocks, begun);
  }

  /** @param begun the beginning of the first of them, which was lexed with the stand-in */
  #settle(tokens: readonly Token[], blocks: readonly Markup[][], begun: BegunBlock | undefined): void {
    let left = begun ? begun.length - begun.standIn.length : 0;
    for (const [index, token] of tokens.entries()) {
      this.#settled.starts.set(this.#settled.length, this.#settled.blocks);
      this.#settled.blocks += blocks[index]?.length ?? 0;
      this.#settled.length += token.raw.length + left;
      left = 0;
      if (token.type === 'def') this.#settled.links[token.tag] ??= { href: token.href, title: token.title };
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

  #showOpen(blocks: Markup[]): void {
    const { blocks: settled } = this.#settled;
    this.#replace(settled, this.#blocks.length - settled, blocks);
  }

  #replace(index: number, count: number, by: Markup[]): void {
    const end = index + count < this.#blocks.length ? this.element.childNodes[index + count] : undefined;
    update(this.element, this.#blocks.slice(index, index + count), by, this.#buttons, end);
    this.#blocks = [...this.#blocks.slice(0, index), ...by, ...this.#blocks.slice(index + count)];
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
    this.#settled = nothingSettled();
    this.#begun = undefined;
  }
}

/** What later text cannot change. */
function nothingSettled(): { length: number; blocks: number; starts: Map<number, number>; links: Links } {
  return { length: 0, blocks: 0, starts: new Map(), links: {} };
}

/** What of a whole text is shown as it stays. */
interface Finished {
  /** Of its source. */
  length: number;
  /** Without its links to places. */
  markup: Markup[];
  /** How many blocks show it. */
  shown: number;
  /** How many blocks had shown it before it was whole. */
  streamed: number;
  hasNames: boolean;
}

function nothingFinished(): Finished {
  return { length: 0, markup: [], shown: 0, streamed: 0, hasNames: false };
}
