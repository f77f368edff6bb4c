import * as z from 'zod/mini';
import { parseJson } from '../openai/parseJson.ts';
import type { Card } from '../tasks/card.ts';
import { type AssistantTurn, type Turn, turn, type UserTurn } from './turn.ts';

/** One conversation, as it is on disk. Values, never changed in place. */
const conversation = z.object({
  version: z.literal(1),
  id: z.string(),
  turns: z.array(turn),
  /** Values of parameters for this conversation alone, by setting key. */
  parameters: z.optional(z.record(z.string(), z.unknown())),
});
export type Conversation = z.infer<typeof conversation>;

export function newConversation(): Conversation {
  return { version: 1, id: crypto.randomUUID(), turns: [] };
}

/** A question before it is asked; whoever follows it further gives it its id. */
export type NewQuestion = Omit<UserTurn, 'role' | 'id'> & { id?: string };

/** Adds a question and the answer that is about to come to it. */
export function ask(
  { turns, ...rest }: Conversation,
  question: NewQuestion,
): { conversation: Conversation; question: UserTurn; answer: AssistantTurn } {
  const asked: UserTurn = { role: 'user', id: crypto.randomUUID(), ...question };
  const answer = emptyAnswer();
  return { conversation: { ...rest, turns: [...turns, asked, answer] }, question: asked, answer };
}

/** Puts a fresh answer in the place of the last one, which leaves it what it has kept. @returns `undefined` when the last turn is no such answer. */
export function askAgain(
  { turns, ...rest }: Conversation,
  id: string,
): { conversation: Conversation; answer: AssistantTurn } | undefined {
  const last = turns.at(-1);
  if (last?.role !== 'assistant' || last.id !== id || last.state === 'streaming') return undefined;
  const answer = { ...emptyAnswer(), ...(last.kept ? { kept: last.kept } : {}) };
  return { conversation: { ...rest, turns: [...turns.slice(0, -1), answer] }, answer };
}

/** Puts a turn in the place of the one with its id. */
export function replaceTurn({ turns, ...rest }: Conversation, changed: Turn): Conversation {
  return { ...rest, turns: turns.map(turn => (turn.id === changed.id ? changed : turn)) };
}

/** A question and the results that a typed task gave for it. */
export interface CardTurn {
  question: UserTurn;
  cards: readonly Card[];
}

/** The results that the answer of this id shows; `undefined` when it shows none. */
export function cardTurn({ turns }: Conversation, id: string): CardTurn | undefined {
  const index = turns.findIndex(turn => turn.id === id);
  const [question, answer] = [turns[index - 1], turns[index]];
  if (question?.role !== 'user' || answer?.role !== 'assistant' || !answer.cards) return undefined;
  return { question, cards: answer.cards };
}

function emptyAnswer(): AssistantTurn {
  return { role: 'assistant', id: crypto.randomUUID(), state: 'streaming', text: '' };
}

/**
 * Reads a conversation back. An answer that was still streaming when it was written was interrupted, by a reload or worse.
 * @returns `undefined` when the text is not a conversation of this version.
 */
export function readConversation(text: string): Conversation | undefined {
  const parsed = conversation.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { turns, ...rest } = parsed.data;
  return {
    ...rest,
    turns: turns.map(turn =>
      turn.role === 'assistant' && turn.state === 'streaming' ? { ...turn, state: 'interrupted' } : turn,
    ),
  };
}
