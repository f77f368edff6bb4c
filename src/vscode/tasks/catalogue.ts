import { tasks } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';

/** The task of this id, if there still is one. */
export async function findTask(id: string): Promise<Task | undefined> {
  return tasks.find(task => task.id === id);
}
