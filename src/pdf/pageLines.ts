/** A piece of text in its place on the page; what is up there is more. */
export interface PlacedText {
  text: string;
  /** Where it begins, on the baseline. */
  x: number;
  y: number;
  /** The direction of the baseline, of length 1. */
  directionX: number;
  directionY: number;
  /** How far it goes along the baseline. */
  advance: number;
  /** Of the font, in the same units. */
  size: number;
}

/** All in parts of the font's size: from where on a gap is a blank, a step another line, and that a paragraph. */
const [leastBlank, leastLine, leastParagraph] = [0.15, 0.5, 1.8];

/**
 * Makes lines and paragraphs of the pieces of a page, in the order in which they come: nothing is put in another one,
 * so that columns stay what the program that wrote them made of them.
 */
export class PageLines {
  readonly #parts: string[] = [];
  #last: PlacedText | undefined;

  add(piece: PlacedText): void {
    const separator = this.#last ? separatorOf(this.#last, piece) : '';
    // A blank that is there already is not another one.
    const isNeeded = separator !== ' ' || !(this.#parts.at(-1)?.endsWith(' ') || piece.text.startsWith(' '));
    if (isNeeded && separator !== '') this.#parts.push(separator);
    if (piece.text !== '') this.#parts.push(piece.text);
    this.#last = piece;
  }

  get text(): string {
    return this.#parts
      .join('')
      .split('\n')
      .map(line => line.trim())
      .join('\n')
      .trim();
  }
}

function separatorOf(last: PlacedText, piece: PlacedText): '' | ' ' | '\n' | '\n\n' {
  const size = Math.max(last.size, piece.size);
  const [x, y] = [piece.x - last.x, piece.y - last.y];
  const along = x * last.directionX + y * last.directionY;
  const down = x * last.directionY - y * last.directionX;
  const isTurned = last.directionX * piece.directionX + last.directionY * piece.directionY < 0.9;
  if (isTurned || down > leastParagraph * size || down < -leastLine * size) return '\n\n';
  if (down > leastLine * size) return '\n';
  // Whichever comes first on the line: some scripts go the other way.
  const gap = Math.max(along - last.advance, -along - piece.advance);
  return gap > leastBlank * size ? ' ' : '';
}
