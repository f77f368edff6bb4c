import * as vscode from 'vscode';

export function editorIsAlive(): void {
  describe('the editor', () => {
    it('opens the sample workspace', async () => {
      const [readme] = await vscode.workspace.findFiles('README.md');
      if (!readme) throw new Error('README.md of the sample workspace is not there');
      const document = await vscode.workspace.openTextDocument(readme);
      if (document.languageId !== 'markdown') throw new Error(`README.md is ${document.languageId}`);
    });
  });
}
