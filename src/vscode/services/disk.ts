import { constants, copyFile, link, mkdir, open, realpath, rename, rm, utimes } from 'node:fs/promises';
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
   * Makes a file that stands for work which is done by one at a time; one that a crash has left counts for nothing.
   * @returns what gives the lock back; `undefined` when another has it, in this process too. @throws when it cannot be made
   */
  lock(path: string): Promise<(() => Promise<void>) | undefined>;
  /** Whether another process has the lock, and lives. */
  isLocked(path: string): Promise<boolean>;
  /** The path with each link on it followed. @throws when nothing is there. */
  realPath(path: string): Promise<string>;
}

/** `undefined` in a browser, whose build has `noDisk` in the place of this file. */
export const disk: Disk | undefined = {
  append: (path, text) => written(path, 'a', text),
  async replace(path, text) {
    // Of this process alone: another window may be writing the same file.
    const fresh = `${path}.${process.pid}.new`;
    try {
      await written(fresh, 'w', text, await modeOf(path));
      await rename(fresh, path);
    } catch (error) {
      // It would take room that others need.
      await rm(fresh, { force: true });
      throw error;
    }
  },
  async lock(path) {
    const found = await lookAt(path);
    // Only what was seen to be left is moved: while a lock is, a third one may come into its place.
    if (found && (found.isHeld || !(await withdrawn(path)))) return undefined;
    if (!(await taken(path))) return undefined;
    const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => undefined), betweenBeats);
    beat.unref();
    return async () => {
      clearInterval(beat);
      // One that stood still for too long may have lost it.
      if ((await lookAt(path))?.holder === process.pid) await rm(path, { force: true });
    };
  },
  isLocked: isHeldElsewhere,
  realPath: path => realpath(path),
};

/** Milliseconds. Who has a lock says so as often, and has left it when nothing was heard for long. */
const betweenBeats = 5_000;
const longestSilence = 30_000;

/** Takes away a lock that nobody holds. @returns whether it was none that another process has made meanwhile. */
async function withdrawn(path: string): Promise<boolean> {
  const aside = `${path}.${crypto.randomUUID()}.old`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  const isLive = (await lookAt(aside))?.isHeld;
  if (isLive) await linked(aside, path);
  await rm(aside, { force: true });
  return !isLive;
}

async function taken(path: string): Promise<boolean> {
  const own = `${path}.${crypto.randomUUID()}.new`;
  await written(own, 'w', String(process.pid));
  try {
    // Where it was copied it was empty at first: another one may have taken it for none.
    return (await linked(own, path)) && (await lookAt(path))?.holder === process.pid;
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
  }
  // On exFAT and some network drives a file has but one name.
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
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
  const found = await lookAt(path);
  return found?.isHeld === true && found.holder !== process.pid;
}

/** A lock: the number of a process, and whether that still has it. @returns `undefined` when there is none. */
async function lookAt(path: string): Promise<{ holder: number; isHeld: boolean } | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const holder = Number(await file.readFile('utf8'));
    const isNumber = Number.isSafeInteger(holder) && holder > 0;
    // The number of a process that was killed is soon another's, which does not say that it has the lock. Clocks are set back, too.
    const isFresh = Math.abs(Date.now() - (await file.stat()).mtimeMs) < longestSilence;
    return { holder, isHeld: isNumber && isFresh && isAlive(holder) };
  } finally {
    await file.close();
  }
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

/**
 * Who may do what with a file; `undefined` when there is none.
 * @throws when it may not be written: to move another one into its place takes no more than the folder's leave.
 */
async function modeOf(path: string): Promise<number | undefined> {
  try {
    const file = await open(path, 'r+');
    try {
      return (await file.stat()).mode;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function written(path: string, flags: 'a' | 'w', text: string, mode?: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const bytes = new TextEncoder().encode(text);
  const file = await open(path, flags, mode);
  try {
    // Not `appendFile`, which writes a long text in pieces: what another window adds would come in between.
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw new Error('There was no room for all of it.');
    await file.datasync();
  } finally {
    await file.close();
  }
}
