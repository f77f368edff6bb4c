import { countEach } from '../models/tokens.ts';
import type { ChatMessage } from '../openai/request.ts';

/** What of a request the model reads. */
export interface Sent {
  messages: readonly ChatMessage[];
  /** Its `response_format`, which may hold a schema. */
  format?: unknown;
  /** Its `tools`. */
  tools?: unknown;
  /** Tokens of its pictures. */
  pictureTokens?: number | undefined;
}

/** Tokens that the chat format adds around each message beside its role, and once for the answer to begin. */
const perMessage = 3;
const perAnswer = 3;

/**
 * As many tokens as the provider will count in a request, those of files left out. How it writes down schemas, tools and calls
 * is its own affair, so that with one of these this is close, and no more than that.
 */
export async function estimateTokens({ messages, format, tools, pictureTokens = 0 }: Sent): Promise<number> {
  const texts = messages.flatMap(message => [message.role, textOf(message.content), callsText(message)]);
  const written = [...texts, schemaText(format), tools === undefined ? '' : JSON.stringify(tools)];
  const counts = await countEach(written);
  return counts.reduce((sum, count) => sum + count, perMessage * messages.length + perAnswer + pictureTokens);
}

function textOf(content: ChatMessage['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap(part => (part.type === 'text' ? part.text : [])).join('\n');
}

function callsText(message: ChatMessage): string {
  return 'tool_calls' in message && message.tool_calls ? JSON.stringify(message.tool_calls) : '';
}

function schemaText(format: unknown): string {
  const hasSchema = typeof format === 'object' && format !== null && 'json_schema' in format;
  return hasSchema ? JSON.stringify(format.json_schema) : '';
}

/** Whether a file goes along, of whose tokens nobody knows before. */
export function hasFile(messages: readonly ChatMessage[]): boolean {
  return messages.some(
    ({ content }) => Array.isArray(content) && content.some(({ type }) => type === 'file'),
  );
}
