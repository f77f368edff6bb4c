import { aboutTokens } from '../models/tokens.ts';
import { saidOf } from './messages.ts';
import type { Turn } from './turn.ts';

/** What the chat format adds around a message, its role included. */
const perMessage = 4;

/** About the number of tokens that a turn has in a request. */
export async function turnTokens(turn: Turn): Promise<number> {
  return (await aboutTokens(saidOf(turn))) + perMessage;
}
