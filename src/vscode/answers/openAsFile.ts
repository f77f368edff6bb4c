import * as vscode from 'vscode';

/** Names of languages in answers that are not the editor's own. */
const names: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  'c#': 'csharp',
  'c++': 'cpp',
  cjs: 'javascript',
  console: 'shellscript',
  cs: 'csharp',
  docker: 'dockerfile',
  golang: 'go',
  js: 'javascript',
  jsx: 'javascriptreact',
  kt: 'kotlin',
  make: 'makefile',
  md: 'markdown',
  mjs: 'javascript',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  shell: 'shellscript',
  tex: 'latex',
  ts: 'typescript',
  tsx: 'typescriptreact',
  yml: 'yaml',
  zsh: 'shellscript',
};

/** Opens a code as a new file that is not saved anywhere yet, in its language if the editor has that. */
export async function openAsFile({ language, text }: { language: string; text: string }): Promise<void> {
  const name = language.toLowerCase();
  const id = Object.hasOwn(names, name) ? names[name] : name;
  const isKnown = id !== undefined && (await vscode.languages.getLanguages()).includes(id);
  const content = `${text}\n`;
  const document = await vscode.workspace.openTextDocument(isKnown ? { language: id, content } : { content });
  await vscode.window.showTextDocument(document);
}
