import type { Task } from './task.ts';

/** A task as it is called in a message of the chat. */
export interface TaskCall {
  /** What is typed behind the slash; it has no spaces. */
  name: string;
  task: Task;
}

/**
 * The names under which tasks are called: Gloss's own by their ids, the user's by their titles. Of two that are alike the
 * later one gets a number.
 */
export function taskCalls(builtIn: readonly Task[], own: readonly Task[]): TaskCall[] {
  const taken = new Set<string>();
  const wanted = [
    ...builtIn.map(task => ({ task, name: task.id })),
    ...own.map(task => ({ task, name: hyphenated(task.title) })),
  ];
  return wanted.map(({ task, name }) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
    taken.add(free);
    return { task, name: free };
  });
}

function hyphenated(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? ['task'];
  return words.join('-');
}

/** The task that a message calls, with the words behind its name; `undefined` for a message that calls none. */
export function calledIn(
  text: string,
  calls: readonly TaskCall[],
): { task: Task; words: string } | undefined {
  const [, name, words = ''] = /^\/(\S+)(?:\s+([\s\S]*))?$/.exec(text.trim()) ?? [];
  const call = calls.find(candidate => candidate.name === name);
  return call && { task: call.task, words: words.trim() };
}
