import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Folders of `src/` and what each may import: other folders, or packages. Itself it always may. */
const allowed: Record<string, readonly string[]> = {
  'extension.ts': ['vscode/', 'vscode'],
  'vscode/': [
    'chat/',
    'comments/',
    'tasks/',
    'usage/',
    'openai/',
    'models/',
    'markdown/',
    'outgoing/',
    'pdf/',
    'schema/',
    'tools/',
    'vscode',
    'zod/mini',
    'jsonc-parser',
  ],
  // Only all of zod reads JSON schemas.
  'chat/': ['openai/', 'models/', 'usage/', 'tasks/', 'tools/', 'markdown/', 'schema/', 'zod/mini', 'zod'],
  // What an answer is made of, the same for the webview that shows it and the host that acts on it.
  'markdown/': ['marked'],
  // The text of a PDF, of its bytes alone.
  'pdf/': [],
  // What may leave the machine.
  'outgoing/': ['openai/', 'tasks/'],
  // What a model may call; ignore files are read as tasks over folders do.
  'tools/': ['openai/', 'models/', 'schema/', 'tasks/', 'zod/mini'],
  'comments/': ['openai/', 'models/', 'vscode-textmate', 'vscode-oniguruma', 'marked', 'zod/mini'],
  'tasks/': ['openai/', 'models/', 'schema/', 'zod/mini', 'zod', 'yaml'],
  'usage/': ['openai/', 'models/', 'schema/', 'zod/mini'],
  'models/': ['openai/ (types)', 'schema/', 'zod/mini', 'gpt-tokenizer'],
  'openai/': ['openai', 'schema/', 'zod/mini'],
  // What every boundary needs of its schemas.
  'schema/': ['zod/mini'],
  'webview/': ['chat/ (types)', 'markdown/', 'marked', 'highlight.js', 'jsonc-parser'],
};

/** The files that alone may import modules of Node's: the web build has a stand-in for each. */
export const nodeFiles = ['models/countingThread.ts', 'vscode/services/disk.ts'];

/** The only file that may be imported from `chat/` by the webview. */
const protocol = 'chat/protocol.ts';

/**
 * The imports under a source folder that go against the design's directions, each as `file → what it imports`.
 * @param src the folder that stands for `src/`.
 */
export function forbiddenImports(src: string): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => importsOf(join(src, file)).map(found => ({ file, ...found })))
    .filter(({ file, specifier, typeOnly }) => !isAllowed(src, file, specifier, typeOnly))
    .map(({ file, specifier }) => `${file.replaceAll(sep, '/')} → ${specifier}`);
}

function isAllowed(src: string, file: string, specifier: string, typeOnly: boolean): boolean {
  const own = folderOf(file);
  const list = allowed[own];
  if (!list) return false;
  if (specifier.startsWith('node:')) return nodeFiles.includes(file.replaceAll(sep, '/'));
  if (!specifier.startsWith('.')) {
    return list.some(name => specifier === name || specifier.startsWith(`${name}/`));
  }
  const target = relative(src, resolve(src, dirname(file), specifier)).replaceAll(sep, '/');
  const folder = folderOf(target);
  if (own === 'webview/' && folder === 'chat/' && target !== protocol) return false;
  return folder === own || list.includes(folder) || (typeOnly && list.includes(`${folder} (types)`));
}

function folderOf(file: string): string {
  const parts = file.split(/[\\/]/);
  return parts.length === 1 ? file : `${parts[0]}/`;
}

function importsOf(file: string): { specifier: string; typeOnly: boolean }[] {
  // A formatter keeps statements at the start of a line; a call of `import()` may stand anywhere.
  const statements =
    /^(?:import|export)\s+(type\s)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...readFileSync(file, 'utf8').matchAll(statements)].map(match => ({
    specifier: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}
