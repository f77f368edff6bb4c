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

function freshOf(file: vscode.Uri): vscode.Uri {
  return file.with({ path: `${file.path}.new` });
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}
