import type * as vscode from 'vscode';
import { tasks } from '../../tasks/index.ts';
import { type TaskCall, taskCalls } from '../../tasks/taskCalls.ts';

/** The tasks that can be called in a message now. @param tasksFolder where the user's are. */
export async function callableTasks(tasksFolder: vscode.Uri): Promise<TaskCall[]> {
  const { listUserTasks } = await import('../tasks/userTasks.ts');
  const own = await listUserTasks(tasksFolder);
  return taskCalls(
    tasks,
    own.flatMap(({ read }) => ('task' in read ? [read.task] : [])),
  );
}
