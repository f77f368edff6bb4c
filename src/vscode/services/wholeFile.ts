import * as vscode from 'vscode';

/** Writes a text beside a file and moves it into place, so that a crash leaves the old one whole. */
export async function writeWhole(file: vscode.Uri, text: string): Promise<void> {
  const fresh = freshOf(file);
  await vscode.workspace.fs.writeFile(fresh, new TextEncoder().encode(text));
  await vscode.workspace.fs.rename(fresh, file, { overwrite: true });
}

/** What was written last; `undefined` when there is nothing. */
export async function readWhole(file: vscode.Uri): Promise<string | undefined> {
  // The editor moves a file over another by deleting that first, so a crash may leave only the fresh one.
  const bytes = (await readIfThere(file)) ?? (await readIfThere(freshOf(file)));
  return bytes && new TextDecoder().decode(bytes);
}

/** Whether `readWhole` would find something. */
export async function isThere(file: vscode.Uri): Promise<boolean> {
  return (await exists(file)) || exists(freshOf(file));
}

/** Deletes what `writeWhole` has written, and what a crash may have left beside it. @throws when that cannot be done. */
export async function removeWhole(file: vscode.Uri): Promise<void> {
  for (const written of [freshOf(file), file]) {
    if (await exists(written)) await vscode.workspace.fs.delete(written);
  }
}

/** Keeps a file that nobody can make sense of under another name. @returns whether that could be done. */
export async function setAside(file: vscode.Uri): Promise<boolean> {
  try {
    const aside = file.with({ path: `${file.path}.corrupt` });
    await vscode.workspace.fs.rename(file, aside, { overwrite: true });
    return true;
  } catch {
    return false; // only the fresh one is there, or the folder cannot be written to: it stays as it is
  }
}

function freshOf(file: vscode.Uri): vscode.Uri {
  return file.with({ path: `${file.path}.new` });
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}
