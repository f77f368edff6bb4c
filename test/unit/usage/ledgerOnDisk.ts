import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerFolder } from '../../../src/usage/ledger.ts';

/** A ledger's folder on the real disk. */
export function ledgerOnDisk(folder: string): LedgerFolder {
  return {
    days: () => readdir(folder).catch(() => []),
    async pages(day) {
      const names = await readdir(join(folder, day)).catch(() => []);
      const whole = names.filter(name => name.endsWith('.json'));
      const texts = whole.map(async name => {
        const text = await readFile(join(folder, day, name), 'utf8');
        return [name.replace(/\.json$/, ''), text] as const;
      });
      return new Map(await Promise.all(texts));
    },
    async write(day, window, text) {
      await mkdir(join(folder, day), { recursive: true });
      const file = join(folder, day, `${window}.json`);
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    },
    async setAside(day, window) {
      const file = join(folder, day, `${window}.json`);
      await rename(file, `${file}.corrupt`);
    },
  };
}
