import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';

// Loaded before the tests: one source file is loaded with one change in it.
const { file, start, end, replacement } = z
  .object({ file: z.string(), start: z.number(), end: z.number(), replacement: z.string() })
  .parse(JSON.parse(process.env['GLOSS_MUTANT'] ?? ''));
const changed = pathToFileURL(file).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== changed) return loaded;
    const text = String(loaded.source);
    return { ...loaded, source: text.slice(0, start) + replacement + text.slice(end) };
  },
});
