import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../folders.ts';
import type { Mutant } from './mutants.ts';

/** A mutant in a file, whose path is below the repository. */
export type Change = Mutant & { file: string };

const own = ['src', 'test'].map(folder => pathToFileURL(`${root}${sep}${folder}${sep}`).href);
/** Source texts without their types, which keeps every place in them. */
const texts = new Map<string, string>();

let generation = 0;
let change: Change | undefined;
let loaded = new Set<string>();

// What Gloss and its tests consist of is loaded anew for each run, so that no run sees another's state and a mutant is where
// values at the top of a module are computed, too. Packages are loaded once: they cost most.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const [url = ''] = resolved.url.split('?');
    if (!url.endsWith('.ts') || !own.some(folder => url.startsWith(folder))) return resolved;
    return { ...resolved, url: `${url}?${generation}` };
  },
  load(url, context, nextLoad) {
    const [place = '', query] = url.split('?');
    if (query === undefined || !own.some(folder => place.startsWith(folder))) return nextLoad(url, context);
    const file = relative(root, fileURLToPath(place)).replaceAll(sep, '/');
    loaded.add(file);
    return { format: 'module', source: sourceOf(file), shortCircuit: true };
  },
});

/** From now on modules are loaded again, one of them with a change in it. */
export function loadAnew(next?: Change): void {
  generation += 1;
  change = next;
  loaded = new Set();
}

/** The files that were loaded since `loadAnew`, by their paths below the repository. */
export function loadedFiles(): string[] {
  return [...loaded].sort();
}

/** The file that a script's URL means, if it was loaded since `loadAnew`. */
export function fileLoadedFrom(url: string): string | undefined {
  const [place = '', query] = url.split('?');
  if (query !== String(generation) || !own.some(folder => place.startsWith(folder))) return undefined;
  return relative(root, fileURLToPath(place)).replaceAll(sep, '/');
}

function sourceOf(file: string): string {
  if (file === change?.file) {
    const text = readFileSync(`${root}/${file}`, 'utf8');
    return stripTypeScriptTypes(text.slice(0, change.start) + change.replacement + text.slice(change.end));
  }
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = stripTypeScriptTypes(readFileSync(`${root}/${file}`, 'utf8'));
  texts.set(file, text);
  return text;
}
