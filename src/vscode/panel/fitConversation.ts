import type { Conversation } from '../../chat/conversation.ts';
import { fitTurns } from '../../chat/fitTurns.ts';
import { saidOf } from '../../chat/messages.ts';
import { picturesIn } from '../../chat/picturesIn.ts';
import { turnTokens } from '../../chat/turnTokens.ts';
import { pictureTokens } from '../../models/imageTokens.ts';
import type { Model } from '../../models/provider.ts';
import { mostTokens } from '../../models/tokens.ts';
import type { ToolDefinition } from '../../models/toolDefinition.ts';
import { promptLimit } from '../services/models.ts';
import { chatQuestion } from './chatQuestion.ts';

export interface FittedConversation {
  conversation: Conversation;
  /** The turn at which it begins now; `undefined` while all of it goes along. */
  from: string | undefined;
  /** How many of its questions do not go along. */
  leftOut: number;
  /** Whether it is known that it goes in. */
  fits: boolean;
}

/** As much of a conversation as goes into the window of a model, beside what is said before every chat and of the tools. */
export async function fitConversation(
  conversation: Conversation,
  model: Model,
  tools: readonly ToolDefinition[] = [],
): Promise<FittedConversation> {
  const limit = promptLimit(model);
  if (limit === Number.POSITIVE_INFINITY) return { conversation, from: undefined, leftOut: 0, fits: true };
  const { messages, tools: offered } = chatQuestion({ ...conversation, turns: [] }, undefined, tools);
  const beside = await mostTokens(JSON.stringify([messages, offered]), limit / 20);
  const answers = conversation.turns.flatMap(turn => (turn.role === 'assistant' ? [turn] : []));
  const { turns, ...fitted } = await fitTurns(conversation.turns, {
    limit: limit - beside - pictureTokens(picturesIn(conversation.turns), model.imageCost),
    textOf: saidOf,
    tokensOf: turnTokens,
    pinned: conversation.pinnedTurns,
    from: answers.findLast(answer => answer.from !== undefined)?.from,
  });
  return { conversation: { ...conversation, turns }, ...fitted };
}
