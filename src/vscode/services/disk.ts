import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writing that a power cut leaves whole, for files that the extension host reaches by itself. Folders are made as needed. */
export interface Disk {
  /** Resolves when the text is at the end of the file, on the disk. @throws when it cannot be. */
  append(path: string, text: string): Promise<void>;
  /** Resolves when the file holds the text and nothing else; until then it holds what it did. @throws when it cannot be. */
  replace(path: string, text: string): Promise<void>;
  /**
   * Makes a file that stands for work which only one window may do at a time; one that a crash has left counts for nothing.
   * @returns `false` when another process has it. @throws when it cannot be made
   */
  lock(path: string): Promise<boolean>;
  /** Whether another process has the lock, and lives. */
  isLocked(path: string): Promise<boolean>;
  unlock(path: string): Promise<void>;
}

/** `undefined` in a browser, whose build has `noDisk` in the place of this file. */
export const disk: Disk | undefined = {
  append: (path, text) => written(path, 'a', text),
  async replace(path, text) {
    // Of this process alone: another window may be writing the same file.
    const fresh = `${path}.${process.pid}.new`;
    await written(fresh, 'w', text);
    await rename(fresh, path);
  },
  async lock(path) {
    if (await isHeldElsewhere(path)) return false;
    await rm(path, { force: true });
    await written(path, 'ax', String(process.pid));
    return true;
  },
  isLocked: isHeldElsewhere,
  unlock: path => rm(path, { force: true }),
};

async function isHeldElsewhere(path: string): Promise<boolean> {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  return Number.isSafeInteger(holder) && holder > 0 && holder !== process.pid && isAlive(holder);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function written(path: string, flags: 'a' | 'ax' | 'w', text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, flags);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}
