import type { CardTurn } from '../../chat/conversation.ts';
import type { LabelCard } from '../../tasks/card.ts';

interface Position {
  line: number;
  character: number;
}

/** A piece of a document and the label that it was given. */
export interface LabelPlace {
  /** The document's. */
  uri: string;
  start: Position;
  /** What was classified, as it was then. */
  text: string;
  card: LabelCard;
}

/** What of an edit tells where lines have gone. Both are counted as they were before it. */
export interface LineChange {
  range: { start: Position; end: Position };
  text: string;
}

/** What a turn has classified, one for each selection. */
export function labelPlaces({ question, cards }: CardTurn): LabelPlace[] {
  return cards.flatMap((card, index) => {
    const { origin, text } = question.attachments[index] ?? {};
    return card.kind === 'label' && origin && text !== undefined ? [{ ...origin, text, card }] : [];
  });
}

/** Where a line is after an edit. @returns `undefined` when the edit touches the line itself. */
export function lineAfter(line: number, changes: readonly LineChange[]): number | undefined {
  const above = changes.filter(({ range }) => range.start.line <= line);
  if (!above.every(change => isBefore(line, change))) return undefined;
  const grown = above.map(({ range, text }) => linesIn(text) - (range.end.line - range.start.line));
  return grown.reduce((sum, lines) => sum + lines, line);
}

/** Whether an edit ends where the line begins, and leaves that the beginning of a line. */
function isBefore(line: number, { range: { start, end }, text }: LineChange): boolean {
  if (end.line !== line) return end.line < line;
  return end.character === 0 && (text === '' ? start.character === 0 : /[\r\n]$/.test(text));
}

function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
