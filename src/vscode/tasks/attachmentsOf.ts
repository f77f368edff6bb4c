import type { Attachment } from '../../chat/turn.ts';
import type { Task } from '../../tasks/task.ts';
import { linesOf } from '../services/linesOf.ts';
import type { Fitted } from './fitSelection.ts';
import { fileName } from './selection.ts';

/** What of a selection goes along with a task's question: a part for each cursor, with its context if the task wants that. */
export async function attachmentsOf(task: Task, { selection, left }: Fitted): Promise<Attachment[]> {
  const { document } = selection.snapshot;
  const parts = selection.parts.map(({ range, text }) => ({
    range,
    attachment: {
      label: fileName(document),
      detail: linesOf(range),
      languageId: document.languageId,
      text,
      origin: {
        uri: document.uri.toString(),
        start: { line: range.start.line, character: range.start.character },
      },
    },
  }));
  if (!task.wantsContext) return parts.map(({ attachment }) => attachment);
  const { attachContext } = await import('./attachContext.ts');
  return attachContext(document, parts, left);
}
