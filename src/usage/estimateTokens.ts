import { countTokens } from '../models/tokens.ts';
import type { ChatMessage } from '../openai/request.ts';

/** Tokens that the chat format adds around each message, and once for the answer to begin. */
const perMessage = 3;
const perAnswer = 3;

/** About as many tokens as the provider will count in the messages of a request. */
export async function estimateTokens(messages: readonly ChatMessage[]): Promise<number> {
  const words = messages.map(message => (typeof message.content === 'string' ? message.content : ''));
  return (await countTokens(words.join('\n'))) + perMessage * messages.length + perAnswer;
}
