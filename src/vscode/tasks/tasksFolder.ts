import * as vscode from 'vscode';

/** A task that runs as it stands and says what else there is. */
const example = (title: string): string => `---
title: ${title}
# What it works on: selection, file, words (you are asked for them) or none.
input: selection
# What the button below the result does: panel (none, an answer to talk about), clipboard, replace, insert or newFile.
destination: panel
# Who answers, if not whoever answers everything else:
# model: gpt-4.1-mini
# parameters:
#   temperature: 0
# For a result that is data, a JSON schema of an object:
# schema:
#   type: object
#   properties:
#     score: { type: integer, minimum: 1, maximum: 10 }
---
Name what could go wrong in this {{language}} code from {{fileName}}, the likeliest first:

{{selection}}
`;

/** Asks for the name of a task of the user's own, writes the beginning of its file and opens it. */
export async function newTask(folder: vscode.Uri): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('What is the task called?'),
    placeHolder: vscode.l10n.t('Find Risks'),
    validateInput: text =>
      /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,49}$/u.test(text.trim())
        ? ''
        : vscode.l10n.t('Up to 50 letters, digits, spaces, hyphens and underscores.'),
  });
  if (name === undefined) return;
  const file = `${name.trim().toLowerCase().replaceAll(' ', '-')}.gloss.md`;
  await vscode.window.showTextDocument(await writeIfMissing(folder, file, name.trim()));
}

/** Shows the folder with the user's own tasks, where there is one to look at from the beginning. */
export async function openTasksFolder(folder: vscode.Uri): Promise<void> {
  const file = await withExample(folder);
  const commands = await vscode.commands.getCommands(true);
  // In a browser there is no file manager to show it in.
  if (commands.includes('revealFileInOS')) await vscode.commands.executeCommand('revealFileInOS', file);
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}

/** @returns a task's file in the folder; an example if there was none. */
export async function withExample(folder: vscode.Uri): Promise<vscode.Uri> {
  await vscode.workspace.fs.createDirectory(folder);
  const [first] = (await vscode.workspace.fs.readDirectory(folder))
    .map(([file]) => file)
    .filter(file => file.endsWith('.gloss.md'));
  return first
    ? vscode.Uri.joinPath(folder, first)
    : writeIfMissing(folder, 'find-risks.gloss.md', 'Find Risks');
}

async function writeIfMissing(folder: vscode.Uri, file: string, title: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder, file);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(example(title)));
  }
  return uri;
}
