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

  /** @param piece without text it belongs to what is before it, which then goes on to its end */
  add(piece: PlacedText): void {
    const last = this.#last;
    const letter = last && composed(last, piece);
    this.#last = letter ?? piece;
    if (letter) this.#parts.splice(-1, 1, letter.text);
    if (letter || piece.text === '') return;
    const separator = last ? separatorOf(last, piece) : '';
    // A blank that is there already is not another one.
    const isThere = separator === ' ' && (this.#parts.at(-1)?.endsWith(' ') || piece.text.startsWith(' '));
    this.#parts.push(isThere ? '' : separator, piece.text);
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

/** Accents that stand alone, and those that combine with a letter. */
const accents = new Map<string, string>(
  [
    '`\u0300',
    '´\u0301',
    'ˆ\u0302',
    '^\u0302',
    '˜\u0303',
    '~\u0303',
    '¯\u0304',
    '˘\u0306',
    '˙\u0307',
    '¨\u0308',
    '˚\u030a',
  ]
    .concat(['˝\u030b', 'ˇ\u030c', '¸\u0327', '˛\u0328'])
    .map(([accent = '', mark = '']) => [accent, mark]),
);

/** The letter that two pieces are, one of which is its accent: that is how TeX's older fonts have them. */
function composed(last: PlacedText, piece: PlacedText): PlacedText | undefined {
  const [letter, accent] = accents.has(piece.text) ? [last, piece] : [piece, last];
  const mark = accents.get(accent.text);
  if (!mark || !/^\p{L}$/u.test(letter.text)) return undefined;
  const { along, down, size } = stepBetween(last, piece);
  const isOver =
    along < 0.9 * last.advance && along > -0.9 * piece.advance && Math.abs(down) < leastLine * size;
  const bare = letter.text.replace('ı', 'i').replace('ȷ', 'j');
  return isOver ? { ...letter, text: (bare + mark).normalize('NFC') } : undefined;
}

function stepBetween(last: PlacedText, piece: PlacedText): { along: number; down: number; size: number } {
  const [x, y] = [piece.x - last.x, piece.y - last.y];
  return {
    along: x * last.directionX + y * last.directionY,
    down: x * last.directionY - y * last.directionX,
    size: Math.max(last.size, piece.size),
  };
}

function separatorOf(last: PlacedText, piece: PlacedText): '' | ' ' | '\n' | '\n\n' {
  const { along, down, size } = stepBetween(last, piece);
  const isTurned = last.directionX * piece.directionX + last.directionY * piece.directionY < 0.9;
  if (isTurned || down > leastParagraph * size || down < -leastLine * size) return '\n\n';
  if (down > leastLine * size) return '\n';
  // Whichever comes first on the line: some scripts go the other way.
  const gap = Math.max(along - last.advance, -along - piece.advance);
  return gap > leastBlank * size ? ' ' : '';
}
