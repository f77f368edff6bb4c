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

/** Made once: who counts a turn's tokens knows it by its identity. */
const withText = new WeakMap<UserTurn, UserTurn>();

/** The turns as a model is sent them; those in which nothing differs are the same objects. */
export function turnsReadableBy(model: Reader, turns: readonly Turn[]): Turn[] {
  return turns.map(turn => (turn.role === 'user' ? turnReadableBy(model, turn) : turn));
}

function turnReadableBy(model: Reader, turn: UserTurn): Turn {
  if (turn.attachments.every(attachment => readableBy(model, attachment) === attachment)) return turn;
  const known = withText.get(turn);
  if (known) return known;
  const attachments = turn.attachments.map(attachment => readableBy(model, attachment));
  const readable = { ...turn, attachments };
  withText.set(turn, readable);
  return readable;
}

/** Leaves out what a model is not sent. @returns the turns without it, and what it is called. */
export function withoutUnread(model: Reader, turns: readonly Turn[]): { turns: Turn[]; leftOut: string[] } {
  const leftOut = turns.flatMap(turn =>
    turn.role === 'user' ? turn.attachments.filter(one => unread(one, model)).map(({ label }) => label) : [],
  );
  if (leftOut.length === 0) return { turns: [...turns], leftOut };
  return {
    turns: turns.map(turn =>
      turn.role === 'user'
        ? { ...turn, attachments: turn.attachments.filter(one => !unread(one, model)) }
        : turn,
    ),
    leftOut,
  };
}
