import type { Model } from '../models/provider.ts';
import type { Attachment, Turn, UserTurn } from './turn.ts';

/** What of a model says whether it can be sent something. */
export type Reader = Pick<Model, 'reads' | 'body'>;

/** What a model is not sent, as far as is known. A gateway's form has no place for a file. */
export function unread({ image, pdf }: Attachment, { reads, body }: Reader): 'picture' | 'pdf' | undefined {
  if (image && reads && !reads.includes('image')) return 'picture';
  if (pdf && ((reads && !reads.includes('file')) || body === 'form')) return 'pdf';
  return undefined;
}

/** What goes along, as a model is sent it: a PDF as its text, where it reads no others and the text is known. */
export function readableBy(model: Reader, attachment: Attachment): Attachment {
  if (attachment.text === '' || unread(attachment, model) !== 'pdf') return attachment;
  const { pdf: _pdf, ...asText } = attachment;
  return { ...asText, detail: '' };
}

/** Made once for what of a turn cannot be read: who counts its tokens knows it by its identity. */
const made = new WeakMap<UserTurn, Map<string, UserTurn>>();

/**
 * The turns as a model is sent them; those in which nothing differs are the same objects.
 * @returns also what is left out because the model cannot read it, as it is called.
 */
export function turnsFor(model: Reader, turns: readonly Turn[]): { turns: Turn[]; leftOut: string[] } {
  const isUnread = (attachment: Attachment) => unread(readableBy(model, attachment), model) !== undefined;
  return {
    turns: turns.map(turn => (turn.role === 'user' ? turnFor(model, turn) : turn)),
    leftOut: turns.flatMap(turn =>
      turn.role === 'user' ? turn.attachments.filter(isUnread).map(({ label }) => label) : [],
    ),
  };
}

function turnFor(model: Reader, turn: UserTurn): UserTurn {
  const kinds = turn.attachments.map(attachment => unread(attachment, model));
  if (kinds.every(kind => kind === undefined)) return turn;
  const known = made.get(turn) ?? new Map<string, UserTurn>();
  const readable = turn.attachments.map(attachment => readableBy(model, attachment));
  const sent = known.get(kinds.join()) ?? {
    ...turn,
    attachments: readable.filter(attachment => !unread(attachment, model)),
  };
  made.set(turn, known.set(kinds.join(), sent));
  return sent;
}
