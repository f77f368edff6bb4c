import type { UserTurn } from '../../chat/turn.ts';

/** The id of the question that a rewrite and all that follow up on it came of: their changes have the same place. */
export function firstQuestion({ id, followUp }: UserTurn): string {
  return followUp?.first ?? id;
}
