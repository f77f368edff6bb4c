import { titleIn, titleMessages, titleTokens } from '../../chat/chatTitle.ts';
import type { Conversation } from '../../chat/conversation.ts';
import { buildRequest } from '../../models/buildRequest.ts';
import type { Models } from '../services/models.ts';

/** A title that is late is of no use, in milliseconds. */
const patience = 30_000;

/**
 * What the model calls a conversation that has just begun. Asks the user nothing and tells them of no failure: without a
 * title a conversation is known by its first words.
 * @returns `undefined` for one that is not a single question with its whole answer, or when none came.
 */
export async function suggestTitle(
  { turns, nodes }: Conversation,
  models: Models,
): Promise<string | undefined> {
  const [question, answer] = turns;
  if (nodes.size !== 2 || question?.role !== 'user' || answer?.role !== 'assistant') return undefined;
  if (question.task !== undefined || answer.state !== 'complete') return undefined;
  const endpoint = models.current();
  if (!endpoint || !(await models.hasKey(endpoint.provider))) return undefined;
  const messages = titleMessages(question.text, answer.text);
  const { model } = endpoint;
  const sampling = { ...model.taskDefaults, max_completion_tokens: titleTokens, temperature: 0 };
  const { body } = buildRequest(endpoint, messages, sampling);
  let text = '';
  const request = { endpoint, body, messages, task: 'title', aside: true };
  for await (const event of models.send(request, AbortSignal.timeout(patience))) {
    if (event.type === 'text' && event.choice === 0) text += event.text;
    if (event.type === 'end' && event.end.state === 'complete') return titleIn(text);
  }
  return undefined;
}
