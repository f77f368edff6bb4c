import { aboutTokens } from '../models/tokens.ts';
import { saidOf } from './messages.ts';
import type { Turn } from './turn.ts';

/** What the chat format adds around a message, its role included. */
export const perMessage = 4;

type Count = (turn: Turn) => Promise<number>;

/** As `count`, each turn once: turns are values, so that one is known by its identity. */
export function countedOnce(count: Count): Count {
  const counted = new WeakMap<Turn, Promise<number>>();
  return turn => {
    const tokens = counted.get(turn) ?? count(turn);
    counted.set(turn, tokens);
    return tokens;
  };
}

/** About the number of tokens that a turn has in a request. */
export const turnTokens = countedOnce(async turn => (await aboutTokens(saidOf(turn))) + perMessage);
