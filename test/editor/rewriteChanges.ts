import { assert } from 'chai';
import * as vscode from 'vscode';
import type { CardTurn } from '../../src/chat/conversation.ts';
import { ChatSession } from '../../src/vscode/panel/chatSession.ts';
import { Rewrites } from '../../src/vscode/rewrite/rewrites.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';
import { turnOf } from './rewriteTurn.ts';
import { untitledDocument } from './untitledDocument.ts';

const old = 'one\ntwo\nthree\nfour\nfive\n';
/** Of all of it: a line that is another, one that comes, one that goes. */
const fresh = 'ONE\ntwo\nthree\nthree and a half\nfour\n';

/** What is done with single changes of a rewrite. */
export function rewriteChanges(): void {
  describe('a change of a rewrite', () => {
    const log = vscode.window.createOutputChannel('Gloss rewrite changes test', { log: true });
    const models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });
    let session: ChatSession;
    let rewrites: Rewrites;
    before(() => {
      const storageUri = vscode.Uri.parse('gloss-nowhere:/');
      session = new ChatSession(models, new ConversationStore(storageUri, log), log, storageUri);
      rewrites = new Rewrites(session, log);
    });
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    after(() => {
      for (const disposable of [rewrites, session, models, log]) disposable.dispose();
    });

    async function opened(content: string): Promise<vscode.TextDocument> {
      const document = await untitledDocument(content, 'typescript');
      await vscode.window.showTextDocument(document);
      return document;
    }

    function whole(document: vscode.TextDocument): vscode.Range {
      return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    }

    /** Shows changes. @returns their right side. */
    async function show(turn: CardTurn): Promise<vscode.TextDocument> {
      await rewrites.show(turn);
      const [diff] = diffs();
      return vscode.workspace.openTextDocument(diff?.modified ?? assert.fail('No changes are shown.'));
    }

    function diffs(): vscode.TabInputTextDiff[] {
      return vscode.window.tabGroups.all
        .flatMap(group => group.tabs)
        .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []));
    }

    /** Resolves when a document has a text. */
    async function has(document: vscode.TextDocument, text: string): Promise<void> {
      while (document.getText() !== text) {
        await new Promise<void>(resolve => {
          const listening = vscode.workspace.onDidChangeTextDocument(() => {
            listening.dispose();
            resolve();
          });
        });
      }
    }

    function sideOf(document: vscode.TextDocument): vscode.TextEditor {
      const editor = vscode.window.visibleTextEditors.find(editor => editor.document === document);
      return editor ?? assert.fail('It is not shown.');
    }

    function goTo(document: vscode.TextDocument, line: number): void {
      sideOf(document).selection = new vscode.Selection(line, 0, line, 0);
    }

    function cursorLine(document: vscode.TextDocument): number {
      return sideOf(document).selection.active.line;
    }

    it('that is left out is shown no more, is not applied, and comes back in', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), fresh]]));
      goTo(right, 2);
      await rewrites.leaveOne(right.uri);
      await has(right, 'ONE\ntwo\nthree\nfour\n');
      assert.strictEqual(cursorLine(right), 4, 'at the next change: the line that goes');
      await rewrites.leaveOne(right.uri);
      await has(right, 'ONE\ntwo\nthree\nfour\nfive\n');
      assert.strictEqual(cursorLine(right), 0, 'at the last that there is');

      await rewrites.takeBackIn(right.uri);
      await has(right, 'ONE\ntwo\nthree\nfour\n');
      assert.strictEqual(cursorLine(right), 4);
      assert.strictEqual(document.getText(), old);

      await rewrites.applyShown(right.uri);
      assert.strictEqual(document.getText(), 'ONE\ntwo\nthree\nfour\n');
      assert.deepEqual(diffs(), []);
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), old);
    });

    it('that is left out is in again when the changes are shown another time', async () => {
      const document = await opened(old);
      const turn = turnOf(document, [[whole(document), fresh]]);
      const right = await show(turn);
      await rewrites.leaveOne(right.uri);
      await has(right, fresh.replace('ONE', 'one'));
      await rewrites.discardShown(right.uri);
      await has(await show(turn), fresh);
    });

    it('is the last one when the changes are closed', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), old.replace('two', '2')]]));
      await rewrites.leaveOne(right.uri);
      assert.deepEqual(diffs(), []);
      assert.strictEqual(document.getText(), old);
    });

    it('is applied alone, in one edit, while the others are shown, and each by itself is undone', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), fresh]]));
      goTo(right, 3);
      await rewrites.applyOne(right.uri);
      const first = 'one\ntwo\nthree\nthree and a half\nfour\nfive\n';
      assert.strictEqual(document.getText(), first);
      assert.strictEqual(right.getText(), fresh);
      assert.strictEqual(cursorLine(right), 5, 'at the next change');
      goTo(right, 0);
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), first.replace('one', 'ONE'));
      assert.lengthOf(diffs(), 1);
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), fresh);
      assert.deepEqual(diffs(), [], 'nothing is left of them');

      await vscode.window.showTextDocument(document);
      for (const before of [first.replace('one', 'ONE'), first, old]) {
        await vscode.commands.executeCommand('undo');
        assert.strictEqual(document.getText(), before);
      }
    });

    it('that was undone is shown again, and may be applied again', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), fresh]]));
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), old.replace('one', 'ONE'));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), old);
      await has(right, fresh);
      await rewrites.applyShown(right.uri);
      assert.strictEqual(document.getText(), fresh);
    });

    it('is taken at the cursor of the left side', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), fresh]]));
      const left = sideOf(document);
      await vscode.commands.executeCommand('workbench.action.compareEditor.focusSecondarySide');
      assert.strictEqual(vscode.window.activeTextEditor, left);
      goTo(document, 4);
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), 'one\ntwo\nthree\nfour\n');
    });

    it('leaves those of other cursors to be found, where each stands by then', async () => {
      const document = await opened('{\n  x\n}\n{\n  x\n}\n');
      const part = (line: number) => new vscode.Range(line, 0, line + 2, 1);
      const rewritten = '{\n  // new\n  // newer\n  x\n  y\n}';
      const right = await show(
        turnOf(document, [
          [part(0), rewritten],
          [part(3), rewritten],
        ]),
      );
      const both = `${rewritten}\n${rewritten}\n`;
      assert.strictEqual(right.getText(), both);
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), '{\n  // new\n  // newer\n  x\n}\n{\n  x\n}\n');
      assert.strictEqual(right.getText(), both);
      await rewrites.applyShown(right.uri);
      assert.strictEqual(document.getText(), both);
    });

    it('has the line breaks of the document', async () => {
      const document = await opened('one\ntwo');
      await vscode.window.activeTextEditor?.edit(edit => edit.setEndOfLine(vscode.EndOfLine.CRLF));
      const right = await show(turnOf(document, [[whole(document), 'zero\none\ntwo\nthree']]));
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), 'zero\r\none\r\ntwo');
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), 'zero\r\none\r\ntwo\r\nthree');
    });

    it('is never written over an edit', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), fresh]]));
      await rewrites.applyOne(right.uri);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(2, 0), 'not ');
      await vscode.workspace.applyEdit(edit);
      const edited = document.getText();
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), edited);
      await has(right, edited);
      await rewrites.leaveOne(right.uri);
      assert.lengthOf(diffs(), 1);
      assert.strictEqual(document.getText(), edited);
    });

    it('is found again below lines that were added', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[new vscode.Range(1, 0, 3, 4), '2\nthree\n4']]));
      await rewrites.applyOne(right.uri);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), 'zero\n');
      await vscode.workspace.applyEdit(edit);
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), 'zero\none\n2\nthree\n4\nfive\n');
    });

    it('that the editor does not let be written stays shown', async () => {
      const document = await opened(old);
      const right = await show(turnOf(document, [[whole(document), fresh]]));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), old);
      assert.strictEqual(right.getText(), fresh);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    });

    it('is applied in a notebook’s cell', async () => {
      const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'one\ntwo\nthree', 'python');
      const notebook = await vscode.workspace.openNotebookDocument(
        'jupyter-notebook',
        new vscode.NotebookData([cell]),
      );
      await vscode.window.showNotebookDocument(notebook);
      const { document } = notebook.cellAt(0);
      const right = await show(turnOf(document, [[whole(document), 'ONE\ntwo\nTHREE']]));
      await rewrites.leaveOne(right.uri);
      await rewrites.applyOne(right.uri);
      assert.strictEqual(document.getText(), 'one\ntwo\nTHREE');
    });

    it('is applied to a file that is closed', async () => {
      const [file] = await vscode.workspace.findFiles('**/styles.css');
      if (!file) throw new Error('The sample workspace is not open.');
      const { document } = await vscode.window.showTextDocument(file);
      const before = document.getText();
      const turn = turnOf(document, [[document.lineAt(0).range, '/* first */\n/* second */']]);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const right = await show(turn);
      await rewrites.applyOne(right.uri);
      const { document: written } = await vscode.window.showTextDocument(file);
      assert.strictEqual(written.lineAt(1).text, '/* second */');
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(written.getText(), before);
    });
  });
}
