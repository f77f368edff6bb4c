import type { Uri } from 'vscode';
import type { Task } from '../../tasks/task.ts';

/**
 * The task of this id, if there still is one.
 * @param tasksFolder where the user's own are.
 */
export async function findTask(id: string, tasksFolder: Uri): Promise<Task | undefined> {
  const { tasks } = await import('../../tasks/index.ts');
  const builtIn = tasks.find(task => task.id === id);
  if (builtIn || !id.includes(':')) return builtIn;
  const { listUserTasks } = await import('./userTasks.ts');
  const found = (await listUserTasks(tasksFolder)).find(own => own.id === id);
  return found && 'task' in found.read ? found.read.task : undefined;
}
