import type { Picture } from '../models/imageTokens.ts';
import type { Attachment, Turn } from './turn.ts';

/** The pictures among attachments. */
export function picturesAmong(attachments: readonly Attachment[]): Picture[] {
  return attachments.flatMap(({ image, imageDetail: detail = 'auto' }) =>
    image ? { width: image.width, height: image.height, detail } : [],
  );
}

/** The pictures that went along with the questions of a conversation. */
export function picturesIn(turns: readonly Turn[]): Picture[] {
  return turns.flatMap(turn => (turn.role === 'user' ? picturesAmong(turn.attachments) : []));
}
