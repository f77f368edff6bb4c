/** A part of a diff, about one file. */
export interface DiffPart {
  text: string;
  /**
   * What the file is called now, and then what it was called before, from the repository's root on; none when the part does
   * not say. Where Git is set to write paths in another way than usual, some are of no file.
   */
  paths: readonly string[];
}

/** Each begins with a line that says of which file it is; whatever is in a file has a sign before it. */
const partStart = /^(?=diff --(?:git|cc|combined) |\* Unmerged path )/m;

/** The parts of what `git diff` prints, by https://git-scm.com/docs/diff-generate-patch. */
export function diffParts(diff: string): DiffPart[] {
  return diff
    .split(partStart)
    .filter(text => text.trim() !== '')
    .map(text => ({ text, paths: [...new Set(pathsIn(text))] }));
}

/** Whether a part is about a link, of which Git prints where it leads. */
export function isOfLink({ text }: DiffPart): boolean {
  const mode = /^(?:index|mode|(?:old|new) mode|(?:new|deleted) file mode) (?:\S+\.\.\S* ?)?120000$/m;
  return mode.test(headerOf(text));
}

function headerOf(part: string): string {
  return part.split(/^@@/m, 1)[0] ?? '';
}

function pathsIn(part: string): string[] {
  const header = headerOf(part);
  // A merge's part has a path without a mark before it; so have the lines of a file that was moved.
  const plain = header.matchAll(
    /^(?:diff --(?:cc|combined)|\* Unmerged path|(?:rename|copy) (?:from|to)) (.+)$/gm,
  );
  const paths = [...plain].map(([, path = '']) => unquoted(path)).reverse();
  const [, both = ''] = /^diff --git (.+)$/m.exec(header) ?? [];
  return paths.length > 0 ? paths : pathsOfBoth(both);
}

/** @param both twice the same path, which may have spaces in it, with marks of the same length before it: `a/x b/x`. */
function pathsOfBoth(both: string): string[] {
  const middle = (both.length - 1) / 2;
  if (both[middle] !== ' ') return [];
  const [old, now] = [unquoted(both.slice(0, middle)), unquoted(both.slice(middle + 1))];
  const [oldPath, nowPath] = [old.slice(2), now.slice(2)];
  if (old.startsWith('a/') && now.startsWith('b/')) return oldPath === nowPath ? [nowPath] : [];
  // `diff.noprefix` and `diff.mnemonicPrefix`: what comes first may be a mark or a folder.
  return [now, now.replace(/^[^/]*\//, ''), old, old.replace(/^[^/]*\//, '')];
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/** A path that Git has put into quotes for its unusual characters, of which it writes each byte as an octal number. */
function unquoted(path: string): string {
  const [, quoted] = /^"(.*)"$/.exec(path) ?? [];
  if (quoted === undefined) return path;
  const bytes = [...quoted.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)].flatMap(([text, octal, escaped]) => {
    if (octal !== undefined) return [Number.parseInt(octal, 8)];
    return [...new TextEncoder().encode(escaped === undefined ? text : (escapes[escaped] ?? escaped))];
  });
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
