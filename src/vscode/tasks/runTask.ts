import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { tasks } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import { openSettings } from '../services/settings.ts';
import { withoutIcons } from '../services/withoutIcons.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { faultSentence } from './faultSentence.ts';
import { startTask, startTaskOnAttached, type TaskHost } from './runCommand.ts';
import type { FileFault, OwnTask, TaskFault } from './userTasks.ts';

export interface RunHost extends TaskHost {
  /** Where the user's own tasks are. */
  tasksFolder: vscode.Uri;
}

/** What a key binding may say: which task, the words that it would ask for, and whether it works on what is attached. */
const args = z.union([
  z.pipe(
    z.string(),
    z.transform(task => ({ task, words: undefined, attached: undefined })),
  ),
  z.object({ task: z.string(), words: z.optional(z.string()), attached: z.optional(z.boolean()) }),
]);

type Entry = vscode.QuickPickItem & { choose?: () => Promise<void> };

/** Runs the task that a key binding names; without one, the task that the user picks. */
export async function runTask(host: RunHost, given: unknown): Promise<void> {
  const { listUserTasks } = await import('./userTasks.ts');
  const own = await listUserTasks(host.tasksFolder);
  // A menu hands over the file that it was opened on.
  const named = args.safeParse(given);
  if (named.success) return runNamed(host, own, named.data);
  const picked = await vscode.window.showQuickPick(entries(host, own), {
    title: vscode.l10n.t('Run Task'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.choose?.();
}

async function runNamed(
  host: RunHost,
  own: readonly OwnTask[],
  { task: id, words, attached }: z.infer<typeof args>,
): Promise<void> {
  const start = attached ? startTaskOnAttached : startTask;
  const builtIn = tasks.find(task => task.id === id);
  if (builtIn) return start(builtIn, host, words);
  const found = own.find(candidate => candidate.id === id);
  if (found && 'task' in found.read) return start(found.read.task, host, words);
  const message = found
    ? vscode.l10n.t('The task “{0}” has a mistake. {1}', id, faultLine(found))
    : vscode.l10n.t('There is no task “{0}”.', id);
  const show = found ? vscode.l10n.t('Show') : vscode.l10n.t('Show All Tasks');
  const chosen = await vscode.window.showErrorMessage(withoutLinks(message), show);
  if (chosen !== show) return;
  await (found ? openWhereWritten(found) : runTask(host, undefined));
}

function entries(host: RunHost, own: readonly OwnTask[]): Entry[] {
  const group = (label: string, items: Entry[]): Entry[] =>
    items.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
  const of = (...sources: OwnTask['from'][]): Entry[] =>
    own.filter(({ from }) => sources.includes(from)).map(task => ownEntry(host, task));
  return [
    ...group(vscode.l10n.t('yours'), of('settings', 'user')),
    ...group(vscode.l10n.t('this workspace’s'), of('workspace')),
    ...group(
      vscode.l10n.t('Gloss’s'),
      tasks.map(task => taskEntry(host, task, '')),
    ),
  ];
}

function taskEntry(host: RunHost, task: Task, description: string): Entry {
  const { icon, title } = task;
  return {
    label: `$(${icon}) ${withoutIcons(title)}`,
    description,
    choose: () => startTask(task, host),
  };
}

function ownEntry(host: RunHost, own: OwnTask): Entry {
  const description = withoutIcons(own.from === 'settings' ? `${own.id} · gloss.tasks` : own.id);
  if (!('task' in own.read)) {
    return {
      label: `$(warning) ${withoutIcons(own.name)}`,
      description,
      detail: withoutIcons(faultLine(own)),
      choose: () => openWhereWritten(own),
    };
  }
  const detail = own.read.ignored.map(faultSentence).join(' ');
  return {
    ...taskEntry(host, own.read.task, description),
    ...(detail ? { detail: withoutIcons(detail) } : {}),
  };
}

/** The first mistake, and how many more there are. */
function faultLine({ read }: OwnTask): string {
  if ('task' in read) return '';
  const [first] = read.faults;
  if (!first) return '';
  const sentence = isLocated(first)
    ? vscode.l10n.t('Line {0}: {1}', first.line, faultSentence(first))
    : faultSentence(first);
  return read.faults.length === 1
    ? sentence
    : vscode.l10n.t('{0} Further mistakes: {1}.', sentence, read.faults.length - 1);
}

function isLocated(fault: TaskFault | FileFault): fault is FileFault {
  return 'line' in fault;
}

async function openWhereWritten(own: OwnTask): Promise<void> {
  if (own.from === 'settings') return openSettings('tasks');
  const [first] = 'faults' in own.read ? own.read.faults : [];
  const place = new vscode.Position((first?.line ?? 1) - 1, (first?.column ?? 1) - 1);
  await vscode.window.showTextDocument(own.uri, { selection: new vscode.Range(place, place) });
}
