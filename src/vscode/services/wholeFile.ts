import * as vscode from 'vscode';
import { type Disk, disk } from './disk.ts';
import { exists, freshOf } from './isThere.ts';

/** Writes a text beside a file and moves it into place, so that a crash leaves the old one whole. */
export async function writeWhole(file: vscode.Uri, text: string): Promise<void> {
  if (disk && file.scheme === 'file') return disk.replace(file.fsPath, text);
  const fresh = freshOf(file);
  await vscode.workspace.fs.writeFile(fresh, new TextEncoder().encode(text));
  await vscode.workspace.fs.rename(fresh, file, { overwrite: true });
}

/** Adds a text to the end of a file, which is made when it is not there; so may other windows at the same time. */
export async function append(file: vscode.Uri, text: string): Promise<void> {
  if (disk && file.scheme === 'file') return disk.append(file.fsPath, text);
  // The editor's own files cannot be added to, only written whole.
  await inTurn(`gloss ${file}`, async () => writeWhole(file, ((await readWhole(file)) ?? '') + text));
}

/** What was written last; `undefined` when there is nothing. @throws when there is something that cannot be read. */
export async function readWhole(file: vscode.Uri): Promise<string | undefined> {
  // The editor moves a file over another by deleting that first, so a crash may leave only the fresh one.
  const bytes = (await readIfThere(file)) ?? (await readIfThere(freshOf(file)));
  return bytes && new TextDecoder().decode(bytes);
}

/** Deletes what `writeWhole` has written, and what a crash may have left beside it. @throws when that cannot be done. */
export async function removeWhole(file: vscode.Uri): Promise<void> {
  for (const written of [freshOf(file), file]) {
    if (await exists(written)) await vscode.workspace.fs.delete(written);
  }
}

/** Keeps a file that nobody can make sense of under another name. @returns whether that could be done. */
export async function setAside(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.rename(file, await freeAside(file), { overwrite: false });
    return true;
  } catch {
    return false; // only the fresh one is there, or the folder cannot be written to: it stays as it is
  }
}

/** Keeps a copy of a file of which a part makes no sense. @returns whether that could be done. */
export async function copyAside(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.copy(file, await freeAside(file), { overwrite: false });
    return true;
  } catch {
    return false;
  }
}

/**
 * Does work that only one window may do at a time, when no other is at it, or has been for too long. Of a file that is not on
 * this machine's disk the desktop knows this window alone.
 */
export async function alone<Result>(file: vscode.Uri, work: () => Promise<Result>): Promise<Result> {
  if (!disk || file.scheme !== 'file') return inTurn(`gloss alone ${file}`, work);
  const lock = `${file.fsPath}.lock`;
  const unlock = await waitForLock(disk, lock);
  try {
    return await work();
  } finally {
    await unlock?.();
  }
}

/** What was begun last in this window, by name. */
const begun = new Map<string, Promise<unknown>>();

/** Does work of one name one after the other: in a browser over all windows, elsewhere in this one. */
async function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  if (!disk) return navigator.locks.request(name, work);
  const done = (begun.get(name) ?? Promise.resolve()).then(work);
  const over = done.catch(() => undefined);
  begun.set(name, over);
  void over.then(() => begun.get(name) === over && begun.delete(name));
  return done;
}

/** Milliseconds. If a process was killed and another has its number now, its lock counts for longer than anybody wants to wait. */
const longestWait = 5_000;
const betweenLooks = 20;

/** @returns what gives it back, if we have it. */
async function waitForLock(on: Disk, lock: string): ReturnType<Disk['lock']> {
  try {
    for (let waited = 0; waited < longestWait; waited += betweenLooks) {
      const unlock = await on.lock(lock);
      if (unlock) return unlock;
      await new Promise(resolve => setTimeout(resolve, betweenLooks));
    }
  } catch {
    // Nothing can be written there, as the work will say.
  }
  return undefined;
}

/** The name for one more file that makes no sense: an earlier one stays. */
async function freeAside(file: vscode.Uri): Promise<vscode.Uri> {
  for (let count = 1; ; count++) {
    const aside = file.with({ path: `${file.path}${count === 1 ? '' : `.${count}`}.corrupt` });
    if (!(await exists(aside))) return aside;
  }
}

function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  return ifThere(vscode.workspace.fs.readFile(file));
}

/** What a look at a file finds; `undefined` when there is none. @throws when there is one that cannot be looked at. */
export async function ifThere<Found>(look: Thenable<Found>): Promise<Found | undefined> {
  try {
    return await look;
  } catch (error) {
    // Taken for nothing, what could not be read just now would be written over.
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
