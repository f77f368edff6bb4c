/**
 * Writes what the catalogues in `src/vscode/contributions/` say into package.json, package.nls.json and the tables of the
 * README. `--check` writes nothing and fails when something differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { generated } from './generated.ts';

const check = process.argv.includes('--check');
let stale = 0;
for (const [file, make] of Object.entries(generated)) {
  const old = await readFile(file, 'utf8').catch(() => '');
  const fresh = make(old);
  if (fresh === old) continue;
  stale += 1;
  if (check) console.error(`${file} is not what the catalogues say: run "npm run manifest".`);
  else await writeFile(file, fresh);
}
process.exitCode = check && stale > 0 ? 1 : 0;
