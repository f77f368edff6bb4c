import * as z from 'zod/mini';
import { fence, ticksAround } from '../models/fence.ts';
import { parseJson } from '../openai/parseJson.ts';
import { type Conversation, type ConversationChange, changesOf, conversationChange } from './conversation.ts';
import { summaryOf } from './conversationSummary.ts';
import { sourcesMarkdown } from './sourcesMarkdown.ts';
import { type AnswerCall, textAroundRounds } from './toolCall.ts';
import type { AssistantTurn, Attachment, Turn } from './turn.ts';

/** A conversation outside Gloss: what has to happen to an empty one for it to be as it was. */
const exported = z.object({
  format: z.literal('gloss-conversation'),
  version: z.literal(1),
  changes: z.array(conversationChange),
});

/** A conversation with all of its branches, as JSON. */
export function conversationJson(conversation: Conversation): string {
  const changes = changesOf(conversation);
  return `${JSON.stringify({ format: 'gloss-conversation', version: 1, changes }, null, 2)}\n`;
}

/** What `conversationJson` has written. @returns `undefined` for anything else. */
export function readConversationJson(text: string): ConversationChange[] | undefined {
  return exported.safeParse(parseJson(text)).data?.changes;
}

/** The branch of a conversation that is shown, as Markdown. @param names what the speakers and the list of sources are called. */
export function conversationMarkdown(
  conversation: Conversation,
  names: { user: string; assistant: string; sources: string },
): string {
  const parts = [
    `# ${summaryOf(conversation).title}`,
    ...conversation.turns.map(turn => `## ${names[turn.role]}\n\n${markdownOf(turn, names.sources)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function markdownOf(turn: Turn, sources: string): string {
  if (turn.role === 'assistant') {
    const text = turn.cards ? fence(turn.text, 'json') : answered(turn);
    return [text, sourcesMarkdown(turn.citations ?? [], sources)].filter(Boolean).join('\n\n');
  }
  return [[turn.text, turn.words].filter(Boolean).join(' '), ...turn.attachments.map(attached)].join('\n\n');
}

function answered({ text, rounds = [] }: AssistantTurn): string {
  const parts = textAroundRounds(text, rounds).flatMap((piece, index) => [
    piece,
    ...(rounds[index]?.calls ?? []).flatMap(called),
  ]);
  return parts.filter(part => part !== '').join('\n\n');
}

function called({ name, arguments: args, result }: AnswerCall): string[] {
  const ticks = ticksAround(name);
  return [
    `${ticks}${name.replace(/\s+/g, ' ')}${ticks}`,
    fence(args, 'json'),
    ...(result === undefined ? [] : [fence(result, '')]),
  ];
}

function attached({ label, detail, languageId, text, image, pdf }: Attachment): string {
  if (image || pdf) return `${label} (${detail})`;
  return `${detail === '' ? label : `${label}:${detail}`}\n\n${fence(text, languageId)}`;
}
