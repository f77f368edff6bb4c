import { assert } from 'chai';
import * as vscode from 'vscode';
import type { BlockAction } from '../../src/chat/protocol.ts';
import type { AssistantTurn } from '../../src/chat/turn.ts';
import { Answers } from '../../src/vscode/answers/answers.ts';
import { ChatSession } from '../../src/vscode/panel/chatSession.ts';
import { Rewrites } from '../../src/vscode/rewrite/rewrites.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';
import { untitledDocument } from './untitledDocument.ts';

/** What is done with the code of an answer, and with the names in it. */
export function answers(): void {
  const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
  if (!workspaceFolder) throw new Error('the sample workspace is not open');
  const folder = vscode.Uri.joinPath(workspaceFolder.uri, 'answered');

  describe('an answer', () => {
    const log = vscode.window.createOutputChannel('Gloss answers test', { log: true });
    const models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });
    const nowhere = vscode.Uri.parse('gloss-nowhere:/');
    const session = new ChatSession(models, new ConversationStore(nowhere, log), log, nowhere);
    const rewrites = new Rewrites(session, log);
    const shown = new Answers(rewrites);
    after(async () => {
      for (const disposable of [rewrites, session, models, log]) disposable.dispose();
      await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
    });
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    const answer = (text: string, more: Partial<AssistantTurn> = {}): AssistantTurn => ({
      role: 'assistant',
      id: crypto.randomUUID(),
      state: 'complete',
      text,
      ...more,
    });

    function act(action: BlockAction, code: string, info = 'ts', before = ''): Promise<void> {
      return shown.actOnBlock(action, answer(`${before}\n\n\`\`\`${info}\n${code}\n\`\`\``), 0);
    }

    async function opened(content: string, options?: vscode.TextEditorOptions): Promise<vscode.TextEditor> {
      const document = await untitledDocument(content, 'typescript');
      const editor = await vscode.window.showTextDocument(document);
      if (options) editor.options = options;
      return editor;
    }

    async function written(name: string, text: string): Promise<vscode.Uri> {
      const uri = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      return uri;
    }

    function inFront(): vscode.TextDocument {
      return vscode.window.activeTextEditor?.document ?? assert.fail('No editor is in front.');
    }

    function changes(): vscode.TabInputTextDiff[] {
      return vscode.window.tabGroups.all
        .flatMap(group => group.tabs)
        .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []));
    }

    describe('has code that', () => {
      it('is inserted as it fits into the line of the cursor, until one undo takes it back', async () => {
        const editor = await opened('f() {\n\t\n}\n', { insertSpaces: false, tabSize: 4 });
        editor.selection = new vscode.Selection(1, 1, 1, 1);
        await act('insert', 'if (a) {\n  b();\n}');
        assert.strictEqual(inFront().getText(), 'f() {\n\tif (a) {\n\t\tb();\n\t}\n}\n');
        await vscode.commands.executeCommand('undo');
        assert.strictEqual(inFront().getText(), 'f() {\n\t\n}\n');
      });

      it('gets the blanks of a document that has those', async () => {
        const editor = await opened('  x\n', { insertSpaces: true, tabSize: 2 });
        editor.selection = new vscode.Selection(0, 2, 0, 2);
        await act('insert', 'a\n\tb');
        assert.strictEqual(inFront().getText(), '  a\n    b\n  x\n');
      });

      it('takes the place of every selection, in one edit', async () => {
        const editor = await opened('one\n  two\nthree\n');
        editor.selections = [new vscode.Selection(0, 0, 0, 3), new vscode.Selection(1, 2, 1, 5)];
        await act('replace', 'a\nb');
        assert.strictEqual(inFront().getText(), 'a\nb\n  a\n  b\nthree\n');
        await vscode.commands.executeCommand('undo');
        assert.strictEqual(inFront().getText(), 'one\n  two\nthree\n');
      });

      it('takes the line breaks of the document', async () => {
        const editor = await opened('\n');
        await editor.edit(builder => builder.setEndOfLine(vscode.EndOfLine.CRLF));
        await act('insert', 'a\nb');
        assert.strictEqual(inFront().getText(), 'a\r\nb\r\n');
      });

      it('is shown as changes to the active file, and applied and undone as one', async () => {
        const before = 'function a() {\n  return 1;\n}\n\nfunction b() {}\n';
        const { document } = await opened(before);
        await act('apply', 'function a(n) {\n    return n;\n}');
        const [change] = changes();
        assert.strictEqual(change?.original.toString(), document.uri.toString());
        const after = before.replace('a()', 'a(n)').replace('return 1', 'return n');
        const proposed = await vscode.workspace.openTextDocument(change?.modified ?? nowhere);
        assert.strictEqual(proposed.getText(), after);
        assert.strictEqual(document.getText(), before);
        await rewrites.applyShown(change?.modified);
        assert.strictEqual(document.getText(), after);
        assert.deepEqual(changes(), []);
        await vscode.commands.executeCommand('undo');
        assert.strictEqual(document.getText(), before);
      });

      it('is shown as changes to the file that it names, whatever is in front', async () => {
        const uri = await written('named.ts', 'let x = 1;\nlet y = 2;\n');
        await opened('let x = 5;\n');
        await act('apply', 'const x = 3;', 'ts', 'In `answered/named.ts`:');
        const [change] = changes();
        assert.strictEqual(change?.original.toString(), uri.toString());
        const proposed = await vscode.workspace.openTextDocument(change?.modified ?? nowhere);
        assert.strictEqual(proposed.getText(), 'const x = 3;\nlet y = 2;\n');
      });

      it('takes the place of the selection in a file that has nothing like it', async () => {
        const editor = await opened('one\n  two\n');
        editor.selection = new vscode.Selection(1, 2, 1, 5);
        await act('apply', 'zwei\ndrei');
        const [change] = changes();
        const proposed = await vscode.workspace.openTextDocument(change?.modified ?? nowhere);
        assert.strictEqual(proposed.getText(), 'one\n  zwei\n  drei\n');
      });

      it('fills a file that is empty', async () => {
        const { document } = await opened('');
        await act('apply', 'let a;');
        await rewrites.applyShown(changes()[0]?.modified);
        assert.strictEqual(document.getText(), 'let a;\n');
      });

      it('opens as a new file in its language', async () => {
        await act('newFile', 'a = 1', 'py');
        assert.strictEqual(inFront().getText(), 'a = 1\n');
        assert.strictEqual(inFront().languageId, 'python');
        assert.strictEqual(inFront().uri.scheme, 'untitled');
        await act('newFile', 'x', 'no-such-language');
        assert.strictEqual(inFront().getText(), 'x\n');
      });

      it('may not be whole, and then goes nowhere', async () => {
        const { document } = await opened('');
        const cut = '```ts\na\n```\n\n```ts\nlet half = `';
        for (const action of ['insert', 'apply', 'newFile', 'terminal'] as const) {
          await shown.actOnBlock(action, answer(cut, { state: 'cut' }), 1);
          await shown.actOnBlock(action, answer(cut, { state: 'streaming' }), 0);
          await shown.actOnBlock(action, answer(cut), 2);
        }
        assert.strictEqual(document.getText(), '');
        assert.deepEqual(changes(), []);
        assert.strictEqual(inFront(), document);
      });
    });

    describe('has a command that', () => {
      let typed = '';
      let terminal: vscode.Terminal;
      before(async () => {
        const written = new vscode.EventEmitter<string>();
        const isOpen = new Promise<void>(resolve => {
          const pty: vscode.Pseudoterminal = {
            onDidWrite: written.event,
            open: () => resolve(),
            close: () => written.dispose(),
            handleInput: data => {
              typed += data;
              heard.fire();
            },
          };
          terminal = vscode.window.createTerminal({ name: 'Gloss test', pty });
        });
        terminal.show();
        await isOpen;
      });
      beforeEach(() => {
        typed = '';
      });
      after(() => {
        terminal.dispose();
        heard.dispose();
      });
      const heard = new vscode.EventEmitter<void>();
      /** Resolves when the terminal has got something since this was called. */
      const input = () => new Promise<void>(resolve => heard.event(() => resolve()));

      it('goes to the terminal as it is typed, without Enter', async () => {
        const hears = input();
        await act('terminal', '# install\nnpm ci \\\n\t--omit dev\n', 'sh');
        await hears;
        assert.strictEqual(typed, 'npm ci --omit dev');
      });

      it('has a sign that cannot be seen, and does not go there', async () => {
        void act('terminal', 'echo \u001b[201~x', 'sh');
        void act('terminal', 'echo a\u202eb', 'sh');
        const hears = input();
        // What comes first would have been heard first.
        await act('terminal', 'echo fine', 'sh');
        await hears;
        assert.strictEqual(typed, 'echo fine');
      });
    });

    describe('has names that', () => {
      let provider: vscode.Disposable;
      before(async () => {
        await written('place.ts', 'one\ntwo\nthree\n');
        await written('twice.ts', '');
        await written('deep/twice.ts', '');
        provider = vscode.languages.registerWorkspaceSymbolProvider({
          provideWorkspaceSymbols: query =>
            [
              { name: 'placed()', container: 'Holder', uri: vscode.Uri.joinPath(folder, 'place.ts') },
              { name: 'placedElsewhere', container: '', uri: vscode.Uri.joinPath(folder, 'place.ts') },
              { name: 'outside', container: '', uri: vscode.Uri.file('/etc/hosts') },
            ]
              .filter(({ name }) => name.startsWith(query))
              .map(
                ({ name, container, uri }) =>
                  new vscode.SymbolInformation(
                    name,
                    vscode.SymbolKind.Method,
                    container,
                    new vscode.Location(uri, new vscode.Range(1, 0, 1, 3)),
                  ),
              ),
        });
      });
      after(() => provider.dispose());

      async function links(text: string): Promise<Record<string, string>> {
        const found = await shown.findLinks(answer(text));
        return Object.fromEntries(found.map(({ text, title }) => [text, title]));
      }

      it('are those of files: by their paths, their ends, and with a line', async () => {
        const text = 'answered/place.ts, `place.ts:2`, `./answered/place.ts#L1-L2` and `other.ts`, README.md';
        assert.deepEqual(await links(text), {
          'answered/place.ts': 'answered/place.ts',
          'place.ts:2': 'answered/place.ts:2',
          './answered/place.ts#L1-L2': 'answered/place.ts:1',
          'README.md': 'README.md',
        });
      });

      it('are absolute, in the workspace only', async () => {
        const inside = vscode.Uri.joinPath(folder, 'place.ts').path;
        assert.deepEqual(await links(`\`${inside}\` and \`/etc/hosts\``), { [inside]: 'answered/place.ts' });
      });

      it('lead out of the workspace, and are no links', async () => {
        const up = `../${workspaceFolder?.name}/answered/place.ts`;
        assert.deepEqual(await links(`\`${up}\` and \`answered/../../x/place.ts\` and \`outside\``), {});
      });

      it('are those of several files', async () => {
        assert.deepEqual(await links('`twice.ts`'), { 'twice.ts': '2 places' });
      });

      it('are those of symbols, in what holds them', async () => {
        assert.deepEqual(await links('`placed`, `Holder.placed()`, `Other.placed` and `place`'), {
          placed: 'answered/place.ts:2',
          'Holder.placed()': 'answered/place.ts:2',
        });
      });

      it('open the place, with its lines selected', async () => {
        const turn = answer('See `place.ts:2-3`.');
        await shown.findLinks(turn);
        await shown.openLink(turn, 'place.ts:2-3');
        assert.strictEqual(vscode.workspace.asRelativePath(inFront().uri), 'answered/place.ts');
        const selection = vscode.window.activeTextEditor?.selection;
        assert.deepEqual([selection?.start.line, selection?.end.line, selection?.end.character], [1, 2, 5]);
      });

      it('are in the answer, or open nothing', async () => {
        const { document } = await opened('x');
        await shown.openLink(answer('See `place.ts`.'), 'answered/twice.ts');
        await shown.openLink(answer('See `place.ts`.'), '/etc/hosts');
        assert.strictEqual(inFront(), document);
      });
    });
  });
}
