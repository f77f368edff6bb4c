import * as vscode from 'vscode';

/**
 * A new document with this text. On a busy machine the editor gives it the name of one that was closed just before, and with
 * that the copy that it keeps of what is not saved: then another one is made.
 */
export async function untitledDocument(
  content: string,
  language = 'plaintext',
): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return document.getText() === content ? document : untitledDocument(content, language);
}
