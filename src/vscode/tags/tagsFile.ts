import { applyEdits, modify, type ParseError, parse } from 'jsonc-parser';
import * as z from 'zod/mini';

/** The tags of files, by their paths in the workspace folder. */
export type FileTags = Readonly<Record<string, readonly string[]>>;

const tagsFile = z.looseObject({
  version: z.literal(1),
  files: z._default(z.record(z.string(), z.array(z.string())), {}),
});

/** Some editors begin a file with it, and keep it. */
const mark = '\uFEFF';

/** What a tags file is before the first tags are in it. */
const empty = '{\n  "version": 1,\n  "files": {}\n}\n';

/** @returns `undefined` when the text is no tags file, and so must not be changed. */
export function readTagsFile(text: string): FileTags | undefined {
  if (text.startsWith(mark)) return readTagsFile(text.slice(mark.length));
  if (text.trim() === '') return {};
  const errors: ParseError[] = [];
  const parsed = tagsFile.safeParse(parse(text, errors, { allowTrailingComma: true }));
  return errors.length === 0 && parsed.success ? parsed.data.files : undefined;
}

/**
 * Sets the tags of files, each in its alphabetical place; all else stays as it is, comments and unknown keys included.
 * @param changes by path; without tags the file's entry is removed.
 * @returns `undefined` when the text is no tags file.
 */
export function changeTagsFile(
  text: string,
  changes: Iterable<readonly [path: string, tags: readonly string[] | undefined]>,
): string | undefined {
  const files = readTagsFile(text);
  if (!files) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const begin = text.startsWith(mark) ? mark : '';
  let changed = text.trim() === '' ? empty : text.slice(begin.length);
  for (const [path, tags] of changes) {
    if (!tags && !Object.hasOwn(readTagsFile(changed) ?? {}, path)) continue;
    const edits = modify(changed, ['files', path], tags, {
      formattingOptions: { insertSpaces: true, tabSize: 2, eol },
      getInsertionIndex: paths => paths.filter(other => other < path).length,
    });
    changed = applyEdits(changed, edits);
  }
  return begin + changed;
}

/** The entries of a file, or of all files in a folder. */
export function entriesUnder(files: FileTags, path: string): [path: string, tags: readonly string[]][] {
  return Object.entries(files).filter(([file]) => file === path || file.startsWith(`${path}/`));
}
