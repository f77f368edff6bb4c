import { assert } from 'chai';
import * as vscode from 'vscode';
import { applyEdit, isWritable, takeSnapshot } from '../../src/vscode/services/edits.ts';
import { provideFiles } from './inMemory.ts';
import { untitledDocument } from './untitledDocument.ts';

const lineTwo = new vscode.Range(1, 0, 1, 3);

export function edits(): void {
  describe('an edit', () => {
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    async function opened(content: string): Promise<vscode.TextEditor> {
      const document = await untitledDocument(content);
      return vscode.window.showTextDocument(document);
    }

    it('replaces several ranges at once, and one undo brings back every byte and the selection', async () => {
      const { document, ...editor } = await openedWithSelection('one\ntwo\nthree\n');
      const outcome = await applyEdit(takeSnapshot(document), [
        { range: new vscode.Range(0, 0, 0, 3), text: '1' },
        { range: new vscode.Range(2, 0, 2, 5), text: '3' },
      ]);
      assert.strictEqual(outcome, 'applied');
      assert.strictEqual(document.getText(), '1\ntwo\n3\n');
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), 'one\ntwo\nthree\n');
      assert.isOk(editor.selection().isEqual(lineTwo));
    });

    async function openedWithSelection(content: string): Promise<{
      document: vscode.TextDocument;
      selection(): vscode.Selection;
    }> {
      const editor = await opened(content);
      editor.selection = new vscode.Selection(lineTwo.start, lineTwo.end);
      return { document: editor.document, selection: () => editor.selection };
    }

    it('takes the line breaks of the document', async () => {
      const { document } = await opened('one\ntwo\n');
      await vscode.window.activeTextEditor?.edit(builder => builder.setEndOfLine(vscode.EndOfLine.CRLF));
      assert.strictEqual(
        await applyEdit(takeSnapshot(document), [{ range: lineTwo, text: 'a\nb\r\nc' }]),
        'applied',
      );
      assert.strictEqual(document.getText(), 'one\r\na\r\nb\r\nc\r\n');
    });

    it('is not made when the document has changed since', async () => {
      const { document } = await opened('one\ntwo\n');
      const snapshot = takeSnapshot(document);
      await vscode.window.activeTextEditor?.edit(builder =>
        builder.insert(new vscode.Position(0, 0), 'zero '),
      );
      assert.strictEqual(await applyEdit(snapshot, [{ range: lineTwo, text: '2' }]), 'changed');
      assert.strictEqual(document.getText(), 'zero one\ntwo\n');
    });

    it('is made when the document has changed and come back', async () => {
      const { document } = await opened('one\ntwo\n');
      const snapshot = takeSnapshot(document);
      await vscode.window.activeTextEditor?.edit(builder =>
        builder.insert(new vscode.Position(0, 0), 'zero '),
      );
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(await applyEdit(snapshot, [{ range: lineTwo, text: '2' }]), 'applied');
    });

    it('reaches a document that no editor shows', async () => {
      const { document } = await opened('one\ntwo\n');
      await opened('another');
      assert.strictEqual(
        vscode.window.visibleTextEditors.some(editor => editor.document === document),
        false,
      );
      assert.strictEqual(await applyEdit(takeSnapshot(document), [{ range: lineTwo, text: '2' }]), 'applied');
      assert.strictEqual(document.getText(), 'one\n2\n');
    });

    it('that the editor takes and does not make is noticed', async () => {
      const { document } = await opened('one\ntwo\n');
      await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      assert.strictEqual(await applyEdit(takeSnapshot(document), [{ range: lineTwo, text: '2' }]), 'refused');
      assert.strictEqual(document.getText(), 'one\ntwo\n');
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    });
  });

  describe('a document can be written to', () => {
    it('when it is untitled or a file, and not when it is the output of something', async () => {
      const untitled = await vscode.workspace.openTextDocument({ content: '' });
      assert.isTrue(await isWritable(untitled.uri));
      const [file] = await vscode.workspace.findFiles('**/styles.css');
      if (!file) throw new Error('the sample workspace is not open');
      assert.isTrue(await isWritable(file));
      const provider = vscode.workspace.registerTextDocumentContentProvider('gloss-test', {
        provideTextDocumentContent: () => 'shown only',
      });
      const shown = await vscode.workspace.openTextDocument(vscode.Uri.parse('gloss-test:/a.txt'));
      assert.isFalse(await isWritable(shown.uri));
      provider.dispose();
    });

    it('when neither its file system nor the user’s settings say otherwise', async () => {
      const files = { 'open.txt': 'a', 'locked.txt': 'b' };
      const provider = provideFiles('gloss-some', files, ['locked.txt']);
      const at = (name: string) => vscode.Uri.parse(`gloss-some:/${name}`);
      const configuration = vscode.workspace.getConfiguration('files');
      const { Global } = vscode.ConfigurationTarget;
      try {
        // Only then does the editor know of the file system.
        await vscode.workspace.fs.stat(at('open.txt'));
        assert.isTrue(await isWritable(at('open.txt')));
        assert.isFalse(await isWritable(at('locked.txt')));
        await configuration.update('readonlyInclude', { '**/open.txt': true, '**/other': true }, Global);
        assert.isFalse(await isWritable(at('open.txt')));
        await configuration.update('readonlyExclude', { '**/open.*': true }, Global);
        assert.isTrue(await isWritable(at('open.txt')));
      } finally {
        for (const name of ['readonlyInclude', 'readonlyExclude'])
          await configuration.update(name, undefined, Global);
        provider.dispose();
      }
    });
  });
}
