import { AsyncResource } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from './folders.ts';

// `node scripts/testLane.ts <folder> <test file>...` runs those of the files that no other lane with the same folder has
// taken. A file is a suite here, so that its hooks are its own; what its modules have loaded and started, such as an editor,
// is there for the next one.

const [folder = '', ...files] = process.argv.slice(2);

/** Registers the next file's suite, beside the others from wherever it is called. @returns whether there is one */
const runNext = AsyncResource.bind(() => {
  const file = takeNext();
  if (file === undefined) return false;
  describe(file, async () => {
    try {
      await import(pathToFileURL(resolve(root, file)).href);
    } finally {
      // While this suite runs: when none does, the run is over.
      after(() => void runNext());
    }
  });
  return true;
});
// Of no tests at all Node's reporters say nothing.
if (!runNext()) console.error('0 passed, 0 failed');

function takeNext(): string | undefined {
  for (let file = files.shift(); file !== undefined; file = files.shift()) {
    const made = mkdirSync(join(folder, encodeURIComponent(file)), { recursive: true });
    if (made !== undefined) return file;
  }
  return undefined;
}
