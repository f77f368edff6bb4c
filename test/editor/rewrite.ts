import { assert } from 'chai';
import * as vscode from 'vscode';
import { cardTurn } from '../../src/chat/conversation.ts';
import { fileHeading, fileLines, readConversation } from '../../src/chat/conversationFile.ts';
import type { AssistantTurn } from '../../src/chat/turn.ts';
import { ChatSession } from '../../src/vscode/panel/chatSession.ts';
import { applyRewrite } from '../../src/vscode/rewrite/applyRewrite.ts';
import { Rewrites } from '../../src/vscode/rewrite/rewrites.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';
import { turnOf } from './rewriteTurn.ts';
import { untitledDocument } from './untitledDocument.ts';

const one = new vscode.Range(0, 0, 0, 3);
const two = new vscode.Range(1, 0, 1, 3);

/** What is done with a rewrite once it is there. */
export function rewrites(): void {
  describe('a rewrite', () => {
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    async function opened(content: string): Promise<vscode.TextEditor> {
      const document = await untitledDocument(content, 'typescript');
      return vscode.window.showTextDocument(document);
    }

    function inFront(): vscode.TextEditor {
      const editor = vscode.window.activeTextEditor;
      if (!editor) throw new Error('No editor is in front.');
      return editor;
    }

    function selected(): string[] {
      const { document, selections } = inFront();
      return selections.map(selection => document.getText(selection));
    }

    async function insert(position: vscode.Position, text: string): Promise<void> {
      await inFront().edit(builder => builder.insert(position, text));
    }

    it('stands in place of the selection, selected, until one undo restores both', async () => {
      const editor = await opened('one\ntwo\nthree\n');
      editor.selection = new vscode.Selection(two.start, two.end);
      const turn = turnOf(editor.document, [[two, 'zwei\nand more']]);
      editor.selection = new vscode.Selection(0, 0, 0, 0);

      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(editor.document.getText(), 'one\nzwei\nand more\nthree\n');
      assert.deepEqual(selected(), ['zwei\nand more']);

      await vscode.commands.executeCommand('undo');
      assert.strictEqual(editor.document.getText(), 'one\ntwo\nthree\n');
      assert.deepEqual(selected(), ['two']);
    });

    it('of several cursors is one edit', async () => {
      const { document } = await opened('one\ntwo\nthree\n');
      const turn = turnOf(document, [
        [one, 'the first'],
        [two, 'the second'],
      ]);
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(document.getText(), 'the first\nthe second\nthree\n');
      assert.deepEqual(selected(), ['the first', 'the second']);
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), 'one\ntwo\nthree\n');
      assert.deepEqual(selected(), ['one', 'two']);
    });

    it('of several cursors is applied whole or not at all', async () => {
      const { document } = await opened('one\ntwo\nthree\n');
      const turn = turnOf(document, [
        [one, 'the first'],
        [two, 'the second'],
      ]);
      await insert(new vscode.Position(1, 1), '!');
      assert.strictEqual(await applyRewrite(turn), 'gone');
      assert.strictEqual(document.getText(), 'one\nt!wo\nthree\n');
    });

    it('leaves alone what came back as it was', async () => {
      const { document } = await opened('one\ntwo\n');
      const turn = turnOf(document, [
        [one, 'one'],
        [two, '2'],
      ]);
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(document.getText(), 'one\n2\n');
      assert.deepEqual(selected(), ['2']);
    });

    it('follows its source when lines came before it', async () => {
      const { document } = await opened('one\ntwo\n');
      const turn = turnOf(document, [[two, '2']]);
      await insert(new vscode.Position(0, 0), 'zero\n');
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(document.getText(), 'zero\none\n2\n');
    });

    it('is never written over an edit', async () => {
      const { document } = await opened('one\ntwo\n');
      const turn = turnOf(document, [[two, '2']]);
      await insert(new vscode.Position(1, 3), ' and a half');
      await insert(new vscode.Position(1, 0), 'not ');
      // The source is still a part of the line, so only its own characters may go.
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(document.getText(), 'one\nnot 2 and a half\n');
      await insert(new vscode.Position(1, 5), 'x');
      assert.strictEqual(await applyRewrite(turn), 'gone');
      assert.strictEqual(document.getText(), 'one\nnot 2x and a half\n');
    });

    it('is taken back to what was selected, from which end that was done, and what came back as it was', async () => {
      const editor = await opened('one\ntwo\nthree\n');
      const selections = [two, one].map(({ start, end }) => new vscode.Selection(end, start));
      editor.selections = selections;
      const turn = turnOf(editor.document, [
        [one, 'one'],
        [two, '2'],
      ]);
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.deepEqual(selected(), ['2']);
      await vscode.commands.executeCommand('undo');
      assert.deepEqual(
        inFront().selections.map(({ anchor, active }) => [anchor, active]),
        selections.map(({ anchor, active }) => [anchor, active]),
      );
    });

    it('is applied once', async () => {
      const { document } = await opened('one\ntwo\n');
      const turn = turnOf(document, [[two, 'two, or more']]);
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(await applyRewrite(turn), 'gone');
      assert.strictEqual(document.getText(), 'one\ntwo, or more\n');
    });

    it('takes the line breaks of the document, also when they have changed since', async () => {
      const { document } = await opened('one\ntwo\nthree\n');
      const turn = turnOf(document, [[new vscode.Range(0, 0, 1, 3), '1\n2\n2b']]);
      await inFront().edit(builder => builder.setEndOfLine(vscode.EndOfLine.CRLF));
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(document.getText(), '1\r\n2\r\n2b\r\nthree\r\n');
      assert.deepEqual(selected(), ['1\r\n2\r\n2b']);
    });

    it('reaches a file that is closed, and shows it', async () => {
      const [file] = await vscode.workspace.findFiles('**/styles.css');
      if (!file) throw new Error('The sample workspace is not open.');
      const { document } = await vscode.window.showTextDocument(file);
      const before = document.getText();
      const firstLine = document.lineAt(0).range;
      const turn = turnOf(document, [[firstLine, '/* rewritten */']]);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      assert.strictEqual(await applyRewrite(turn), 'applied');
      assert.strictEqual(inFront().document.uri.toString(), file.toString());
      assert.strictEqual(inFront().document.lineAt(0).text, '/* rewritten */');
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(inFront().document.getText(), before);
    });

    it('that the editor does not let be written is refused', async () => {
      const { document } = await opened('one\ntwo\n');
      const turn = turnOf(document, [[two, '2']]);
      await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      assert.strictEqual(await applyRewrite(turn), 'refused');
      assert.strictEqual(document.getText(), 'one\ntwo\n');
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    });

    it('is applied from a conversation that was read back', async () => {
      const { document } = await opened('one\ntwo\n');
      const { question, cards } = turnOf(document, [[two, '2']]);
      const answer: AssistantTurn = {
        ...{ role: 'assistant', id: 'a', state: 'complete', text: '2' },
        cards: [...cards],
      };
      const lines = fileLines([
        { type: 'turn', turn: question },
        { type: 'turn', turn: answer, parent: question.id },
      ]);
      const stored = readConversation(fileHeading('c') + lines) ?? assert.fail('It cannot be read.');
      const turn = cardTurn(stored.conversation, 'a');
      assert.strictEqual(await applyRewrite(turn ?? assert.fail('It has no result.')), 'applied');
      assert.strictEqual(document.getText(), 'one\n2\n');
    });

    it('of a file that is no more is gone', async () => {
      const { document } = await opened('one\ntwo\n');
      const turn = turnOf(document, [[two, '2']]);
      const [attachment] = turn.question.attachments;
      if (attachment?.origin) attachment.origin.uri = 'untitled:Untitled-99';
      assert.strictEqual(await applyRewrite(turn), 'gone');
      if (attachment?.origin) attachment.origin.uri = vscode.Uri.file('/no/such/file.ts').toString();
      assert.strictEqual(await applyRewrite(turn), 'gone');
    });

    describe('is shown as changes', () => {
      const log = vscode.window.createOutputChannel('Gloss rewrite test', { log: true });
      const models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });
      let session: ChatSession;
      let shown: Rewrites;
      before(() => {
        const storageUri = vscode.Uri.parse('gloss-nowhere:/');
        session = new ChatSession(models, new ConversationStore(storageUri, log), log, storageUri);
        shown = new Rewrites(session, log);
      });
      after(() => {
        for (const disposable of [shown, session, models, log]) disposable.dispose();
      });

      function diffs(): vscode.TabInputTextDiff[] {
        return vscode.window.tabGroups.all
          .flatMap(group => group.tabs)
          .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []));
      }

      function onlyDiff(): vscode.TabInputTextDiff {
        const [diff, ...others] = diffs();
        assert.lengthOf(others, 0);
        return diff ?? assert.fail('No changes are shown.');
      }

      async function textOf(uri: vscode.Uri): Promise<string> {
        return (await vscode.workspace.openTextDocument(uri)).getText();
      }

      it('of the whole document, which stays as it is until they are applied', async () => {
        const { document } = await opened('one\ntwo\nthree\n');
        await shown.show(turnOf(document, [[two, '2']]));
        const { original, modified } = onlyDiff();
        assert.strictEqual(original.toString(), document.uri.toString());
        assert.strictEqual(await textOf(modified), 'one\n2\nthree\n');
        assert.strictEqual((await vscode.workspace.openTextDocument(modified)).languageId, 'typescript');
        assert.strictEqual(document.getText(), 'one\ntwo\nthree\n');

        await shown.applyShown(modified);
        assert.strictEqual(document.getText(), 'one\n2\nthree\n');
        assert.deepEqual(diffs(), []);
        assert.strictEqual(inFront().document, document);
        await vscode.commands.executeCommand('undo');
        assert.strictEqual(document.getText(), 'one\ntwo\nthree\n');
      });

      it('that are discarded', async () => {
        const { document } = await opened('one\ntwo\n');
        await shown.show(turnOf(document, [[two, '2']]));
        await shown.discardShown(undefined);
        assert.deepEqual(diffs(), []);
        assert.strictEqual(document.getText(), 'one\ntwo\n');
      });

      it('that keep what is edited beside them', async () => {
        const { document } = await opened('one\ntwo\n');
        await shown.show(turnOf(document, [[two, '2']]));
        const { modified } = onlyDiff();
        const right = await vscode.workspace.openTextDocument(modified);
        const followed = new Promise<void>(resolve => {
          const listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
            if (document !== right) return;
            listening.dispose();
            resolve();
          });
        });
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), 'zero\n');
        await vscode.workspace.applyEdit(edit);
        await followed;
        assert.strictEqual(right.getText(), 'zero\none\n2\n');
      });

      it('of a notebook’s cell', async () => {
        const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'one\ntwo\n', 'python');
        const notebook = await vscode.workspace.openNotebookDocument(
          'jupyter-notebook',
          new vscode.NotebookData([cell]),
        );
        await vscode.window.showNotebookDocument(notebook);
        const { document } = notebook.cellAt(0);
        await shown.show(turnOf(document, [[two, '2']]));
        const { original, modified } = onlyDiff();
        assert.strictEqual(original.toString(), document.uri.toString());
        assert.strictEqual(await textOf(modified), 'one\n2\n');
        assert.strictEqual((await vscode.workspace.openTextDocument(modified)).languageId, 'python');
        await shown.applyShown(modified);
        assert.strictEqual(document.getText(), 'one\n2\n');
      });

      it('of the selection alone when the document was edited there', async () => {
        const { document } = await opened('one\ntwo\n');
        const turn = turnOf(document, [[two, '2']]);
        await insert(new vscode.Position(1, 1), '!');
        await shown.show(turn);
        const { original, modified } = onlyDiff();
        assert.strictEqual(await textOf(original), 'two');
        assert.strictEqual(await textOf(modified), '2');
      });
    });
  });
}
