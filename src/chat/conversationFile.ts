import * as z from 'zod/mini';
import { parseJson } from '../openai/parseJson.ts';
import {
  type Conversation,
  type ConversationChange,
  changed,
  conversationChange,
  newConversation,
} from './conversation.ts';
import type { Turn } from './turn.ts';

/** Before all changes; `version` grows when an older Gloss could no longer make sense of the rest. */
const heading = z.object({ conversation: z.string(), version: z.number() });
const version = 1;

/** Says that what could not be read before this line is known. */
const notice = z.object({ noticed: z.literal(true) });
export const noticedLine = `\n${JSON.stringify({ noticed: true })}`;

/** A line begins with its break: whatever a crash left before it cannot make it unreadable, too. */
export function fileHeading(id: string): string {
  return `\n${JSON.stringify({ conversation: id, version })}`;
}

/** Changes as they are appended to the file of their conversation. */
export function fileLines(changes: readonly ConversationChange[]): string {
  return changes.map(change => `\n${JSON.stringify(change)}`).join('');
}

export interface ReadConversation {
  conversation: Conversation;
  /** How many lines could not be read and are not known to be so yet; of a last one a crash may have left a part. */
  unread: 'none' | 'last' | 'some';
  /** A later Gloss has written it, so this one must not. */
  isNewer: boolean;
}

/**
 * Reads a conversation back. An answer that was still streaming when it was written was interrupted, by a reload or worse.
 * @param id of the conversation, for when its heading cannot be read
 * @returns `undefined` when nothing in the text is of a conversation.
 */
export function readConversation(
  text: string,
  id: string = crypto.randomUUID(),
): ReadConversation | undefined {
  const lines = text.split('\n').filter(line => line !== '');
  const changes: ConversationChange[] = [];
  const unread = new Set<number>();
  let head: z.infer<typeof heading> | undefined;
  for (const [index, line] of lines.entries()) {
    const value = parseJson(line);
    const change = conversationChange.safeParse(value);
    const { data: found } = heading.safeParse(value);
    if (change.success) changes.push(change.data);
    else if (notice.safeParse(value).success) unread.clear();
    // Two windows that begin at once write one each, perhaps of another Gloss.
    else if (found) head = head && head.version > found.version ? head : found;
    else unread.add(index);
  }
  if (!head && changes.length === 0) return undefined;
  const read = changed(newConversation(head?.conversation ?? id), ...changes);
  return {
    conversation: changed(read, ...[...read.nodes.values()].flatMap(interrupted)),
    unread: unread.size === 0 ? 'none' : unread.size === 1 && unread.has(lines.length - 1) ? 'last' : 'some',
    isNewer: head !== undefined && head.version > version,
  };
}

function interrupted({ turn }: { turn: Turn }): ConversationChange[] {
  if (turn.role !== 'assistant' || turn.state !== 'streaming') return [];
  return [{ type: 'turn', turn: { ...turn, state: 'interrupted' } }];
}
