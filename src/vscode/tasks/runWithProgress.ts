import * as vscode from 'vscode';
import type { AnswerEvent } from '../../openai/answer.ts';
import type { Fields } from '../../openai/request.ts';
import { runTask } from '../../tasks/run.ts';
import type { Prompt } from '../../tasks/task.ts';
import type { TypedAnswer } from '../../tasks/typedAnswer.ts';
import { abortOn } from '../services/abortOn.ts';
import type { Models, Question, ReadyModel } from '../services/models.ts';
import { problemOf } from '../services/problems.ts';
import { adaptedSentence } from '../services/refusalWords.ts';
import type { Remedies } from '../services/remedies.ts';
import { waitSentence } from '../services/waitSentence.ts';
import { withoutLinks } from '../services/withoutLinks.ts';

export interface TaskHost {
  models: Models;
  remedies: Remedies;
}

/** A typed question, as a task puts it. */
export interface TypedRequest<Result> {
  /** The task's, which is its schema's name, too. */
  id: string;
  prompt: Prompt;
  answer: TypedAnswer<Result>;
  sampling: Fields;
}

/**
 * Runs a typed task for a command: with the key asked for if need be, a progress notification that cancels, and every way
 * it can fail told with what to do about it.
 * @param title what the progress says.
 * @returns `undefined` when there is no result; the user knows why.
 */
export async function runWithProgress<Result>(
  { models, remedies }: TaskHost,
  { id, prompt, answer, sampling }: TypedRequest<Result>,
  { title, document, retry }: { title: string; document: vscode.TextDocument; retry: () => Promise<void> },
): Promise<Result | undefined> {
  const ready = await models.ready(id);
  if ('problem' in ready) return told(remedies.tell(ready.problem, retry));
  const { model } = ready;
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      runTask(
        id,
        prompt,
        answer,
        sampling,
        (question, signal) =>
          answerOf(model, { ...question, task: id, scope: document }, signal, message =>
            progress.report({ message }),
          ),
        abortOn(token),
      ),
  );
  if (outcome.ok) return outcome.result;
  const problem = outcome.invalid
    ? {
        message: vscode.l10n.t('The answer was not in the form asked for, so it is not used. Try again.'),
        remedies: ['retry' as const],
      }
    : problemOf(outcome.end, model.endpoint);
  if (!problem) return undefined;
  // A new chat is a remedy in the panel only.
  const remediesHere = problem.remedies.filter(action => action !== 'newChat');
  return told(remedies.tell({ ...problem, remedies: remediesHere }, retry));
}

/** The answer alone; what was learned and waited for on the way is told beside it. */
async function* answerOf(
  { endpoint, ask }: ReadyModel,
  question: Question,
  signal: AbortSignal,
  wait: (sentence: string) => void,
): AsyncGenerator<AnswerEvent> {
  for await (const event of ask(question, signal)) {
    if (event.type === 'waiting') wait(waitSentence(event.wait, endpoint.host));
    else if (event.type !== 'adapted') yield event;
    else void vscode.window.showInformationMessage(withoutLinks(adaptedSentence(event, endpoint.host)));
  }
}

/** The command ends here; the notification stays for as long as the user leaves it. */
function told(notification: Promise<void>): undefined {
  void notification;
  return undefined;
}
