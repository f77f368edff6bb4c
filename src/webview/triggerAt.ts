export interface Trigger {
  /** `/`: what to do; `@`: what goes along. */
  mark: '/' | '@';
  /** What has been typed behind the mark. */
  query: string;
  /** Where the mark stands, in UTF-16 units. */
  start: number;
}

const contextMark = /(?:^|\s)@(\S*)$/;

/**
 * What is being asked for at the cursor: a task, by a slash that begins the message, or something to go along, by an `@` that
 * begins a word. A path such as `/usr/bin` begins no task, nor does an address have an `@` that counts.
 */
export function triggerAt(text: string, cursor: number): Trigger | undefined {
  const before = text.slice(0, cursor);
  const task = /^\/([\p{L}\p{N}_-]*)$/u.exec(before);
  if (task) return { mark: '/', query: task[1] ?? '', start: 0 };
  const context = contextMark.exec(before);
  if (!context) return undefined;
  const query = context[1] ?? '';
  return { mark: '@', query, start: cursor - query.length - 1 };
}
