import * as vscode from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import { afterFailure } from '../../tasks/afterFailure.ts';
import { addSpent, type Batch, type BatchFile, filesIn, settleFile, textHash } from '../../tasks/batch.ts';
import { type Attempt, runPool } from '../../tasks/runPool.ts';
import type { Task } from '../../tasks/task.ts';
import type { Receipt } from '../../usage/receipt.ts';
import { abortOn } from '../services/abortOn.ts';
import type { ReadyModel } from '../services/models.ts';
import { noteOnce } from '../services/noteOnce.ts';
import { readConcurrency } from '../services/settings.ts';
import { runTyped, typedProblem } from '../tasks/runTyped.ts';
import type { BatchStore } from './batchStore.ts';
import { sourceReader } from './readSource.ts';

/** What an attempt at a file changes. */
interface Tried {
  attempt: Attempt;
  /** How the file stands now; missing when it is still to be done. */
  file?: BatchFile;
  /** What stands in the way of the others. */
  problem?: Problem | undefined;
  receipts?: Receipt[];
}

/**
 * Runs a task on the files of a batch that are waiting, with progress in the notification area that cancels. Each result is
 * saved as it comes.
 * @returns the batch as it is now, and what stopped it early, unless that was the user.
 */
export async function runFiles(
  store: BatchStore,
  task: Task,
  model: ReadyModel,
  before: Batch,
): Promise<{ batch: Batch; problem: Problem | undefined }> {
  const concurrency = readConcurrency();
  let batch = before;
  let problem: Problem | undefined;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: task.title, cancellable: true },
    async (progress, token) => {
      const signal = abortOn(token);
      const note = noteOnce();
      const read = sourceReader();
      const waiting = filesIn(batch, 'waiting');
      progress.report({ message: progressWords(batch) });
      await runPool(waiting, { concurrency, signal }, async ({ uri }) => {
        const tried = await tryFile(task, model, read, uri, signal, note);
        for (const receipt of tried.receipts ?? []) batch = addSpent(batch, spentOf(receipt));
        if (tried.file) batch = settleFile(batch, tried.file);
        problem = tried.problem ?? problem;
        progress.report({
          message: progressWords(batch),
          ...(tried.file ? { increment: 100 / waiting.length } : {}),
        });
        // On disk before the next request leaves: what was paid for is never asked for twice.
        await store.saveTried(batch, tried.file);
        return tried.attempt;
      });
      if (signal.aborted) problem = undefined;
    },
  );
  return { batch, problem: filesIn(batch, 'waiting').length > 0 ? problem : undefined };
}

async function tryFile(
  task: Task,
  model: ReadyModel,
  read: ReturnType<typeof sourceReader>,
  uri: string,
  signal: AbortSignal,
  note: (sentence: string) => void,
): Promise<Tried> {
  // Looked at before, but time has gone by.
  const source = await read(vscode.Uri.parse(uri, true)).catch(() => undefined);
  if (!source) return { attempt: 'settled', file: { uri, state: 'skipped', reason: 'unreadable' } };
  if (source.text.trim() === '') {
    return { attempt: 'settled', file: { uri, state: 'skipped', reason: 'empty' } };
  }
  const run = { parameters: undefined, signal, paced: true, note };
  const { outcome, receipts } = await runTyped(task, { source, words: '' }, model, run);
  if (outcome.ok) {
    const hash = await textHash(source.text);
    return { attempt: 'settled', file: { uri, state: 'done', card: outcome.result, hash }, receipts };
  }
  if (outcome.end.state === 'stopped') return { attempt: 'stop', receipts };
  const problem = typedProblem(outcome, model.endpoint);
  const { failure } = outcome.end;
  const attempt = failure ? afterFailure(failure) : 'settled';
  if (attempt !== 'settled') return { attempt, problem, receipts };
  const failed = { uri, state: 'failed' as const, problem: problem?.message ?? outcome.end.state };
  return { attempt, file: failed, receipts };
}

function spentOf({ promptTokens, completionTokens, cost }: Receipt): Batch['spent'] {
  return { tokens: promptTokens + completionTokens, cost: cost ?? null };
}

function progressWords(batch: Batch): string {
  const failed = filesIn(batch, 'failed').length;
  const tried = filesIn(batch, 'done').length + failed;
  const all = tried + filesIn(batch, 'waiting').length;
  return failed > 0
    ? vscode.l10n.t('{0} of {1}, {2} failed', tried, all, failed)
    : vscode.l10n.t('{0} of {1}', tried, all);
}
