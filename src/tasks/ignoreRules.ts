/** A line of an ignore file: which entries it is about, and whether it takes them back in. */
export interface IgnoreRule {
  negated: boolean;
  folderOnly: boolean;
  /** A path as it is matched, by its parts; `deep` stands for any number of them. */
  parts: readonly ('deep' | readonly Sign[])[];
}

/** The characters that a sign of a pattern stands for. */
type Sign = (character: string) => boolean;

/** A star: any number of any characters. */
const anyText: Sign = () => true;

/** In bytes or characters. A longer file comes with a workspace to keep the editor waiting, for each file that it is asked about. */
export const longestIgnoreFile = 65_536;

/** The rules of each folder that has any, by its path; the root's is empty. */
export type IgnoreRules = ReadonlyMap<string, readonly IgnoreRule[]>;

/**
 * The rules of a `.gitignore` or `.ignore`, by https://git-scm.com/docs/gitignore. Lines that mean nothing are left out.
 *
 * Matched without regular expressions: such a file comes with a workspace, and `*a*a*a*a*b` would be at it for ever.
 */
export function readIgnoreFile(text: string): IgnoreRule[] {
  return text.split(/\r?\n/).flatMap(line => {
    const trimmed = withoutTrailingSpaces(line);
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const negated = trimmed.startsWith('!');
    const pattern = negated ? trimmed.slice(1) : trimmed;
    const folderOnly = pattern.endsWith('/');
    const path = folderOnly ? pattern.slice(0, -1) : pattern;
    // With a slash before its end it is about one place, without one about any below the folder.
    const names = (path.includes('/') ? path.replace(/^\//, '') : `**/${path}`).split('/');
    if (names.at(-1) === '') return [];
    const parts = names.map(name => (name === '**' ? 'deep' : signsOf(name)));
    // What is in a folder, and not the folder itself.
    return [{ negated, folderOnly, parts: parts.at(-1) === 'deep' ? [...parts, signsOf('*')] : parts }];
  });
}

/**
 * Tells which entries the rules leave out: those of the folder itself go before those of the folders around it, a later one
 * goes before an earlier one, and nothing in a folder that is left out can be taken back in.
 * @param under a folder whose entries are looked at, but neither it nor those around it.
 * @returns for the path of a file, or of a folder with a slash at its end.
 */
export function ignoredBy(rules: IgnoreRules, under = ''): (path: string) => boolean {
  const folders = new Map<string, boolean>([
    ['', false],
    [under, false],
  ]);
  const isIgnored = (path: string, isFolder: boolean): boolean => {
    const parent = parentOf(path);
    if (isFolderIgnored(parent)) return true;
    const names = path.split('/').map(name => [...name]);
    for (let folder = parent, depth = names.length - 1; ; folder = parentOf(folder), depth--) {
      const rest = names.slice(depth);
      const rule = rules.get(folder)?.findLast(candidate => isAbout(candidate, rest, isFolder));
      if (rule) return !rule.negated;
      if (depth === 0) return false;
    }
  };
  const isFolderIgnored = (path: string): boolean => {
    if (under.startsWith(`${path}/`)) return false;
    const known = folders.get(path) ?? isIgnored(path, true);
    folders.set(path, known);
    return known;
  };
  return path => (path.endsWith('/') ? isFolderIgnored(path.slice(0, -1)) : isIgnored(path, false));
}

/** Whether a rule is about this very file, whatever is said of the folders that it is in. */
export function isNamed(rules: readonly IgnoreRule[], path: string): boolean {
  const names = path.split('/').map(name => [...name]);
  return rules.some(rule => isAbout(rule, names, false));
}

function isAbout({ folderOnly, parts }: IgnoreRule, names: readonly string[][], isFolder: boolean): boolean {
  if (folderOnly && !isFolder) return false;
  return matches(parts, names, 'deep', (signs, name) =>
    signs === 'deep' ? false : matches(signs, name, anyText, (sign, character) => sign(character)),
  );
}

/**
 * Whether entries are as a pattern says. Of several places that a star could end at the first is as good as any, so no more
 * than the last star is ever tried again.
 */
function matches<Part, Entry>(
  pattern: readonly Part[],
  entries: readonly Entry[],
  star: Part,
  isLike: (part: Part, entry: Entry) => boolean,
): boolean {
  let at = 0;
  let lastStar = -1;
  let restart = 0;
  let index = 0;
  while (index < entries.length) {
    const part = pattern[at];
    const entry = entries[index];
    if (part === star) {
      lastStar = at++;
      restart = index;
    } else if (part !== undefined && entry !== undefined && isLike(part, entry)) {
      at++;
      index++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      index = ++restart;
    } else {
      return false;
    }
  }
  while (pattern[at] === star) at++;
  return at === pattern.length;
}

function signsOf(name: string): Sign[] {
  const signs: Sign[] = [];
  for (const [sign, escaped, set] of name.matchAll(/\\([\s\S])|\[([!^]?\]?(?:\\.|[^\]\\])*)\]|[\s\S]/gu)) {
    if (sign === '*') signs.push(anyText);
    else if (sign === '?') signs.push(() => true);
    else if (set !== undefined) signs.push(setOf(set));
    // A bracket that is not closed matches nothing.
    else if (sign === '[') signs.push(() => false);
    else signs.push(character => character === (escaped ?? sign));
  }
  return signs;
}

/** The characters between brackets, with ranges of them. */
function setOf(set: string): Sign {
  const negated = /^[!^]/.test(set);
  const ranges = [...set.slice(negated ? 1 : 0).matchAll(/(\\.|.)(?:-(\\.|.))?/gsu)].map(
    ([, from = '', to = from]) => [from, to].map(end => end.replace(/^\\(?=.)/s, '')),
  );
  return character => ranges.some(([from = '', to = '']) => from <= character && character <= to) !== negated;
}

function withoutTrailingSpaces(line: string): string {
  return line.replace(/(\\ | *$)/g, space => (space.startsWith('\\') ? space : ''));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
