import type { BigIntStats } from 'node:fs';
import {
  constants,
  copyFile,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readlink,
  realpath,
  rename,
  rm,
  utimes,
} from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

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
  /**
   * Opens a file that is in one of some folders, and so is each link on the way to it.
   * @returns `undefined` when there is none, whatever there is outside of the folders.
   */
  openIn(folders: readonly string[], path: string): Promise<OpenedFile | undefined>;
}

/** A file that is open for reading: whatever its path comes to lead to, it stays this one. */
export interface OpenedFile {
  /** The number of the folder that it is in. */
  folder: number;
  /** Its path from there on, with slashes and without links. */
  below: string;
  /** In bytes. */
  size: number;
  /** At most as much as its size was. @throws when it cannot be read. */
  read(): Promise<Uint8Array>;
  close(): Promise<void>;
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
    // A lock that is held is not even moved to be looked at: meanwhile a third process could take one in its place.
    if (found && (found.isHeld || !(await withdrawn(path)))) return undefined;
    if (!(await taken(path))) return undefined;
    const beat = setInterval(() => touch(path), betweenBeats);
    beat.unref();
    return async () => {
      clearInterval(beat);
      // One that stood still for too long may have lost it.
      if ((await lookAt(path))?.holder === process.pid) await rm(path, { force: true });
    };
  },
  isLocked: isHeldElsewhere,
  realPath: path => realpath(path),
  openIn: openedIn,
};

/** Milliseconds. Who has a lock says so as often, and has left it when nothing was heard for long. */
const betweenBeats = 5_000;
const longestSilence = 30_000;

/** In bytes: what is longer is the number of no process. */
const longestNumber = 32;

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
  await touch(own);
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
    await touch(to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Says that a lock is held, by this machine's clock: that of a server whose drive it is on may be far from it. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
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
  const found = await lstat(path).catch(() => undefined);
  if (!found) return undefined;
  // A repository may have a link there, and that may lead to what has no end: it says nothing, and may go.
  if (!found.isFile() && !found.isDirectory()) return { holder: 0, isHeld: false };
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(longestNumber));
    const holder = Number(new TextDecoder().decode(buffer.subarray(0, bytesRead)));
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
    // The process may not give so much to a new file; where nobody can, it is as it would have been.
    if (mode !== undefined) await file.chmod(mode & 0o7777).catch(() => undefined);
    // Not `appendFile`, which writes a long text in pieces: what another window adds would come in between.
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw new Error('There was no room for all of it.');
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function openedIn(folders: readonly string[], path: string): Promise<OpenedFile | undefined> {
  const roots = await Promise.all(folders.map(rootOf));
  const real = await followed(roots, path);
  const place = real && placeIn(roots, real);
  if (!place) return undefined;
  // A link that has come since is not followed, and nobody waits for who writes into a pipe.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(real, flags).catch(() => undefined);
  if (!file) return undefined;
  try {
    const stats = await file.stat({ bigint: true });
    if (stats.isFile() && (await isAt(real, file, stats))) {
      const size = Number(stats.size);
      return {
        folder: place.folder,
        below: place.names.join('/'),
        size,
        read: () => readBytes(file, size),
        close: () => file.close(),
      };
    }
  } catch {
    // gone while it was looked at
  }
  await file.close();
  return undefined;
}

/** A folder as it is called, which may be by way of a link, and as it really is. */
interface Root {
  named: string;
  real: string;
}

async function rootOf(named: string): Promise<Root> {
  return { named, real: await realpath(named).catch(() => named) };
}

/** Where a path is in the folders, by what it says alone: the names from the folder on. */
function placeIn(roots: readonly Root[], path: string): { folder: number; names: string[] } | undefined {
  for (const [folder, { named, real }] of roots.entries()) {
    for (const root of [real, named]) {
      const names = relative(root, path).split(sep);
      if (names[0] !== '..' && !isAbsolute(relative(root, path))) return { folder, names };
    }
  }
  return undefined;
}

/** As many as Linux follows. */
const mostLinks = 40;

/**
 * Follows a path part by part, and each link only to where it says to be in the folders: nothing outside is ever looked at, so
 * that nobody can tell by a link whether it is there.
 */
async function followed(roots: readonly Root[], path: string): Promise<string | undefined> {
  let way: string | undefined = path;
  for (let links = 0; way !== undefined && links <= mostLinks; links++) {
    const place = placeIn(roots, way);
    const root = place && roots[place.folder];
    if (!root) return undefined;
    const reached = await nextLink(root.real, place.names);
    // Upper and lower case and short names are as they were asked for until now.
    if (reached && !reached.link) return realpath(reached.path).catch(() => undefined);
    way = reached?.link;
  }
  return undefined;
}

/** Goes on to the first link. @returns the file where there is none; `undefined` when there is nothing, or no file. */
async function nextLink(
  root: string,
  names: readonly string[],
): Promise<{ path: string; link?: string } | undefined> {
  let at = root;
  for (const [index, name] of names.entries()) {
    const next = join(at, name);
    const found = await lstat(next).catch(() => undefined);
    if (found?.isSymbolicLink()) {
      const target = await readlink(next).catch(() => undefined);
      if (target === undefined) return undefined;
      return { path: next, link: resolve(at, target, ...names.slice(index + 1)) };
    }
    const isLast = index === names.length - 1;
    if (!(isLast ? found?.isFile() : found?.isDirectory())) return undefined;
    at = next;
  }
  return { path: at };
}

/** So often whoever swaps folders for links and back has to guess right, where the system does not say what is open. */
const looks = 8;

/** Whether a file that is open is the one at a path without links: a folder may have become a link before it was opened. */
async function isAt(real: string, file: FileHandle, { dev, ino }: BigIntStats): Promise<boolean> {
  // Linux says where it is.
  const opened = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
  if (opened !== undefined) return opened === real;
  for (let look = 0; look < looks; look++) {
    if ((await realpath(real)) !== real) return false;
    const found = await lstat(real, { bigint: true });
    if (found.dev !== dev || found.ino !== ino) return false;
  }
  return true;
}

async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
