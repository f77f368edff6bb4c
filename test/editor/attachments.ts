import { assert } from 'chai';
import * as vscode from 'vscode';
import {
  type Attachable,
  fileAttached,
  folderAttached,
  problemsAttached,
  rangeAttached,
  symbolAttached,
} from '../../src/vscode/attachments/attachable.ts';
import { AttachedStore } from '../../src/vscode/attachments/attached.ts';
import { ComposerHost } from '../../src/vscode/attachments/composerHost.ts';
import { suggestContext, workspaceFiles } from '../../src/vscode/attachments/suggestContext.ts';
import { ChatSession } from '../../src/vscode/panel/chatSession.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { workspaceStorage } from '../../src/vscode/services/workspaceStorage.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** What goes along with a message, as it is read from the workspace and kept until it is sent. */
export function attachments(): void {
  const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
  if (!workspaceFolder) throw new Error('the sample workspace is not open');
  const folder = vscode.Uri.joinPath(workspaceFolder.uri, 'attached');
  const file = (name: string) => vscode.Uri.joinPath(folder, name);

  async function write(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await vscode.workspace.fs.writeFile(file(name), bytes);
    return file(name);
  }

  function textOf(one: Attachable | undefined): string | undefined {
    if (!one || 'picture' in one) return one?.picture.name;
    return 'attachment' in one ? one.attachment.text : one.reason;
  }

  describe('what goes along with a message', () => {
    it('is a file, by its path', async () => {
      const read = await fileAttached(await write('a.ts', 'let a = 1;\n'));
      assert('attachment' in read);
      assert.equal(read.attachment.label, 'attached/a.ts');
      assert.equal(read.attachment.languageId, 'typescript');
      assert.equal(read.attachment.text, 'let a = 1;\n');
      assert.isAbove(read.tokens, 2);
    });

    for (const [why, content, reason] of [
      ['empty', ' \n', 'attached/empty is empty.'],
      ['binary', new Uint8Array([0, 1, 2, 0]), 'attached/binary is no text.'],
      ['too large', new Uint8Array(5_000_001).fill(97), 'attached/too large is too large to send.'],
    ] as const) {
      it(`is no file that is ${why}`, async () => {
        assert.equal(textOf(await fileAttached(await write(why, content))), reason);
      });
    }

    it('is no file that is gone', async () => {
      assert.equal(textOf(await fileAttached(file('gone'))), 'attached/gone is not there any more.');
    });

    it('is a folder with its texts, or with its paths when they are many', async () => {
      await write('few/a.ts', 'a');
      await write('few/deep/b.ts', 'b');
      await write('few/c.bin', new Uint8Array([0]));
      assert.sameMembers((await folderAttached(file('few'))).map(textOf), ['a', 'b']);
      for (let index = 0; index < 21; index++) await write(`many/${index + 10}.ts`, 'x');
      const [list, ...others] = await folderAttached(file('many'));
      assert.isEmpty(others);
      assert(list && 'attachment' in list);
      assert.equal(list.attachment.label, 'attached/many/');
      assert.equal(list.attachment.text.split('\n').length, 21);
      assert.match(list.attachment.text, /^10\.ts\n11\.ts\n/);
    });

    it('is what the editor complains of, the worst first', async () => {
      const uri = await write('wrong.txt', 'one\ntwo\n');
      const collection = vscode.languages.createDiagnosticCollection('gloss-test');
      const problem = (line: number, message: string, severity: vscode.DiagnosticSeverity) =>
        Object.assign(new vscode.Diagnostic(new vscode.Range(line, 0, line, 3), message, severity), {
          source: 'lint',
          code: 'E1',
        });
      collection.set(uri, [
        problem(0, 'could be better', vscode.DiagnosticSeverity.Warning),
        problem(1, 'is wrong', vscode.DiagnosticSeverity.Error),
        problem(1, 'by the way', vscode.DiagnosticSeverity.Hint),
      ]);
      assert.equal(
        textOf(await problemsAttached(uri)),
        'attached/wrong.txt:2:1: error: is wrong (lint E1)\nattached/wrong.txt:1:1: warning: could be better (lint E1)',
      );
      assert.equal(
        textOf(await problemsAttached(uri, new vscode.Range(0, 1, 0, 1))),
        'attached/wrong.txt:1:1: warning: could be better (lint E1)',
      );
      collection.dispose();
      assert.isUndefined(await problemsAttached(uri));
    });

    it('is a symbol with the whole of its declaration', async () => {
      const uri = await write('symbol.glossymbol', 'class A {\n  b() {\n    return 1;\n  }\n}\n');
      const provider = vscode.languages.registerDocumentSymbolProvider(
        { pattern: '**/*.glossymbol' },
        {
          provideDocumentSymbols() {
            const { Class, Method } = vscode.SymbolKind;
            const a = new vscode.DocumentSymbol(
              'A',
              '',
              Class,
              new vscode.Range(0, 0, 4, 1),
              new vscode.Range(0, 6, 0, 7),
            );
            a.children = [
              new vscode.DocumentSymbol(
                'b',
                '',
                Method,
                new vscode.Range(1, 2, 3, 3),
                new vscode.Range(1, 2, 1, 3),
              ),
            ];
            return [a];
          },
        },
      );
      const named = new vscode.Location(uri, new vscode.Range(1, 2, 1, 3));
      const read = await symbolAttached(
        new vscode.SymbolInformation('b', vscode.SymbolKind.Method, 'A', named),
      );
      provider.dispose();
      assert.equal(textOf(read), 'b() {\n    return 1;\n  }');
      assert('attachment' in read);
      assert.equal(read.attachment.detail, '2–4');
    });

    it('is suggested by what has been typed: files by their names first, then by their paths; folders', async () => {
      await write('queue/other.txt', 'x');
      await write('the-queue.txt', 'x');
      const found = await suggestContext('QUEUE', workspaceFiles);
      const labels = found.map(({ label }) => label);
      assert.includeMembers(labels, ['the-queue.txt', 'other.txt', 'queue/']);
      assert.isBelow(labels.indexOf('the-queue.txt'), labels.indexOf('other.txt'));
      assert.isBelow(labels.indexOf('other.txt'), labels.indexOf('queue/'));
      const other = found.find(({ label }) => label === 'other.txt');
      assert.equal(textOf((await other?.read())?.[0]), 'x');
    });
  });

  describe('what is to go along', () => {
    const globalStorage = vscode.Uri.joinPath(workspaceFolder.uri, 'attached-storage');
    const log = vscode.window.createOutputChannel('Gloss attachments test', { log: true });
    const store = () => new AttachedStore(globalStorage, log);
    after(async () => {
      log.dispose();
      await vscode.workspace.fs.delete(folder, { recursive: true });
      await vscode.workspace.fs.delete(globalStorage, { recursive: true });
    });

    async function range(text: string) {
      const document = await vscode.workspace.openTextDocument(await write(`${text}.txt`, text));
      return rangeAttached(document, new vscode.Range(0, 0, 0, text.length));
    }

    it('is there again in the next window, each once, until it is sent', async () => {
      const first = store();
      const [one, two] = [await range('one'), await range('two')];
      assert.equal(await first.add('c1', [one, two]), 2);
      assert.equal(await first.add('c1', [one]), 0);
      await first.written();
      const next = store();
      await next.restore('c1');
      assert.deepEqual(
        next.of('c1').map(({ attachment }) => attachment.text),
        ['one', 'two'],
      );
      assert.isEmpty(next.of('c2'));
      const { attachments, sent } = await next.take('c1');
      assert.equal(attachments.length, 2);
      assert.isEmpty(next.of('c1'));
      sent();
      await next.written();
      const last = store();
      await last.restore('c1');
      assert.isEmpty(last.of('c1'));
    });

    it('stays on disk until the question is there', async () => {
      const onDisk: (readonly string[])[] = [];
      async function look(): Promise<void> {
        const next = store();
        await next.restore(conversation.id);
        onDisk.push(next.of(conversation.id).map(({ attachment }) => attachment.text));
      }
      class Watched extends ConversationStore {
        override async append(...args: Parameters<ConversationStore['append']>): Promise<boolean> {
          const isKept = await super.append(...args);
          await look();
          return isKept;
        }
      }
      const keys = new Keys(secretStorage());
      keys.ask = async () => undefined;
      const models = new Models({ keys, memory: emptyModelMemory(), log });
      const session = new ChatSession(models, new Watched(globalStorage, log), log, globalStorage);
      await session.restore();
      const { conversation } = session;
      const attached = store();
      await attached.add(conversation.id, [await range('three')]);
      await attached.written();
      await new ComposerHost(session, attached, models, globalStorage).send('Why?');
      await attached.written();
      await look();
      assert.deepEqual(onDisk[0], ['three'], 'when the question has come to the disk');
      assert.deepEqual(onDisk.at(-1), []);
      const [question] = session.conversation.turns;
      assert(question?.role === 'user');
      assert.equal(question.attachments[0]?.text, 'three');
      for (const disposable of [session, models, attached]) disposable.dispose();
    });

    it('stays on disk for as long as the question cannot be there', async () => {
      const keys = new Keys(secretStorage());
      keys.ask = async () => undefined;
      const models = new Models({ keys, memory: emptyModelMemory(), log });
      const session = new ChatSession(models, new ConversationStore(globalStorage, log), log, globalStorage);
      await session.newChat();
      const { id } = session.conversation;
      const onDisk = async () => {
        await attached.written();
        const next = store();
        await next.restore(id);
        return next.of(id).map(({ attachment }) => attachment.text);
      };
      const inItsPlace = vscode.Uri.joinPath(
        await workspaceStorage(globalStorage),
        'conversations',
        `${id}.jsonl`,
      );
      await vscode.workspace.fs.createDirectory(inItsPlace);
      const attached = store();
      await attached.add(id, [await range('four')]);
      await new ComposerHost(session, attached, models, globalStorage).send('Why?');
      assert.deepEqual(await onDisk(), ['four']);
      await vscode.workspace.fs.delete(inItsPlace);
      await session.mark(id, { type: 'title', title: 'There is room' });
      assert.isEmpty(await onDisk());
      for (const disposable of [session, models, attached]) disposable.dispose();
    });

    it('is nothing when its file makes no sense', async () => {
      const first = store();
      await first.add('c3', [await range('one')]);
      await first.written();
      const [folder] = await vscode.workspace.findFiles(
        new vscode.RelativePattern(globalStorage, '**/c3.json'),
        null,
      );
      assert(folder);
      await vscode.workspace.fs.writeFile(folder, new TextEncoder().encode('[{"id":1}]'));
      const next = store();
      await next.restore('c3');
      assert.isEmpty(next.of('c3'));
    });
  });
}
