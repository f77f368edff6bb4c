import type { CommentBlock, CommentLine } from './commentBlock.ts';
import { sameScopes } from './findSegments.ts';
import type { TokenizedLine } from './tokens.ts';

/** The part of one line that is prose, without the blanks around it. */
interface Piece {
  line: number;
  start: number;
  end: number;
  /** Down to the paragraph's, heading's or table's own. */
  scopes: string[];
}

/** Finds the prose of Markdown: paragraphs, those of lists and quotations among them, headings and table cells. */
export function findProse(lines: readonly TokenizedLine[]): CommentBlock[] {
  const [root] = lines.find(({ tokens }) => tokens.length > 0)?.tokens[0]?.scopes ?? [];
  if (!root?.startsWith('text.html.markdown')) return [];
  const groups: Piece[][] = [];
  for (const [number, line] of lines.entries()) {
    for (const piece of piecesOf(line, number)) {
      const last = groups.at(-1)?.at(-1);
      if (last && goesOn(last, piece, lines)) groups.at(-1)?.push(piece);
      else groups.push([piece]);
    }
  }
  return groups.flatMap(pieces => build(pieces, lines));
}

const proseScope = /^(?:meta\.paragraph|entity\.name\.section|markup\.table)\.markdown$/;
/** What draws the structure. */
const drawnScope = /^(?:punctuation\.(?:definition|separator)\.table|markup\.heading\.setext)\b/;

function piecesOf({ text, tokens }: TokenizedLine, line: number): Piece[] {
  const pieces: Piece[] = [];
  let previous: Piece | undefined;
  for (const { start, end, scopes } of tokens) {
    const depth = scopes.some(scope => drawnScope.test(scope))
      ? 0
      : scopes.findLastIndex(scope => proseScope.test(scope)) + 1;
    const own = scopes.slice(0, depth);
    if (depth > 0 && previous && sameScopes(previous.scopes, own)) {
      previous.end = end;
      continue;
    }
    previous = depth > 0 ? { line, start, end, scopes: own } : undefined;
    if (previous) pieces.push(previous);
  }
  return pieces.map(piece => trimmed(piece, text)).filter(({ start, end }) => start < end);
}

/** A box to tick, the name of a footnote, the colon of a definition. */
const mark = /^(?:\[[ xX]\]\s+|\[\^[^\]]+\]:\s*|:\s+)/;
/** Read by the program that shows it: `[!NOTE]`, `[TOC]`, `[[_TOC_]]`. */
const instruction = /^\[\[?[!_]?\w+\]?\]$/;

function trimmed(piece: Piece, text: string): Piece {
  const whole = text.slice(piece.start, piece.end);
  const blanks = whole.search(/\S|$/);
  const marked = blanks + (mark.exec(whole.slice(blanks))?.[0].length ?? 0);
  // A backslash at the end breaks the line, as two blanks do.
  const said = whole.slice(marked).replace(/\s*\\?\s*$/, '');
  const start = piece.start + marked;
  return { ...piece, start, end: instruction.test(said) ? start : start + said.length };
}

/** Whether a line goes on with the paragraph that the line before it is of. */
function goesOn(last: Piece, next: Piece, lines: readonly TokenizedLine[]): boolean {
  const isBroken = /(?: {2}|\\)$/.test(lines[last.line]?.text ?? '');
  return (
    next.line === last.line + 1 &&
    !isBroken &&
    next.scopes.at(-1) === 'meta.paragraph.markdown' &&
    sameScopes(last.scopes, next.scopes) &&
    /^[\s>]*$/.test(lines[next.line]?.text.slice(0, next.start) ?? '')
  );
}

function build(pieces: readonly Piece[], lines: readonly TokenizedLine[]): CommentBlock[] {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!first || !last) return [];
  return [
    {
      start: { line: first.line, character: first.start },
      end: { line: last.line, character: last.end },
      kind: 'prose',
      form: 'line',
      open: '',
      close: '',
      scopes: first.scopes,
      indent: '',
      ownsLines: first.scopes.at(-1) !== 'markup.table.markdown',
      directive: false,
      lines: pieces.map(({ line, start, end }): CommentLine => {
        const text = lines[line]?.text ?? '';
        return {
          prefix: line === first.line ? '' : text.slice(0, start),
          text: text.slice(start, end),
          suffix: line === last.line ? '' : text.slice(end),
        };
      }),
    },
  ];
}
