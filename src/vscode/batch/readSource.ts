import * as vscode from 'vscode';
import type { SourceText } from '../../tasks/task.ts';

/**
 * Reads files as the editor would show them, unsaved changes included, without opening each: every language server would
 * go through every file, and list its problems. Only the first of each kind is opened, to learn its language.
 */
export function sourceReader(): (uri: vscode.Uri) => Promise<SourceText> {
  const languages = new Map<string, Promise<string>>();
  const languageOf = (uri: vscode.Uri, kind: string): Promise<string> => {
    const language =
      languages.get(kind) ??
      Promise.resolve(vscode.workspace.openTextDocument(uri)).then(
        ({ languageId }) => languageId,
        () => '',
      );
    languages.set(kind, language);
    return language;
  };
  return async uri => {
    const fileName = uri.path.split('/').at(-1) ?? '';
    const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
    if (open) return { text: open.getText(), languageId: open.languageId, uri: uri.toString(), fileName };
    const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    const kind = /\.[^.]+$/.exec(fileName)?.[0] ?? fileName;
    return {
      text: text.replace(/^\uFEFF/, ''),
      languageId: await languageOf(uri, kind),
      uri: uri.toString(),
      fileName,
    };
  };
}
