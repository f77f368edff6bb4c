import { isNamed, readIgnoreFile } from '../tasks/ignoreRules.ts';

/** Braces stand for no more patterns than this. */
const mostPatterns = 64;

/**
 * Tells which paths a glob means, as those of ignore files do: without a slash before its end it means any file of the name,
 * and the name of a folder all that is in it. Not a regular expression, which a model could make one that never ends.
 * @returns `undefined` for one that stands for too many.
 */
export function fileGlob(glob: string): ((path: string) => boolean) | undefined {
  const patterns = withoutBraces(glob.trim().replace(/^\.\//, '/'));
  if (!patterns) return undefined;
  const lines = patterns.flatMap(pattern => {
    const path = pattern.replace(/\/+$/, '');
    // As names, not as what these signs mean in an ignore file.
    const plain = path.replace(/^[!#]/, '\\$&').replace(/[\r\n]/g, '?');
    return path === ''
      ? ['**/*']
      : [...(path === pattern ? [plain] : []), ...(path !== pattern || isName(path) ? [`${plain}/**`] : [])];
  });
  const rules = readIgnoreFile(lines.join('\n'));
  return path => isNamed(rules, path);
}

/** Whether it means a folder, if there is one; with a sign in its last part it means files. */
function isName(pattern: string): boolean {
  return !/[*?[][^/]*$/.test(pattern);
}

/** The patterns that braces stand for: `*.{ts,tsx}` for two. */
function withoutBraces(glob: string): string[] | undefined {
  const done: string[] = [];
  const open = [glob];
  for (let pattern = open.pop(); pattern !== undefined; pattern = open.pop()) {
    // The innermost first.
    const [braces, inner = ''] = /\{([^{}]*)\}/.exec(pattern) ?? [];
    if (braces === undefined) done.push(pattern);
    else for (const one of inner.split(',')) open.push(pattern.replace(braces, () => one));
    if (done.length + open.length > mostPatterns) return undefined;
  }
  return done;
}
