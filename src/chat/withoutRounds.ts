import type { AssistantTurn, Turn } from './turn.ts';

/** Made once: who counts a turn's tokens knows it by its identity. */
const without = new WeakMap<AssistantTurn, AssistantTurn>();

/**
 * The turns for a request that offers no tools: what tools returned goes along only with those, because some servers refuse
 * calls of what is not offered, and nobody pays for what is not wanted any more. The answers are there.
 */
export function withoutRounds(turns: readonly Turn[]): Turn[] {
  return turns.map(turn => (turn.role === 'assistant' && turn.rounds ? answerAlone(turn) : turn));
}

function answerAlone(turn: AssistantTurn): AssistantTurn {
  const known = without.get(turn);
  if (known) return known;
  const { rounds: _calls, ...answer } = turn;
  without.set(turn, answer);
  return answer;
}
