import { lex } from '../markdown/lex.ts';
import { type CodeBlock, type Markup, toMarkup } from '../markdown/markup.ts';
import { textAroundRounds } from './toolCall.ts';
import type { AssistantTurn } from './turn.ts';

/** A block of code in an answer, as far as something can be done with it. */
export interface AnswerBlock extends Pick<CodeBlock, 'language' | 'info' | 'text'> {
  /** The last line of words before it, as it is shown. */
  before: string;
  /** Nothing of it can be missing. */
  whole: boolean;
}

/** An answer as markup, without what only a browser knows: the same pieces in the same order as the panel shows. */
export function answerMarkup(text: string): Markup[] {
  return toMarkup(lex(text), {
    decode: piece => piece,
    imageLabel: what => what,
    tableLabel: '',
    final: true,
  });
}

/** The blocks of code of an answer that has ended, from the first to the last, nested ones too. */
export function codeBlocks({
  text,
  state,
  rounds,
}: Pick<AssistantTurn, 'text' | 'state' | 'rounds'>): AnswerBlock[] {
  const blocks: AnswerBlock[] = [];
  let words = '';
  const visit = (piece: Markup) => {
    if (typeof piece === 'string') {
      words += piece;
    } else if (piece.tag !== 'code-block') {
      if (!inline.has(piece.tag)) words += '\n';
      piece.children.forEach(visit);
      if (!inline.has(piece.tag)) words += '\n';
    } else {
      const { language, info, text, sealed } = piece;
      const before = words.trim().split('\n').at(-1)?.trim() ?? '';
      blocks.push({ language, info, text, before, whole: sealed || state === 'complete' });
      words = '';
    }
  };
  if (state === 'streaming') return blocks;
  for (const piece of textAroundRounds(text, rounds)) answerMarkup(piece).forEach(visit);
  return blocks;
}

const inline: ReadonlySet<string> = new Set(['strong', 'em', 'del', 'code', 'a', 'span']);
