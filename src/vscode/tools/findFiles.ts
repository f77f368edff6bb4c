import * as vscode from 'vscode';
import type { WorkspaceView } from '../../tools/workspaceView.ts';
import { pathBelow } from '../services/pathBelow.ts';
import { searchedFiles } from '../services/searchedFiles.ts';
import { fileTexts } from './fileTexts.ts';
import { fileDoor } from './openFile.ts';
import { foldersOfWorkspace, pathOf } from './placesInWorkspace.ts';

/** Of a folder no more files are looked for. */
const mostFound = 50_000;

/** Of one search no more files are read, and none that is larger; in all so many UTF-16 units. */
const mostSearched = 5_000;
const largestSearched = 2 ** 20;
const mostText = 2 ** 26;

/** So many files are looked at at the same time. */
const atOnce = 8;

export const files: WorkspaceView['files'] = async (isWanted, most, signal) => {
  const found = await candidates(isWanted, signal);
  const open = fileDoor();
  const paths: string[] = [];
  let next = 0;
  // A name, too, is told only of a file that may go.
  for (; next < found.paths.length && paths.length <= most && !signal.aborted; next += atOnce) {
    const some = found.paths.slice(next, next + atOnce);
    const opened = await Promise.all(
      some.map(async path => {
        const file = await open(path);
        if ('refused' in file) return [];
        await file.close();
        return [path];
      }),
    );
    paths.push(...opened.flat());
  }
  return {
    paths: paths.slice(0, most),
    isAll: found.isAll && paths.length <= most && next >= found.paths.length,
  };
};

export const visitTexts: WorkspaceView['visitTexts'] = async (isWanted, visit, signal) => {
  const { paths, isAll } = await candidates(isWanted, signal);
  const read = fileTexts(largestSearched);
  let left = mostText;
  let isWhole = isAll && paths.length <= mostSearched;
  for (let next = 0; next < Math.min(paths.length, mostSearched); next += atOnce) {
    const some = paths.slice(next, next + atOnce);
    const texts = await Promise.all(some.map(read));
    for (const [index, path] of some.entries()) {
      const file = texts[index];
      if (!file || 'refused' in file) {
        if (file?.refused === 'tooLarge') isWhole = false;
        continue;
      }
      if (signal.aborted || left < file.text.length || visit(path, file.text) === 'enough') return false;
      left -= file.text.length;
    }
  }
  return isWhole;
};

/** What searches look into, in order, and whether that is all; nothing of it has been looked at. */
async function candidates(
  isWanted: (path: string) => boolean,
  signal: AbortSignal,
): Promise<{ paths: string[]; isAll: boolean }> {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener('abort', cancel);
  try {
    const found = await Promise.all(
      foldersOfWorkspace().map(async ({ uri }) => {
        const { files, isAll } = await searchedFiles(uri, { most: mostFound, token: source.token });
        const paths = files.flatMap(file => {
          const path = pathOf(file);
          return path !== undefined && (isWanted(path) || isWanted(pathBelow(uri, file))) ? [path] : [];
        });
        return { paths, isAll };
      }),
    );
    // A folder may be in another one.
    const paths = [...new Set(found.flatMap(folder => folder.paths))].sort();
    return { paths, isAll: found.every(folder => folder.isAll) };
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}
