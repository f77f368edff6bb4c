import type { Conversation } from '../../chat/conversation.ts';
import type { OfferedTool } from '../../tools/offeredTool.ts';
import { chatQuestion } from '../panel/chatQuestion.ts';
import type { PreparedRequest, Question } from '../services/models.ts';
import { readTexts } from '../services/setting.ts';

/**
 * The tools that a chat's next question is asked with. What they need is loaded only where any are chosen.
 * @param prepare makes a question the request of the model that is asked.
 * @returns also a sentence for people to read, when not all go along that are chosen.
 */
export async function chatTools(
  conversation: Conversation,
  prepare: (question: Question) => Pick<PreparedRequest, 'left'>,
): Promise<{ tools: readonly OfferedTool[]; reason?: string }> {
  if (readTexts('tools.offered').length === 0) return { tools: [] };
  const { absentSentence, noToolsSentence, offeredTools } = await import('./tools.ts');
  const { tools, absent } = offeredTools();
  const { left } = prepare(chatQuestion({ ...conversation, turns: [] }, undefined, tools));
  const refused = noToolsSentence(left);
  const reason = refused ?? absentSentence(absent);
  return { tools: refused === undefined ? tools : [], ...(reason === undefined ? {} : { reason }) };
}
