/** What is loaded when it is first called: on Node each is a file of its own. */
import type { CancellationToken, Disposable, ExtensionContext, LogOutputChannel, Uri } from 'vscode';
import type { Hits } from '../tasks/card.ts';
import type { Task } from '../tasks/task.ts';
import type { BatchHost } from './batch/batchCommand.ts';
import type { ModelChoice } from './connection/selectModel.ts';
import type { Inspector } from './inspector/inspector.ts';
import type { ChatPanel } from './panel/chatPanel.ts';
import type { ModelMemory } from './services/modelMemory.ts';
import type { Models } from './services/models.ts';
import type { Remedies } from './services/remedies.ts';
import { Retried } from './services/retried.ts';
import type { TaskHost } from './tasks/runCommand.ts';
import type { RunHost } from './tasks/runTask.ts';
import type { Money } from './usage/money.ts';
import type { UsageHost } from './usage/showUsage.ts';

/** Lets the user choose who answers. @returns whether they did. */
export async function selectModel(choice: ModelChoice): Promise<boolean> {
  return (await import('./connection/selectModel.ts')).selectModel(choice);
}

/** Lets the user choose which tools chats are offered. */
export async function selectTools(): Promise<void> {
  await (await import('./tools/tools.ts')).selectTools();
}

/** Has what is selected, or chosen in the explorer, go along with the next message. */
export async function addToChat(panel: ChatPanel, chosen: readonly unknown[]): Promise<void> {
  await (await import('./attachments/addToChat.ts')).addToChat(panel, chosen);
}

/** Forgets what models have refused, so that it is tried again. */
export async function forgetRefusals(memory: ModelMemory): Promise<void> {
  await (await import('./connection/forgetRefusals.ts')).forgetRefusals(memory);
}

/** Finds out whether the chosen model can be asked. */
export async function testConnection(models: Models, remedies: Remedies): Promise<void> {
  await (await import('./connection/testConnection.ts')).testConnection(models, remedies);
}

/** Says that a workspace tries to set what only the user may. */
export async function watchIgnoredSettings(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  await (await import('./services/ignoredSettings.ts')).watchIgnoredSettings(context, log);
}

/** Runs the task of a command on what the user has selected. */
export async function runTaskCommand(command: string, host: TaskHost, ...chosen: unknown[]): Promise<void> {
  await (await import('./tasks/runCommand.ts')).runTaskCommand(command, host, ...chosen);
}

/** What shows requests: one, made when it is first asked for. @param disposables what is disposed of in the end. */
export function openInspector(models: Models, disposables: Disposable[]): () => Promise<Inspector> {
  const inspector = new Retried(async () => {
    const { Inspector } = await import('./inspector/inspector.ts');
    const opened = new Inspector(models);
    disposables.push(opened);
    return opened;
  });
  return () => inspector.get();
}

/** The ledger, the budgets and the limits of this window: one, made when it is first asked for. */
export function openMoney(
  context: Pick<ExtensionContext, 'globalStorageUri' | 'globalState'>,
  log: LogOutputChannel,
): () => Promise<Money> {
  const money = new Retried(async () => {
    const { Money } = await import('./usage/money.ts');
    return new Money(context, log);
  });
  return () => money.get();
}

/** Shows what requests took, by day and task, and what is left of the limits. */
export async function showUsage(host: UsageHost, given: unknown): Promise<void> {
  await (await import('./usage/showUsage.ts')).showUsage(host, given);
}

/** Opens what requests took as CSV. */
export async function exportUsage(host: UsageHost): Promise<void> {
  await (await import('./usage/exportUsage.ts')).exportUsage(host);
}

/** The commands on conversations. */
export function history(): Promise<typeof import('./history/history.ts')> {
  return import('./history/history.ts');
}

/** Counts how often each keyword stands in the workspace. @returns `undefined` when cancelled. */
export async function countHits(
  keywords: readonly string[],
  token: CancellationToken,
): Promise<Hits[] | undefined> {
  return (await import('./keywords/countHits.ts')).countHits(keywords, token);
}

/** Runs one of all tasks, Gloss's or the user's own. */
export async function runTask(host: RunHost, given: unknown): Promise<void> {
  await (await import('./tasks/runTask.ts')).runTask(host, given);
}

/** Begins a task of the user's own. */
export async function newTask(folder: Uri): Promise<void> {
  await (await import('./tasks/tasksFolder.ts')).newTask(folder);
}

/** Shows where the user's own tasks are. */
export async function openTasksFolder(folder: Uri): Promise<void> {
  await (await import('./tasks/tasksFolder.ts')).openTasksFolder(folder);
}

/** Runs a typed task on files and on those in folders. */
export async function runOverFiles(host: BatchHost, task: Task, uris: readonly Uri[]): Promise<void> {
  await (await import('./batch/batchCommand.ts')).runOverFiles(host, task, uris);
}

/** Offers to go on with the run over files that an earlier window has left. */
export async function offerOpenBatch(host: BatchHost): Promise<void> {
  await (await import('./batch/batchCommand.ts')).offerOpenBatch(host);
}
