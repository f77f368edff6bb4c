import type { Turn } from './turn.ts';
import { perMessage } from './turnTokens.ts';

/** What is left out makes room for several more questions, so that they begin alike and the provider's cache has them. */
const share = 0.75;

export interface FittedTurns {
  /** What goes along, in its order. */
  turns: Turn[];
  /** The first turn that goes along for its own sake; `undefined` while all do. */
  from: string | undefined;
  /** How many questions do not go along. */
  leftOut: number;
  /** Whether that is known to be within the limit: what has to go along may be more. */
  fits: boolean;
}

/**
 * What of a conversation goes into a window: the last question with all that is attached to it, pinned questions with
 * their answers, and of the others as many of the latest as there is room for, each whole.
 * @param limit in tokens. @param textOf what is said of a turn. @param tokensOf the tokens of that and of what is around it,
 * asked for only where it matters. @param from where the last request began, which holds for as long as that fits.
 */
export async function fitTurns(
  turns: readonly Turn[],
  {
    limit,
    textOf,
    tokensOf,
    pinned,
    from,
  }: {
    limit: number;
    textOf: (turn: Turn) => string;
    tokensOf: (turn: Turn) => Promise<number>;
    pinned: ReadonlySet<string>;
    from: string | undefined;
  },
): Promise<FittedTurns> {
  const exchanges = exchangesOf(turns);
  const tokens = async (some: readonly Turn[]) =>
    (await Promise.all(some.map(tokensOf))).reduce((sum, count) => sum + count, 0);
  const isWithin = async (some: readonly Turn[]) =>
    mostOf(some.map(textOf)) <= limit || (await tokens(some)) <= limit;
  const begin = Math.max(
    0,
    exchanges.findIndex(([first]) => first?.id === from),
  );
  const isPinned = ([question]: readonly Turn[]) => question !== undefined && pinned.has(question.id);
  const after = (start: number) =>
    exchanges.filter((exchange, index) => index >= start || isPinned(exchange));
  const fitted = (start: number, fits: boolean): FittedTurns => ({
    fits,
    turns: after(start).flat(),
    from: start === 0 ? undefined : exchanges[start]?.[0]?.id,
    leftOut: exchanges.length - after(start).length,
  });
  if (await isWithin(after(begin).flat())) return fitted(begin, true);

  const last = exchanges.length - 1;
  let room = limit * share;
  for (const [index, exchange] of exchanges.entries()) {
    if (index === last || isPinned(exchange)) room -= await tokens(exchange);
  }
  const fits = room >= 0;
  let start = last;
  while (start > 0) {
    const before = exchanges[start - 1] ?? [];
    if (!isPinned(before)) room -= await tokens(before);
    if (room < 0) break;
    start -= 1;
  }
  return fitted(start, fits);
}

/** No fewer tokens than messages with these texts have: a token is at least one byte. */
function mostOf(texts: readonly string[]): number {
  return new TextEncoder().encode(texts.join('')).length + perMessage * texts.length;
}

/** Each question with what was answered to it. */
function exchangesOf(turns: readonly Turn[]): Turn[][] {
  const exchanges: Turn[][] = [];
  for (const turn of turns) {
    const current = exchanges.at(-1);
    if (turn.role === 'user' || !current) exchanges.push([turn]);
    else current.push(turn);
  }
  return exchanges;
}
