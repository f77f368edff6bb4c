import * as vscode from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import { type Batch, filesIn, newBatch, retryFailed } from '../../tasks/batch.ts';
import type { Task } from '../../tasks/task.ts';
import { abortOn } from '../services/abortOn.ts';
import { type Models, promptLimit } from '../services/models.ts';
import { noEndpointProblem, remedyLabel } from '../services/problems.ts';
import type { Remedies } from '../services/remedies.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { findTask } from '../tasks/catalogue.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';
import type { BatchStore } from './batchStore.ts';
import { batchAccount, batchSentence } from './batchWords.ts';
import { collectFiles } from './collectFiles.ts';
import { confirmBatch } from './confirmBatch.ts';
import { reviewBatch } from './reviewBatch.ts';
import { runFiles } from './runFiles.ts';

/** How often it is looked whether another window has come to its end, in milliseconds. */
const lookAgain = 2_000;

export interface BatchHost {
  models: Models;
  remedies: Remedies;
  store: BatchStore;
  tokens: DocumentTokens;
  /** Where the user's own tasks are. */
  tasksFolder: vscode.Uri;
}

/** Runs a typed task on files and on those in folders, after the user has seen what that takes. */
export async function runOverFiles(host: BatchHost, task: Task, uris: readonly vscode.Uri[]): Promise<void> {
  const { models, remedies, store } = host;
  if (await isRunning(store)) return;
  if (await store.load()) return offerOpenBatch(host);
  const again = () => runOverFiles(host, task, uris);
  const endpoint = models.current(task.id);
  if (!endpoint) return remedies.tell(noEndpointProblem(), again);
  const collected = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking through the files…'),
      cancellable: true,
    },
    async (_progress, token) => {
      const found = await collectFiles(uris, promptLimit(endpoint.model), token, abortOn(token));
      return token.isCancellationRequested ? undefined : found;
    },
  );
  if (!collected || !(await confirmBatch(task, endpoint, collected))) return;
  const files = [
    ...collected.fit.map(({ uri }) => ({ uri, state: 'waiting' as const })),
    ...collected.unfit.map(file => ({ ...file, state: 'skipped' as const })),
  ];
  await goOn(host, task, newBatch(task.id, files));
}

/** Offers to go on with the batch that an earlier run, or an earlier window, has left, once no other window is at it. */
export async function offerOpenBatch(host: BatchHost): Promise<void> {
  while (await host.store.isRunElsewhere()) await new Promise(resolve => setTimeout(resolve, lookAgain));
  const batch = await host.store.load();
  if (batch) await offer(host, batch);
}

async function goOn(host: BatchHost, task: Task, batch: Batch): Promise<void> {
  const { models, remedies, store } = host;
  if (await isRunning(store)) return;
  const ready = await models.ready(task.id, task.choice);
  if ('problem' in ready) return remedies.tell(ready.problem, () => goOn(host, task, batch));
  await store.save(batch);
  const end = await store.run(() => runFiles(store, task, ready.model, batch));
  if (end) await offer(host, end.batch, { problem: end.problem });
}

/** Whether requests are going out already; tells where. */
async function isRunning(store: BatchStore): Promise<boolean> {
  const elsewhere = !store.running && (await store.isRunElsewhere());
  if (!store.running && !elsewhere) return false;
  vscode.window.showInformationMessage(
    elsewhere
      ? vscode.l10n.t('A task is already running over files in another window.')
      : vscode.l10n.t('A task is already running over files. Wait, or cancel it.'),
  );
  return true;
}

/** Says how a batch stands, and offers what can be done with it. */
async function offer(
  host: BatchHost,
  batch: Batch,
  { problem, news }: { problem?: Problem | undefined; news?: string } = {},
): Promise<void> {
  const task = await findTask(batch.task, host.tasksFolder);
  const title = task?.title ?? batch.task;
  const choices = [
    ...(problem?.remedies ?? [])
      // To try again is what the next one does; a new chat is a remedy in the panel only.
      .filter(action => action !== 'retry' && action !== 'newChat')
      .map(action => ({
        label: remedyLabel(action),
        act: () => host.remedies.apply(action, () => offerOpenBatch(host)),
      })),
    ...(task ? choicesToGoOn(host, task, batch) : []),
    ...(filesIn(batch, 'done').some(({ reviewed }) => !reviewed)
      ? [{ label: vscode.l10n.t('Review'), act: () => review(host, batch) }]
      : []),
    { label: vscode.l10n.t('Show Files'), act: () => showFiles(host, title, batch) },
    { label: vscode.l10n.t('Discard'), act: () => host.store.discard() },
  ];
  const message = [news, problem?.message, batchSentence(title, batch)].filter(Boolean).join(' ');
  const show = problem ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
  const chosen = await show(withoutLinks(message), ...choices.map(({ label }) => label));
  await choices.find(({ label }) => label === chosen)?.act();
}

function choicesToGoOn(host: BatchHost, task: Task, batch: Batch): { label: string; act(): Promise<void> }[] {
  if (filesIn(batch, 'waiting').length > 0) {
    return [{ label: vscode.l10n.t('Resume'), act: () => goOn(host, task, batch) }];
  }
  if (filesIn(batch, 'failed').length === 0) return [];
  return [{ label: vscode.l10n.t('Retry Failed'), act: () => goOn(host, task, retryFailed(batch)) }];
}

async function showFiles(host: BatchHost, title: string, batch: Batch): Promise<void> {
  const content = batchAccount(title, batch);
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'markdown', content }),
  );
  await offer(host, batch);
}

/** A batch is done with when each of its files is: written, left out by the user, or never asked about. */
async function review(host: BatchHost, batch: Batch): Promise<void> {
  const reviewed = await reviewBatch(host.tokens, batch);
  if (!reviewed) return offer(host, batch);
  const isDoneWith = reviewed.batch.files.every(
    file => file.state === 'skipped' || (file.state === 'done' && file.reviewed),
  );
  if (isDoneWith) {
    await host.store.discard();
    vscode.window.showInformationMessage(reviewed.sentence);
    return;
  }
  await host.store.save(reviewed.batch);
  await offer(host, reviewed.batch, { news: reviewed.sentence });
}
