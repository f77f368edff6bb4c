import * as vscode from 'vscode';
import type { Attachment } from '../../chat/turn.ts';
import { tasks } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import type { ChatPanel } from '../panel/chatPanel.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { fileName, type Selected, selected, selectedOrNothing } from './selection.ts';
import { readTaskSettings } from './taskSettings.ts';

export interface TaskHost {
  session: ChatSession;
  panel: ChatPanel;
}

/** Runs the task of a command on what the user has selected, as a turn of the conversation in the panel. */
export async function runTaskCommand(command: string, host: TaskHost): Promise<void> {
  const task = tasks.find(candidate => candidate.command === command);
  if (task) await startTask(task, host);
}

async function startTask(task: Task, { session, panel }: TaskHost): Promise<void> {
  const selection = task.input === 'selection' ? await selected() : selectedOrNothing();
  if (task.input === 'selection' && !selection) return;
  const words = task.words && !(selection && task.input !== 'selection') ? await askFor(task) : '';
  if (words === undefined) return;
  const attachments = selection ? attachmentsOf(selection) : [];
  await panel.show();
  await session.ask({
    text: task.title,
    task: task.id,
    ...(words ? { words } : {}),
    ...(task.answer ? {} : { prompt: task.prompt({ words }, readTaskSettings()) }),
    attachments,
  });
}

function askFor({ words }: Task): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: words?.title ?? '',
    placeHolder: words?.placeholder ?? '',
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? vscode.l10n.t('Type something first.') : undefined),
  });
}

function attachmentsOf({ snapshot: { document }, parts }: Selected): Attachment[] {
  return parts.map(({ range, text }) => ({
    label: fileName(document),
    detail: linesOf(range),
    languageId: document.languageId,
    text,
    origin: {
      uri: document.uri.toString(),
      start: { line: range.start.line, character: range.start.character },
    },
  }));
}

/** Line numbers as the editor shows them. A selection that ends before a line's first character does not count it. */
function linesOf({ start, end }: vscode.Range): string {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return last === start.line + 1 ? `${last}` : `${start.line + 1}–${last}`;
}
