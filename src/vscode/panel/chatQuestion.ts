import type { Conversation } from '../../chat/conversation.ts';
import { messagesOf, sentTurns } from '../../chat/messages.ts';
import { picturesIn } from '../../chat/picturesIn.ts';
import type { Turn } from '../../chat/turn.ts';
import { definitionOf, type ToolDefinition } from '../../models/toolDefinition.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import type { Question } from '../services/models.ts';
import { readText } from '../services/setting.ts';
import { readLanguage } from '../services/settings.ts';
import { sourceOf } from '../services/sourceOf.ts';

/**
 * What a conversation puts to the model, with the parameters that hold for its last question.
 * @param choice what the task that it came of says of itself. @param tools what the model may call.
 */
export function chatQuestion(
  conversation: Conversation,
  choice?: TaskChoice,
  tools: readonly ToolDefinition[] = [],
): Question {
  const language = readLanguage();
  const asked = conversation.turns.findLast(turn => turn.role === 'user');
  const languageId = asked?.attachments[0]?.languageId;
  return {
    messages: messagesOf(conversation, {
      systemPrompt: readText('systemPrompt'),
      language: language.chosen ? language.name : undefined,
      hasTools: tools.length > 0,
    }),
    tools: tools.map(definitionOf),
    pictures: picturesIn(conversation.turns),
    files: filesIn(conversation.turns),
    sampling: {},
    task: asked?.task,
    choice,
    scope: languageId === undefined ? undefined : { languageId },
    parameters: conversation.parameters,
    answerId: conversation.turns.findLast(turn => turn.role === 'assistant')?.id,
  };
}

function filesIn(turns: readonly Turn[]): string[] {
  return sentTurns(turns).flatMap(turn => (turn.role === 'user' ? turn.attachments.map(sourceOf) : []));
}
