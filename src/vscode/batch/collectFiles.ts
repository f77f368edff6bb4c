import * as vscode from 'vscode';
import { fitsTokens } from '../../models/tokens.ts';
import { findSecrets } from '../../outgoing/findSecrets.ts';
import { runPool } from '../../tasks/runPool.ts';
import { largestFile, type UnfitReason, unfitReasonOf } from '../../tasks/unfitReason.ts';
import { privateFiles } from '../services/privateFiles.ts';
import { searchedFiles } from '../services/searchedFiles.ts';

/** The files that the user chose, and those inside the folders. */
export interface Collected {
  fit: { uri: string; bytes: number }[];
  unfit: { uri: string; reason: UnfitReason }[];
}

/** Read at once; from a disk there is not much to wait for. */
const concurrency = 16;

/**
 * Collects files and says of each whether it is worth a request. What is excluded from the explorer or from searches
 * is not looked for in folders; a file that was chosen itself is taken all the same.
 * @param room for a file's text, in tokens, when all of it goes out; infinite when nobody knows how many the model takes.
 * @param token when it is cancelled, the result is of no use.
 */
export async function collectFiles(
  uris: readonly vscode.Uri[],
  room: number | undefined,
  token: vscode.CancellationToken,
  signal: AbortSignal,
): Promise<Collected> {
  const found = (await Promise.all(uris.map(uri => filesOf(uri, token)))).flat();
  const files = [...new Map(found.map(uri => [uri.toString(), uri])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const fit = new Map<vscode.Uri, number>();
  const unfit = new Map<vscode.Uri, UnfitReason>();
  const privateReasonOf = privateFiles();
  await runPool(files, { concurrency, signal }, async uri => {
    const looked = (await privateReasonOf(uri)) ?? (await lookAt(uri, room));
    if (typeof looked === 'number') fit.set(uri, looked);
    else unfit.set(uri, looked);
    return 'settled';
  });
  // In the files' order, not that of the disk's answers.
  return {
    fit: files.flatMap(uri => {
      const bytes = fit.get(uri);
      return bytes === undefined ? [] : [{ uri: uri.toString(), bytes }];
    }),
    unfit: files.flatMap(uri => {
      const reason = unfit.get(uri);
      return reason ? [{ uri: uri.toString(), reason }] : [];
    }),
  };
}

async function filesOf(uri: vscode.Uri, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) return [uri];
  } catch {
    return [uri]; // gone meanwhile; reading it will say so
  }
  return (await searchedFiles(uri, { token })).files;
}

/** The file's size, or why it is left out. */
async function lookAt(uri: vscode.Uri, room: number | undefined): Promise<number | UnfitReason> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestFile) return 'tooLarge';
    const bytes = await vscode.workspace.fs.readFile(uri);
    const reason = unfitReasonOf(uri.path.split('/').at(-1) ?? '', bytes);
    if (reason) return reason;
    if (room === undefined) return bytes.length;
    const text = new TextDecoder().decode(bytes);
    if (findSecrets(text).length > 0) return 'secretInside';
    return (await fitsTokens(text, room)) ? bytes.length : 'tooLong';
  } catch {
    return 'unreadable';
  }
}
