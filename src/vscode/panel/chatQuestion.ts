import type { Conversation } from '../../chat/conversation.ts';
import { messagesOf } from '../../chat/messages.ts';
import type { Question } from '../services/models.ts';
import { readLanguage, readText } from '../services/settings.ts';

/** What a conversation puts to the model, with the parameters that hold for its last question. */
export function chatQuestion(conversation: Conversation): Question {
  const language = readLanguage();
  const asked = conversation.turns.findLast(turn => turn.role === 'user');
  const languageId = asked?.attachments[0]?.languageId;
  return {
    messages: messagesOf(conversation, {
      systemPrompt: readText('systemPrompt'),
      language: language.chosen ? language.name : undefined,
    }),
    sampling: {},
    task: asked?.task,
    scope: languageId === undefined ? undefined : { languageId },
    parameters: conversation.parameters,
  };
}
