/** A place in the workspace: the number of one of its folders, and the path from there on, with slashes. */
export interface WorkspacePath {
  folder: number;
  /** Empty for the folder itself. No part of it is `.` or `..`. */
  path: string;
}

/** In UTF-16 units. */
const longestPath = 1_000;

/** What some system reads as more than a part of a name: a drive, a scheme or a stream, another slash, the end of the text. */
const meansMore = /[\\:\p{Cc}\p{Cs}]/u;

/** Windows takes dots and blanks off the end of a name, so that `.. ` is the folder above. */
const endsOtherwise = /[.\s]$/u;

/** Windows has these in every folder, with any ending. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(?:\.|$)/iu;

/**
 * Reads a path that a model gives: relative, with slashes, and in a workspace of several folders the folder's name first. What
 * looks like a slash or a dot, or stands for one in a URL, is a part of a name here as it is on disk.
 * @param folders what each folder is called, as `folderNames` says.
 * @returns `undefined` for whatever might lead out on any system.
 */
export function readWorkspacePath(text: string, folders: readonly string[]): WorkspacePath | undefined {
  if (text.length > longestPath || text.startsWith('/') || meansMore.test(text)) return undefined;
  const parts = text.split('/').filter(part => part !== '' && part !== '.');
  if (!parts.every(isName)) return undefined;
  if (folders.length === 1) return { folder: 0, path: parts.join('/') };
  const [first = '', ...below] = parts;
  const folder = folders.indexOf(first);
  return folder < 0 ? undefined : { folder, path: below.join('/') };
}

/** A path as it is given to the model, and as `readWorkspacePath` reads it. */
export function writeWorkspacePath({ folder, path }: WorkspacePath, folders: readonly string[]): string {
  return [...(folders.length > 1 ? [folders[folder]] : []), path].filter(part => part !== '').join('/');
}

/**
 * What the model may call the folders of a workspace: each by its own name, if that is one and no other has it. A workspace's
 * file may name its folders as it likes.
 */
export function folderNames(names: readonly string[]): string[] {
  return names.map((name, index) => {
    const isOwn = name !== '' && !/[/]/.test(name) && !meansMore.test(name) && isName(name);
    return isOwn && names.indexOf(name) === index ? name : `folder-${index + 1}`;
  });
}

function isName(part: string): boolean {
  return !endsOtherwise.test(part) && !device.test(part);
}
