import * as vscode from 'vscode';
import type { Hits } from '../../tasks/card.ts';
import { countMatches, isBinary, matchers } from '../../tasks/countMatches.ts';
import { searchedFiles } from '../services/searchedFiles.ts';

/** How much is searched at most; what lies beyond is not counted, and the hits say so. */
export interface Bounds {
  files: number;
  bytesOfFile: number;
  bytes: number;
  milliseconds: number;
}

const defaults: Bounds = { files: 10_000, bytesOfFile: 2 ** 20, bytes: 2 ** 26, milliseconds: 5_000 };

/** So many files are read at the same time. */
const readers = 8;

/**
 * Counts how often each keyword stands in the files of the workspace, which are read once for all of them. The editor has
 * no text search for extensions.
 * @returns one for each keyword; `undefined` when cancelled.
 */
export async function countHits(
  keywords: readonly string[],
  token: vscode.CancellationToken,
  bounds: Bounds = defaults,
): Promise<Hits[] | undefined> {
  const stop = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => stop.cancel(), bounds.milliseconds);
  const cancelling = token.onCancellationRequested(() => stop.cancel());
  if (token.isCancellationRequested) stop.cancel();
  try {
    const { files, isAll } = await findFiles(bounds.files + 1, stop.token);
    const find = matchers(keywords);
    let hits = keywords.map((): Hits => ({ count: 0, files: 0, more: false }));
    let more = !isAll || files.length > bounds.files;
    let bytesLeft = bounds.bytes;
    // One queue for all readers. Between two files the others of this extension host get their turn.
    const queue = files.slice(0, bounds.files).values();
    const read = async () => {
      for (const file of queue) {
        const bytes = await readFile(file, bounds.bytesOfFile);
        if (stop.token.isCancellationRequested) return;
        if (bytes === 'tooLarge') {
          more = true;
          continue;
        }
        if (!isBinary(bytes)) hits = countMatches(hits, new TextDecoder().decode(bytes), find);
        bytesLeft -= bytes.length;
        if (bytesLeft <= 0) stop.cancel();
      }
    };
    await Promise.all(Array.from({ length: readers }, read));
    if (token.isCancellationRequested) return undefined;
    more ||= stop.token.isCancellationRequested;
    return hits.map(one => ({ ...one, more }));
  } finally {
    clearTimeout(timer);
    cancelling.dispose();
    stop.dispose();
  }
}

async function findFiles(
  most: number,
  token: vscode.CancellationToken,
): Promise<{ files: vscode.Uri[]; isAll: boolean }> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map(({ uri }) => searchedFiles(uri, { most, token })));
  return { files: found.flatMap(({ files }) => files), isAll: found.every(({ isAll }) => isAll) };
}

/** A file that is gone or cannot be read is empty: the Search view would find nothing in it either. */
async function readFile(file: vscode.Uri, largest: number): Promise<Uint8Array | 'tooLarge'> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > largest ? 'tooLarge' : await vscode.workspace.fs.readFile(file);
  } catch {
    return new Uint8Array();
  }
}
