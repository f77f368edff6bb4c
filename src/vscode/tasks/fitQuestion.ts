import { ask, type Conversation, changed, type NewQuestion } from '../../chat/conversation.ts';
import { turnsFor } from '../../chat/readable.ts';
import { mostTokens } from '../../models/tokens.ts';
import type { Task } from '../../tasks/task.ts';
import { chatQuestion } from '../panel/chatQuestion.ts';
import { promptLimit } from '../services/models.ts';
import { type Fitted, fitSelection } from './fitSelection.ts';
import type { TaskHost } from './runCommand.ts';
import type { Selected } from './selection.ts';
import { readTaskSettings } from './taskSettings.ts';

/** What of a selection can be sent with a question; `undefined` when nothing is, and the user knows why. */
export async function fitQuestion(
  { session, models, accepted }: Pick<TaskHost, 'session' | 'models' | 'accepted'>,
  task: Task,
  question: NewQuestion,
  selection: Selected,
): Promise<Fitted | undefined> {
  await session.restore();
  for (;;) {
    const endpoint = models.current(task.id, task.choice);
    const { conversation } = session;
    const turns = endpoint ? turnsFor(endpoint.model, conversation.turns).turns : conversation.turns;
    const beside = saidBeside(task, question, { ...conversation, turns });
    const limit = endpoint ? promptLimit(endpoint.model) : Number.POSITIVE_INFINITY;
    const fitted = await fitSelection(
      selection,
      {
        tokens: limit - (await mostTokens(beside, limit / 4)),
        together: !task.answer,
        model: endpoint?.model.id ?? '',
        newChat: !task.answer && conversation.turns.length > 0,
      },
      accepted,
    );
    if (fitted !== 'newChat') return fitted;
    await session.newChat();
  }
}

/** What a request says beside the selection. A typed task's has nothing of the conversation. */
function saidBeside(task: Task, question: NewQuestion, conversation: Conversation): string {
  if (task.answer) {
    const { instructions, content } = task.prompt({ words: question.words ?? '' }, readTaskSettings());
    return `${instructions}\n${content}`;
  }
  const { messages } = chatQuestion(changed(conversation, ...ask(conversation, question).changes));
  return messages.map(({ content }) => (typeof content === 'string' ? content : '')).join('\n');
}
