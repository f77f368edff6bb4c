import { assert } from 'chai';
import * as vscode from 'vscode';
import { builtInTools } from '../../src/tools/builtInTools.ts';
import { workspaceView } from '../../src/vscode/tools/workspaceView.ts';

/** What a model may look at by itself, in the workspace that is open. */
export function tools(): void {
  const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
  if (!workspaceFolder) throw new Error('the sample workspace is not open');
  const folder = vscode.Uri.joinPath(workspaceFolder.uri, 'looked');
  const file = (name: string) => vscode.Uri.joinPath(folder, name);

  async function write(name: string, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
  }

  async function call(name: string, args: Record<string, unknown>): Promise<string> {
    const prepared = builtInTools.find(tool => tool.name === name)?.prepare(args);
    assert(prepared && 'run' in prepared, name);
    return prepared.run(workspaceView, new AbortController().signal);
  }

  const read = (path: string, firstLine: number | null = null, lastLine: number | null = null) =>
    call('read_file', { path, firstLine, lastLine });
  const search = (text: string, args: Record<string, unknown> = {}) =>
    call('search_text', { text, glob: 'looked/', caseSensitive: null, wholeWord: null, ...args });

  describe('what a model may look at by itself', () => {
    const disposables: vscode.Disposable[] = [];
    beforeEach(async () => {
      await write('.gitignore', 'dist/\n');
      await write('dist/a.cue', 'class Built\n');
      await write('a.cue', 'class Queue\r\n  method upload\r\n');
      await write('deep/b.cue', 'Upload and upload\n');
      await write('.env', 'UPLOAD=1\n');
      await write('binary', 'upload\0');
    });
    afterEach(async () => {
      for (const disposable of disposables.splice(0)) disposable.dispose();
      await vscode.workspace.fs.delete(folder, { recursive: true });
    });

    it('is the sample workspace', async () => {
      const paths = (await call('list_files', { glob: null })).split('\n');
      for (const path of ['README.md', 'src/queue.ts', 'src/report.py', 'styles.css'])
        assert.include(paths, path);
      assert.strictEqual(
        await read('src/queue.ts', 1, 4),
        '1\texport interface UploadFile {\n2\t  name: string;\n3\t  content: Blob;\n4\t}',
      );
      assert.match(
        await search('uploadwithretry', { glob: '*.ts' }),
        /^src\/queue\.ts:16: export async function upload/m,
      );
    });

    it('is what searches look into, and nothing private', async () => {
      const listed = await call('list_files', { glob: 'looked/' });
      assert.strictEqual(listed, 'looked/.gitignore\nlooked/a.cue\nlooked/binary\nlooked/deep/b.cue');
      assert.strictEqual(
        await call('list_files', { glob: '*.{cue,none}' }),
        'looked/a.cue\nlooked/deep/b.cue',
      );
      assert.strictEqual(
        await search('upload'),
        'looked/a.cue:2: method upload\nlooked/deep/b.cue:1: Upload and upload',
      );
      assert.match(await read('looked/.env'), /private/);
      assert.match(await read('looked/binary'), /no text/);
    });

    it('is a file as it is in the editor', async () => {
      const document = await vscode.workspace.openTextDocument(file('a.cue'));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(1, 0), '  field unsaved\n');
      await vscode.workspace.applyEdit(edit);
      assert.strictEqual(
        await read('looked/a.cue'),
        '1\tclass Queue\n2\t  field unsaved\n3\t  method upload',
      );
      assert.strictEqual(await search('UNSAVED'), 'looked/a.cue:2: field unsaved');
      await document.save();
    });

    it('is nothing outside, nor nothing at all', async () => {
      for (const path of ['../looked', '/etc/passwd', 'file:///etc/passwd', 'looked/../../x', 'C:\\x']) {
        assert.match(await read(path), /no path in the workspace/);
      }
      for (const path of ['looked', 'looked/gone', 'looked/a.cue/b']) {
        assert.strictEqual(await read(path), `There is no file ${path} in the workspace.`);
      }
    });

    it('is what is declared in a file', async () => {
      // One that was open before says what it said then, until the editor hears of the change.
      await write('declared.cue', 'class Queue\r\n  method upload\r\n');
      const { Class, Method } = vscode.SymbolKind;
      disposables.push(
        vscode.languages.registerDocumentSymbolProvider(
          { pattern: '**/looked/declared.cue' },
          {
            provideDocumentSymbols() {
              const all = new vscode.Range(0, 0, 1, 15);
              const queue = new vscode.DocumentSymbol('Queue', '', Class, all, new vscode.Range(0, 6, 0, 11));
              const upload = new vscode.Range(1, 2, 1, 15);
              queue.children = [new vscode.DocumentSymbol('upload', '', Method, upload, upload)];
              return [queue];
            },
          },
        ),
      );
      assert.strictEqual(
        await call('document_symbols', { path: 'looked/declared.cue' }),
        'class Queue 1-2\n  method upload 2',
      );
      assert.match(await call('document_symbols', { path: 'looked/.env' }), /private/);
    });

    it('is where something is declared, in the workspace', async () => {
      const outside = workspaceFolder.uri.with({ path: `${workspaceFolder.uri.path}-other/a.cue` });
      disposables.push(
        vscode.languages.registerWorkspaceSymbolProvider({
          provideWorkspaceSymbols: query =>
            [file('a.cue'), outside, file('.env'), file('gone.cue')].map(
              uri =>
                new vscode.SymbolInformation(
                  query,
                  vscode.SymbolKind.Method,
                  '',
                  new vscode.Location(uri, new vscode.Position(1, 2)),
                ),
            ),
        }),
      );
      assert.strictEqual(await call('find_symbol', { name: 'looked4' }), 'method looked4 looked/a.cue:2');
    });

    it('is what the editor complains of', async () => {
      const collection = vscode.languages.createDiagnosticCollection('gloss-test-tools');
      disposables.push(collection);
      const { Warning } = vscode.DiagnosticSeverity;
      const problem = new vscode.Diagnostic(new vscode.Range(1, 2, 1, 8), 'is too\n  slow', Warning);
      collection.set(file('a.cue'), [Object.assign(problem, { source: 'cue', code: 'C1' })]);
      collection.set(file('.env'), [problem]);
      const line = 'looked/a.cue:2:3: warning: is too slow (cue C1)';
      assert.strictEqual(await call('diagnostics', { path: 'looked/a.cue' }), line);
      const all = await call('diagnostics', { path: null });
      assert.include(all.split('\n'), line);
      assert.notInclude(all, '.env');
    });
  });
}
