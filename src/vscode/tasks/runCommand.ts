import * as vscode from 'vscode';
import type { NewQuestion } from '../../chat/conversation.ts';
import { tasks } from '../../tasks/index.ts';
import type { SourceText, Task } from '../../tasks/task.ts';
import type { AttachedStore } from '../attachments/attached.ts';
import { tellGone } from '../attachments/tellGone.ts';
import type { BatchHost } from '../batch/batchCommand.ts';
import type { BesideCode } from '../explain/besideCode.ts';
import { runOverFiles } from '../onDemand.ts';
import type { ChatPanel } from '../panel/chatPanel.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import type { Models } from '../services/models.ts';
import { readChoice } from '../services/setting.ts';
import { askForWords } from './askForWords.ts';
import { attachmentsOf } from './attachmentsOf.ts';
import { explorerSelection, isFolder } from './explorerSelection.ts';
import { fitQuestion } from './fitQuestion.ts';
import { mayWrite } from './mayWrite.ts';
import {
  fileName,
  type Selected,
  selected,
  selectedOrNothing,
  selectedWhole,
  wholeFile,
} from './selection.ts';
import { readTaskSettings } from './taskSettings.ts';

export interface TaskHost {
  session: ChatSession;
  panel: ChatPanel;
  models: Models;
  beside: BesideCode;
  /** What goes along with the next message of the chat. */
  attached: AttachedStore;
  batch: BatchHost;
  /** Documents with lines nobody has typed that the user has sent all the same. */
  accepted: WeakSet<vscode.TextDocument>;
}

/**
 * Runs the task of a command on what the user has selected, as a turn of the conversation in the panel; or on what is
 * chosen in the explorer, where a single file is opened for such a turn.
 * @param chosen what the explorer passes: the entry that was clicked, and all that are selected.
 */
export async function runTaskCommand(command: string, host: TaskHost, ...chosen: unknown[]): Promise<void> {
  const task = tasks.find(candidate => candidate.command === command);
  if (!task) return;
  const uris = explorerSelection(chosen);
  const [only] = uris;
  if (!only) return startTask(task, host);
  if (uris.length > 1 || (await isFolder(only))) return runOverFiles(host.batch, task, uris);
  const { document } = await vscode.window.showTextDocument(only);
  if (document.getText().trim() !== '') return runTurn(task, host, selectedWhole(document));
  vscode.window.showInformationMessage(vscode.l10n.t('The file is empty.'));
}

/**
 * Runs a task on what it works on.
 * @param given the words that the user would otherwise be asked for.
 */
export async function startTask(task: Task, host: TaskHost, given?: string): Promise<void> {
  const source = await sourceFor(task);
  if (source !== 'missing') await runTurn(task, host, source, given);
}

/** Runs a task on what is to go along with the next message; without any of that, on what it works on otherwise. */
export async function startTaskOnAttached(task: Task, host: TaskHost, given?: string): Promise<void> {
  await host.session.restore();
  const { id } = host.session.conversation;
  await host.attached.restore(id);
  if (task.input === 'none' || task.input === 'words' || host.attached.of(id).length === 0) {
    return startTask(task, host, given);
  }
  const origins = host.attached.of(id).flatMap(({ attachment }) => attachment.origin ?? []);
  const files = origins.map(({ uri }) => vscode.Uri.parse(uri, true));
  if (task.writes && !(await mayWrite(files))) return;
  const words =
    task.words && task.input !== 'selectionOrWords' ? (given ?? (await askForWords(task.words))) : given;
  if (task.words && words === undefined && task.input !== 'selectionOrWords') return;
  const { attachments, gone, sent } = await host.attached.take(id);
  tellGone(gone);
  const [first] = attachments;
  const source: PromptSource | undefined = first && {
    text: attachments.map(({ text }) => text).join('\n\n'),
    languageId: first.languageId,
    fileName: first.label,
  };
  const question: NewQuestion = {
    text: task.title,
    task: task.id,
    ...(words ? { words } : {}),
    ...(task.answer ? {} : { prompt: promptOf(task, words ?? '', source) }),
    attachments,
  };
  await host.session.ask(question, sent);
}

/** @returns `missing` when there is nothing to work on; the user knows. */
async function sourceFor({ input }: Task): Promise<Selected | 'missing' | undefined> {
  switch (input) {
    case 'selection':
      return (await selected()) ?? 'missing';
    case 'selectionOrWords':
      return selectedOrNothing();
    case 'file':
      return wholeFile() ?? 'missing';
    case 'words':
    case 'none':
      return undefined;
  }
}

async function runTurn(
  task: Task,
  host: TaskHost,
  source: Selected | undefined,
  given?: string,
): Promise<void> {
  if (source && task.writes && !(await mayWrite([source.snapshot.document.uri]))) return;
  const words =
    task.words && !(source && task.input === 'selectionOrWords')
      ? (given ?? (await askForWords(task.words)))
      : '';
  if (words === undefined) return;
  const question: NewQuestion = {
    text: task.title,
    task: task.id,
    ...(words ? { words } : {}),
    ...(task.wantsFile && source ? { file: source.snapshot.text } : {}),
    ...(task.answer ? {} : { prompt: promptOf(task, words, source && sourceOf(source)) }),
    attachments: [],
  };
  const fitted = source && (await fitQuestion(host, task, question, source));
  if (source && !fitted) return;
  // Before the panel is shown: an editor that is busy with that has no time for language servers.
  const attachments = fitted ? await attachmentsOf(task, fitted) : [];
  const [first] = fitted?.selection.parts ?? [];
  if (first && source && isShownBeside(task)) {
    await host.beside.ask({ ...question, attachments }, source.snapshot.document.uri, first.range);
    return;
  }
  await host.panel.show();
  await host.session.ask({ ...question, attachments });
}

function isShownBeside({ id }: Task): boolean {
  return id === 'explain' && readChoice('explain.showIn', ['panel', 'comment']) === 'comment';
}

/** What a task works on; `file` is all of what that is from. */
type PromptSource = SourceText & { file?: string };

/** What a task says whose answer is prose: one answer for all cursors. */
function promptOf(task: Task, words: string, given: PromptSource | undefined): NewQuestion['prompt'] {
  const settings = readTaskSettings();
  if (!task.placesSource) return task.prompt({ words }, settings);
  if (!given) return { ...task.prompt({ words }, settings), whole: true };
  const { file = given.text, ...source } = given;
  return { ...task.prompt({ words, source, file }, settings), whole: true };
}

function sourceOf({ snapshot, parts }: Selected): PromptSource {
  return {
    text: parts.map(({ text }) => text).join('\n\n'),
    languageId: snapshot.document.languageId,
    fileName: fileName(snapshot.document),
    file: snapshot.text,
  };
}
