import * as vscode from 'vscode';
import type { LedgerFolder } from '../../usage/ledger.ts';
import { readWhole, setAside, writeWhole } from '../services/wholeFile.ts';

/** A page's file; the fresh one is all there is while the editor moves it over the old one. */
const pageFile = /^([\w-]+)\.json(\.new)?$/;

/** The ledger's pages as files that all windows share. What is not there yet is empty. */
export function ledgerFolder(folder: vscode.Uri): LedgerFolder {
  const fileOf = (day: string, window: string) => vscode.Uri.joinPath(folder, day, `${window}.json`);
  return {
    days: () => namesIn(folder),
    async pages(day) {
      const names = await namesIn(vscode.Uri.joinPath(folder, day));
      const windows = [...new Set(names.flatMap(name => pageFile.exec(name)?.[1] ?? []))];
      const pages = await Promise.all(
        windows.map(async window => {
          const file = fileOf(day, window);
          // Twice: it may have been moved between the look for the one and for the other.
          const text = (await readPage(file)) ?? (await readPage(file));
          return text === undefined ? [] : [[window, text] as const];
        }),
      );
      return new Map(pages.flat());
    },
    write: (day, window, text) => writeWhole(fileOf(day, window), text),
    async setAside(day, window) {
      if (!(await setAside(fileOf(day, window)))) return;
      vscode.window.showWarningMessage(
        vscode.l10n.t(
          'Some of what requests took on {0} cannot be read and is in no sum. The file is kept, as .corrupt.',
          day,
        ),
      );
    },
  };
}

async function readPage(file: vscode.Uri): Promise<string | undefined> {
  return readWhole(file).catch(() => undefined);
}

async function namesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}
