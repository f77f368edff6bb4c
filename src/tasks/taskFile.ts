import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type FaultPlace, type Origin, type ReadTask, readUserTask, type TaskFault } from './readUserTask.ts';

/** Where something is in a file; both are counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** Something in a task's file that is not as it has to be. */
export type FileFault = (
  | TaskFault
  | { why: 'unclosed' | 'tooLarge' | 'notUtf8' | 'twice' }
  | { why: 'yaml'; message: string }
) &
  Position;

export type ReadFile = ReadTask<FileFault>;

/** What the names of tasks' files end in. */
export const taskFileEnd = '.gloss.md';

/**
 * Reads a task's file: YAML front matter, which may be missing, and below it the instructions.
 * @param text without a byte order mark.
 */
export function readTaskFile(text: string, origin: Origin): ReadFile {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  const start = opening?.[0].length ?? 0;
  const closing = opening ? /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(start)) : undefined;
  if (closing === null) return { faults: [{ why: 'unclosed', line: 1, column: 1 }] };
  const bodyStart = closing ? start + closing.index + closing[0].length : 0;
  const lines = new LineCounter();
  // The opening line stays, as the comment that it would be, so that positions are the file's.
  const front = text.slice(0, closing ? start + closing.index : 0).replace(/^---/, '#--');
  const document = parseDocument(front, { lineCounter: lines });
  const yaml = (message: string, offset: number): ReadFile => ({
    faults: [{ why: 'yaml', message, ...positionAt(lines, offset) }],
  });
  const [error] = document.errors;
  if (error) return yaml(error.message.split('\n')[0] ?? '', error.pos[0]);
  let said: unknown;
  try {
    said = document.toJS() ?? {};
    // Throws for an alias within what it stands for.
    JSON.stringify(said);
  } catch (thrown) {
    return yaml(thrown instanceof Error ? thrown.message : '', start);
  }
  const located = (fault: TaskFault): FileFault => ({ ...fault, ...place(fault.at) });
  const place = (at: FaultPlace): Position => {
    if ('key' in at) return positionAt(lines, keyOffset(document.contents, at.key) ?? 0);
    const before = text.slice(0, bodyStart + at.offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const read = readUserTask(said, text.slice(bodyStart), origin);
  return 'task' in read
    ? { task: read.task, ignored: read.ignored.map(located) }
    : { faults: read.faults.map(located) };
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Where a key stands, or the innermost around it that does: one that is missing has no place of its own. */
function keyOffset(contents: unknown, path: readonly PropertyKey[]): number | undefined {
  let node = contents;
  let found: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (!pair) return found;
      if (isNode(pair.key)) found = pair.key.range?.[0] ?? found;
      node = pair.value;
    } else {
      const item = isSeq(node) ? node.items[Number(step)] : undefined;
      if (!isNode(item)) return found;
      found = item.range?.[0] ?? found;
      node = item;
    }
  }
  return found;
}
