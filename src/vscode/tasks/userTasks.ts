/** The user's own tasks. Loaded on first use: what it reads them with is large. */
import * as vscode from 'vscode';
import { type Origin, type ReadTask, readUserTask, type TaskFault } from '../../tasks/readUserTask.ts';
import { type FileFault, type ReadFile, readTaskFile, taskFileEnd } from '../../tasks/taskFile.ts';
import { readOwnTasks } from '../services/settings.ts';

/** A task of the user's own as it was found, usable or not. */
export type OwnTask = { id: string; name: string } & (
  | { from: 'settings'; read: ReadTask }
  | { from: 'user' | 'workspace'; uri: vscode.Uri; read: ReadFile }
);

/** A longer one is no instruction. */
const largestFile = 64 * 1024;

/** More in one folder are not read. */
const mostFiles = 100;

/**
 * All that there is at this moment, read anew: from the settings, from the user's folder, and from the workspace's if it
 * is trusted.
 * @param tasksFolder the user's.
 */
export async function listUserTasks(
  tasksFolder: vscode.Uri,
  {
    isTrusted,
    workspaceFolders = [],
  }: Pick<typeof vscode.workspace, 'isTrusted' | 'workspaceFolders'> = vscode.workspace,
): Promise<OwnTask[]> {
  const folders = isTrusted ? workspaceFolders.map(({ uri }) => tasksFolderOf(uri)) : [];
  const lists = await Promise.all([
    tasksOfSettings(),
    tasksIn(tasksFolder, 'user'),
    ...folders.map(folder => tasksIn(folder, 'workspace')),
  ]);
  return withIdsOfTheirOwn(lists.flat());
}

function tasksOfSettings(): OwnTask[] {
  return readOwnTasks().map(({ name, said, instructions }) => {
    const id = `user:${name}`;
    return {
      id,
      name,
      from: 'settings',
      read: readUserTask(said, instructions, { id, name, ofWorkspace: false }),
    };
  });
}

async function tasksIn(folder: vscode.Uri, from: 'user' | 'workspace'): Promise<OwnTask[]> {
  const files = (await entriesOf(folder))
    // A link in a workspace may lead to a file that is nobody's business.
    .filter(
      ([, type]) => type === vscode.FileType.File || (from === 'user' && (type & vscode.FileType.File) !== 0),
    )
    .map(([file]) => file)
    .filter(file => file.endsWith(taskFileEnd) && file !== taskFileEnd)
    .sort()
    .slice(0, mostFiles);
  return Promise.all(
    files.map(async file => {
      const uri = vscode.Uri.joinPath(folder, file);
      const origin = fileOrigin(uri, from);
      return { id: origin.id, name: origin.name, from, uri, read: await readFile(uri, origin) };
    }),
  );
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return []; // most have none
  }
}

async function readFile(uri: vscode.Uri, origin: Origin): Promise<ReadFile> {
  const atStart = (why: 'tooLarge' | 'notUtf8'): ReadFile => ({ faults: [{ why, line: 1, column: 1 }] });
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestFile) return atStart('tooLarge');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return atStart('notUtf8');
  }
  return readTaskFile(text, origin);
}

/** Whose task the file of this name is; `undefined` when it is none that is run. */
export function originOf(file: vscode.Uri, tasksFolder: vscode.Uri): 'user' | 'workspace' | undefined {
  const folder = vscode.Uri.joinPath(file, '..').toString();
  if (folder === tasksFolder.toString()) return 'user';
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => tasksFolderOf(uri).toString());
  return folders.includes(folder) ? 'workspace' : undefined;
}

/** What is wrong with a file as it stands in the editor, and what in it is not used. */
export function faultsInText(
  text: string,
  file: vscode.Uri,
  from: 'user' | 'workspace',
): { faults: readonly FileFault[]; ignored: readonly FileFault[] } {
  const read = readTaskFile(text, fileOrigin(file, from));
  return 'task' in read ? { faults: [], ignored: read.ignored } : { faults: read.faults, ignored: [] };
}

function fileOrigin(file: vscode.Uri, from: 'user' | 'workspace'): Origin {
  const name = (file.path.split('/').at(-1) ?? '').slice(0, -taskFileEnd.length);
  return { id: `${from}:${name}`, name, ofWorkspace: from === 'workspace' };
}

function tasksFolderOf(workspaceFolder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder, '.gloss');
}

/** Of two with one id the second is not used, and says so. */
function withIdsOfTheirOwn(all: OwnTask[]): OwnTask[] {
  const seen = new Set<string>();
  return all.map(own => {
    if (!seen.has(own.id)) {
      seen.add(own.id);
      return own;
    }
    if (own.from === 'settings') return own;
    return { ...own, read: { faults: [{ why: 'twice', line: 1, column: 1 }] } };
  });
}

export type { FileFault, TaskFault };
