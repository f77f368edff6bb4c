import { assert } from 'chai';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { openCue } from './cueLanguage.ts';
import { untitledDocument } from './untitledDocument.ts';

const chatBody = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

/** The command itself, from what is selected to the bytes that arrive. */
export function explainSelection(): void {
  describe('Explain Selection', () => {
    let endpoint: Endpoint;
    let language: vscode.Disposable | undefined;

    async function set(name: string, value: unknown): Promise<void> {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('gloss').update(name, value, Global);
    }

    before(async () => {
      endpoint = await startEndpoint();
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none' }]);
      await set('provider', 'test');
    });
    beforeEach(() => vscode.commands.executeCommand('gloss.newChat'));
    afterEach(async () => {
      language?.dispose();
      language = undefined;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
    after(async () => {
      for (const name of ['customEndpoints', 'provider']) await set(name, undefined);
      await endpoint.close();
    });

    /** Runs the command. @returns what it asks the model. */
    async function asked(): Promise<string> {
      const count = endpoint.requests.length;
      await vscode.commands.executeCommand('gloss.explainSelection');
      return chatBody.parse(endpoint.requests[count]?.body).messages.at(-1)?.content ?? '';
    }

    async function shown(document: vscode.TextDocument, ...selections: vscode.Selection[]): Promise<void> {
      const editor = await vscode.window.showTextDocument(document);
      editor.selections = selections;
    }

    async function shownCue(): Promise<void> {
      const cue = await openCue();
      language = cue.language;
      const { uri } = cue.document;
      // What the editor does for the first time may take it longer than Gloss waits.
      await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
      await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(4, 4));
      await shown(cue.document, new vscode.Selection(4, 0, 5, 36));
    }

    function untitled(content: string): Thenable<vscode.TextDocument> {
      return untitledDocument(content, 'javascript');
    }

    /** Resolves when the editor that has the focus is one of a document. */
    async function whenActive(
      isWanted: (document: vscode.TextDocument) => boolean,
    ): Promise<vscode.TextEditor> {
      const { activeTextEditor } = vscode.window;
      if (activeTextEditor && isWanted(activeTextEditor.document)) return activeTextEditor;
      return new Promise(resolve => {
        const listening = vscode.window.onDidChangeActiveTextEditor(editor => {
          if (!editor || !isWanted(editor.document)) return;
          listening.dispose();
          resolve(editor);
        });
      });
    }

    it('sends the selection and what the editor knows about it, of a document that is read-only', async () => {
      await shownCue();
      assert.strictEqual(
        await asked(),
        `Queue.java:5–6

\`\`\`java
    Response response = Sender.send(file); // sent
    return response.status + jitter;
\`\`\`

What the editor knows about this code:

\`\`\`
Inside:
- class Queue › method upload
int upload(UploadFile file) {

Problems:
- line 6, error: cannot find symbol: jitter
- line 5, warning: Nobody waits.

Types:
- Response response
- static Response send(UploadFile file)

Imports:
- import cue.Sender;
- import cue.Log;
\`\`\`

Explain the attached code in English to a programmer who is new to it. Say first, in one or two sentences, what it does and why it would exist; then how it works, in the order a reader needs it; then what is surprising or risky in it, if anything is. Do not suggest changes.

Explain this code.`,
      );
    });

    it('sends the piece at each cursor for itself, in the order of the document', async () => {
      const document = await untitled('one();\ntwo();\nthree();\n');
      await shown(document, new vscode.Selection(2, 0, 2, 8), new vscode.Selection(0, 0, 0, 6));
      const content = await asked();
      const name = document.uri.path.split('/').at(-1);
      // Between them may stand what the editor's own language server knows by then.
      const pieces = ['1\n\n```javascript\none();\n```\n\n', '3\n\n```javascript\nthree();\n```\n\n'];
      const [first = -1, second = -1] = pieces.map(piece => content.indexOf(`${name}:${piece}`));
      assert.strictEqual(first, 0, content);
      assert.isAbove(second, first, content);
      assert.notInclude(content, 'two();');
    });

    it('sends what is in a diff, from the side that has the focus', async () => {
      const [left, right] = [await untitled('older();\n'), await untitled('newer();\n')];
      await vscode.commands.executeCommand('vscode.diff', left.uri, right.uri);
      for (const [side, document, other] of [
        ['Primary', right, left],
        ['Secondary', left, right],
      ] as const) {
        await vscode.commands.executeCommand(`workbench.action.compareEditor.focus${side}Side`);
        const editor = await whenActive(active => active === document);
        editor.selection = new vscode.Selection(0, 0, 0, 8);
        const content = await asked();
        assert.include(content, document.getText().trim());
        assert.notInclude(content, other.getText().trim());
      }
    });

    it('sends what is in a cell of a notebook', async () => {
      const { Code } = vscode.NotebookCellKind;
      const notebook = await vscode.workspace.openNotebookDocument(
        'jupyter-notebook',
        new vscode.NotebookData([
          new vscode.NotebookCellData(Code, 'first()', 'python'),
          new vscode.NotebookCellData(Code, 'second()', 'python'),
        ]),
      );
      await vscode.window.showNotebookDocument(notebook, {
        selections: [new vscode.NotebookRange(1, 2)],
      });
      await vscode.commands.executeCommand('notebook.cell.edit');
      const cell = notebook.cellAt(1).document;
      const editor = await whenActive(active => active === cell);
      editor.selection = new vscode.Selection(0, 0, 0, 8);
      const content = await asked();
      assert.include(content, '```python\nsecond()\n```');
      assert.notInclude(content, 'first()');
    });

    it('keeps what the editor knows in the conversation, for what is asked next', async () => {
      await shownCue();
      const first = await asked();
      const count = endpoint.requests.length;
      await asked();
      const { messages } = chatBody.parse(endpoint.requests[count]?.body);
      assert.strictEqual(messages[1]?.content, first);
    });
  });
}
