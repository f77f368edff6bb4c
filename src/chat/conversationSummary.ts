import type { Conversation } from './conversation.ts';

/** The start of a conversation serves as its title, as far as this, in UTF-16 units. */
const longestTitle = 80;

/** What a list of conversations knows of each. */
export interface ConversationSummary {
  id: string;
  /** The user's own, or how the conversation begins. */
  title: string;
  pinned: boolean;
  /** How many questions the branch that is shown has. */
  questions: number;
  /** What all its answers took, those of other branches too, in US dollars; prices that are not known left out. */
  cost: number;
  /** All that was said in the branch that is shown, to search in. */
  text: string;
}

export function summaryOf({ id, title, pinned, turns, nodes }: Conversation): ConversationSummary {
  const answers = [...nodes.values()].flatMap(({ turn }) => (turn.role === 'assistant' ? [turn] : []));
  return {
    id,
    title: title || beginning(turns),
    pinned,
    questions: turns.filter(({ role }) => role === 'user').length,
    cost: answers.reduce((total, { receipt }) => total + (receipt?.cost ?? 0), 0),
    text: turns.map(({ text }) => text).join('\n'),
  };
}

/** Of a command's title and what it was run on, or of the user's own words, the first line. */
function beginning(turns: Conversation['turns']): string {
  const first = turns.find(({ role }) => role === 'user');
  if (first?.role !== 'user') return '';
  const [attachment] = first.attachments;
  const words = first.task === undefined ? first.text : [first.text, first.words].filter(Boolean).join(' ');
  const [line = ''] = words.trim().split('\n');
  const place = first.task !== undefined && attachment ? ` · ${attachment.label}` : '';
  const text = line + place;
  return text.length > longestTitle ? `${text.slice(0, longestTitle - 1).trimEnd()}…` : text;
}
