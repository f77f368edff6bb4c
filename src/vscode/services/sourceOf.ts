import { Uri } from 'vscode';
import type { Attachment } from '../../chat/turn.ts';

/** Where something that goes along is from, as a URI; of what is in no document, as a file that was dropped, its name as one. */
export function sourceOf({ origin, label }: Attachment): string {
  return origin?.uri ?? Uri.from({ scheme: 'untitled', path: label }).toString();
}
