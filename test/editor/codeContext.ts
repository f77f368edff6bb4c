import { assert } from 'chai';
import * as vscode from 'vscode';
import { contextText } from '../../src/tasks/contextText.ts';
import { codeContext } from '../../src/vscode/tasks/codeContext.ts';
import { cueSource, openCue } from './cueLanguage.ts';

const never = new AbortController().signal;

export function codeFacts(): void {
  describe('what the editor knows about code', () => {
    let language: vscode.Disposable | undefined;
    afterEach(() => {
      language?.dispose();
      language = undefined;
    });

    async function opened(provided: Parameters<typeof openCue>[0] = {}): Promise<vscode.TextDocument> {
      const cue = await openCue(provided);
      language = cue.language;
      return cue.document;
    }

    it('is its symbols, its problems, its types, and the imports, those it uses first', async () => {
      const document = await opened();
      assert.deepEqual(await codeContext(document, linesFrom('Response response', 'return'), never), {
        path: ['class Queue', 'method upload'],
        signature: 'int upload(UploadFile file) {',
        problems: [
          { line: 6, severity: 'error', message: 'cannot find symbol:\n  jitter' },
          { line: 5, severity: 'warning', message: 'Nobody waits.' },
        ],
        types: ['Response response', 'static Response send(UploadFile file)'],
        imports: ['import cue.Sender;', 'import cue.Log;'],
      });
    });

    it('has no signature that is selected anyway', async () => {
      const context = await codeContext(await opened(), linesFrom('int upload', '  }'), never);
      assert.deepEqual(context.path, ['class Queue', 'method upload'], 'whatever the margins');
      assert.strictEqual(context.signature, '');
    });

    it('has no imports that are selected anyway', async () => {
      const context = await codeContext(await opened(), new vscode.Range(0, 0, 1, 0), never);
      assert.deepEqual(context.imports, ['import cue.Sender;']);
    });

    it('is what came in time; the rest is not waited for', async () => {
      const tooLate = new AbortController();
      const document = await opened({
        symbols: () => {
          tooLate.abort();
          return new Promise(() => {});
        },
      });
      const context = await codeContext(document, linesFrom('Response response', 'return'), tooLate.signal);
      assert.deepEqual(context.path, []);
      assert.strictEqual(context.problems.length, 2);
    });

    it('is what is left when a language server fails', async () => {
      const document = await opened({
        symbols: () => {
          throw new Error('The server is gone.');
        },
      });
      const context = await codeContext(document, linesFrom('Response response', 'return'), never);
      assert.deepEqual(context.path, []);
      assert.include(context.types, 'Response response');
    });

    it('is nothing for a text of which nobody knows anything', async () => {
      const document = await vscode.workspace.openTextDocument({ content: 'Words.', language: 'plaintext' });
      const context = await codeContext(document, new vscode.Range(0, 0, 0, 6), never);
      assert.strictEqual(await contextText(context, 1000), undefined);
    });
  });
}

/** From the line that has the first text to the line that has the second, whole. */
function linesFrom(first: string, last: string): vscode.Range {
  const lines = cueSource.split('\n');
  const start = lines.findIndex(line => line.includes(first));
  const end = lines.findIndex((line, index) => index >= start && line.includes(last));
  return new vscode.Range(start, 0, end, lines[end]?.length ?? 0);
}
