import { splitLines, type Token, type TokenizedLine } from './tokens.ts';

/** A grammar, line by line: the tokens of a line follow from its text and from the state that the line above ended in. */
export interface LineGrammar<State> {
  /** Above the first line. */
  initial: State;
  tokenizeLine(text: string, state: State): { tokens: Token[]; end: State };
  /** Whether two states read every text alike. */
  isSame(a: State, b: State): boolean;
}

interface KnownLine<State> {
  line: TokenizedLine;
  start: State;
  end: State;
}

/** The lines of a document by their text, once for each state that such a line began in. */
export type KnownLines<State> = ReadonlyMap<string, readonly KnownLine<State>[]>;

/** How many states of one text are remembered: looking through them must stay cheaper than tokenising. */
const mostStates = 50;
/** How long to hold the thread before other work gets a turn, in milliseconds. */
const slice = 20;

/**
 * Tokenises a document; of its lines only those that are not known with the state they begin in. So after an edit these
 * are the lines from the edited one until the state is again what it was, wherever the lines have moved meanwhile.
 *
 * @param known what the last call for this document returned, by the same grammar
 * @returns the lines, some of them the same objects, and what to hand to the next call: this document's lines only
 */
export async function tokenizeText<State>(
  text: string,
  { initial, tokenizeLine, isSame }: LineGrammar<State>,
  known: KnownLines<State> = new Map(),
): Promise<{ lines: TokenizedLine[]; known: KnownLines<State> }> {
  const lines: TokenizedLine[] = [];
  const next = new Map<string, KnownLine<State>[]>();
  let state = initial;
  let sliceEnd = performance.now() + slice;
  for (const lineText of splitLines(text)) {
    if (performance.now() > sliceEnd) {
      await new Promise(resolve => setTimeout(resolve));
      sliceEnd = performance.now() + slice;
    }
    const fits = ({ start }: KnownLine<State>) => isSame(start, state);
    const alike = next.get(lineText);
    let found = alike?.find(fits);
    if (!found) {
      found = known.get(lineText)?.find(fits) ?? tokenizeNew(lineText, state);
      if (!alike) next.set(lineText, [found]);
      else if (alike.length < mostStates) alike.push(found);
    }
    lines.push(found.line);
    state = found.end;
  }
  return { lines, known: next };

  function tokenizeNew(newText: string, start: State): KnownLine<State> {
    const { tokens, end } = tokenizeLine(newText, start);
    return { line: { text: newText, tokens }, start, end };
  }
}
