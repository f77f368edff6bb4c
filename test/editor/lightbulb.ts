import { assert } from 'chai';
import * as vscode from 'vscode';

export function lightbulb(): void {
  describe('the lightbulb', () => {
    async function titles(file: string, range: vscode.Range): Promise<string[]> {
      const [uri] = await vscode.workspace.findFiles(`**/${file}`);
      if (!uri) throw new Error('the sample workspace is not open');
      await vscode.workspace.openTextDocument(uri);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        range,
        vscode.CodeActionKind.RefactorRewrite.value,
      );
      return actions.map(({ title }) => title).filter(title => title.startsWith('Gloss'));
    }

    it('offers what works on a selection', async () => {
      assert.deepEqual(await titles('styles.css', new vscode.Range(2, 0, 4, 0)), [
        'Gloss: Explain Selection',
        'Gloss: Generate Tags',
        'Gloss: Rewrite Selection',
      ]);
    });

    it('offers the translation of a comment', async () => {
      assert.deepEqual(await titles('styles.css', new vscode.Range(0, 5, 0, 5)), [
        'Gloss: Translate Comment',
      ]);
    });

    it('offers nothing on plain code', async () => {
      assert.deepEqual(await titles('styles.css', new vscode.Range(2, 3, 2, 3)), []);
    });
  });
}
