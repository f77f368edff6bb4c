import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writing that a power cut leaves whole, for files that the extension host reaches by itself. Folders are made as needed. */
export interface Disk {
  /**
   * Resolves when the text is at the end of the file, on the disk, in one piece whatever other processes add.
   * @throws when it cannot be; a part of it may be there then.
   */
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
    try {
      await written(fresh, 'w', text);
      await rename(fresh, path);
    } catch (error) {
      // It would take room that others need.
      await rm(fresh, { force: true });
      throw error;
    }
  },
  lock: async path => !(await isHeldElsewhere(path)) && (await withdrawn(path)) && (await taken(path)),
  isLocked: isHeldElsewhere,
  unlock: path => rm(path, { force: true }),
};

/** Takes away a lock that nobody holds. @returns whether it was none that another process has made meanwhile. */
async function withdrawn(path: string): Promise<boolean> {
  const aside = `${path}.${process.pid}.old`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  const isLive = await isHeldElsewhere(aside);
  if (isLive) await linked(aside, path);
  await rm(aside, { force: true });
  return !isLive;
}

async function taken(path: string): Promise<boolean> {
  const own = `${path}.${process.pid}.new`;
  await written(own, 'w', String(process.pid));
  try {
    return await linked(own, path);
  } finally {
    await rm(own, { force: true });
  }
}

/** Gives a file another name, whole from the first moment on. @returns `false` when there is one of that name. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

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
    return codeOf(error) === 'EPERM';
  }
}

async function written(path: string, flags: 'a' | 'w', text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const bytes = new TextEncoder().encode(text);
  const file = await open(path, flags);
  try {
    // Not `appendFile`, which writes a long text in pieces: what another window adds would come in between.
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw new Error('There was no room for all of it.');
    await file.datasync();
  } finally {
    await file.close();
  }
}
