import { assert } from 'chai';
import * as vscode from 'vscode';
import type { CardTurn } from '../../src/chat/conversation.ts';
import type { Attachment } from '../../src/chat/turn.ts';
import { originDocument } from '../../src/vscode/services/originDocument.ts';
import { tagAction } from '../../src/vscode/tags/tagAction.ts';
import { tagActions } from '../../src/vscode/tags/tagActions.ts';
import { commentChanges, frontMatterChanges } from '../../src/vscode/tags/tagDestinations.ts';
import { changeFileTags, tagsFileUri } from '../../src/vscode/tags/tagsFileOf.ts';
import { TagTree } from '../../src/vscode/tags/tagTree.ts';
import { DocumentTokens } from '../../src/vscode/translate/documentTokens.ts';

const code = '#!/usr/bin/env node\nlet a = 1;\n  function f() {}\nconst b = `\ntext\n`;\n';

/** Where tags go, and the tree of them, in real documents and files. */
export function tags(): void {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error('the sample workspace is not open');
  const workspaceFolder = first;
  const extension = vscode.extensions.getExtension('gloss.gloss');
  if (!extension) throw new Error('Gloss is not installed');
  const tokens = new DocumentTokens(extension.extensionUri);
  const log = vscode.window.createOutputChannel('Gloss tags test', { log: true });
  const folder = vscode.Uri.joinPath(workspaceFolder.uri, 'tagged');
  const tagsFile = tagsFileUri(workspaceFolder);
  const at = (name: string) => vscode.Uri.joinPath(folder, name);

  async function write(uri: vscode.Uri, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }

  async function read(uri: vscode.Uri): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  }

  let files = 0;

  /** A file of its own: the editor keeps the text of one that was deleted for a while. */
  async function opened(extension: string, text: string): Promise<vscode.TextDocument> {
    files += 1;
    const uri = at(`${files}.${extension}`);
    await write(uri, text);
    return vscode.workspace.openTextDocument(uri);
  }

  function attachmentOf(document: vscode.TextDocument, text: string): Attachment {
    const { line, character } = document.positionAt(document.getText().indexOf(text));
    return {
      label: 'a.ts',
      detail: '1',
      languageId: document.languageId,
      text,
      origin: { uri: document.uri.toString(), start: { line, character } },
    };
  }

  function turnOf(...tagged: { attachment: Attachment; tags: string[] }[]): CardTurn {
    return {
      question: {
        role: 'user',
        id: '1',
        text: 'Generate Tags',
        attachments: tagged.map(({ attachment }) => attachment),
      },
      cards: tagged.map(({ tags }) => ({ kind: 'tags', tags, fromVocabulary: false })),
    };
  }

  async function removed(uri: vscode.Uri): Promise<void> {
    await vscode.workspace.fs.delete(uri, { recursive: true }).then(undefined, () => undefined);
  }

  async function tidy(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await removed(folder);
    await removed(tagsFile);
  }

  describe('tags are put', () => {
    afterEach(tidy);
    after(() => tokens.dispose());

    it('above each selection in one edit, which one undo takes back', async () => {
      const document = await opened('ts', code);
      await vscode.window.showTextDocument(document);
      const turn = turnOf(
        { attachment: attachmentOf(document, 'let a = 1;'), tags: ['one', 'two'] },
        { attachment: attachmentOf(document, 'function f() {}'), tags: ['three'] },
      );
      await tagAction('insertComment', turn, { tokens });
      assert.strictEqual(
        document.getText(),
        '#!/usr/bin/env node\n// Tags: one, two\nlet a = 1;\n  // Tags: three\n  function f() {}\nconst b = `\ntext\n`;\n',
      );
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), code);
    });

    it('where the file’s tags are already', async () => {
      const document = await opened('ts', code);
      const whole = { attachment: attachmentOf(document, code), tags: ['one'] };
      await tagAction('insertComment', turnOf(whole), { tokens });
      await tagAction('insertComment', turnOf({ ...whole, tags: ['two'] }), { tokens });
      const again = { attachment: attachmentOf(document, document.getText()), tags: ['three'] };
      await tagAction('insertComment', turnOf(again), { tokens });
      assert.strictEqual(document.getText(), code.replace('let a', '// Tags: three\nlet a'));
    });

    it('where the text has moved to, although its document was closed', async () => {
      const document = await opened('ts', code);
      const turn = turnOf({ attachment: attachmentOf(document, 'function f() {}'), tags: ['one'] });
      await write(document.uri, `let c;\n${code.slice(20)}`);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await tagAction('insertComment', turn, { tokens });
      assert.include(document.getText(), '\n  // Tags: one\n  function f() {}\n');
    });

    it('not where the text is gone, there twice, or no comment can be: then no other is written either', async () => {
      const document = await opened('ts', 'let a;\nlet b;\nlet b;\nconst c = `\ntext\n`;\n');
      const piece = attachmentOf(document, 'let a;');
      const start = { line: 9, character: 0 };
      const elsewhere = { uri: document.uri.toString(), start };
      const rows = [
        [{ ...piece, text: 'let d;' }, 'moved'],
        [{ ...piece, text: 'let b;', origin: elsewhere }, 'moved'],
        [attachmentOf(document, 'text'), 'noComment'],
      ] as const;
      for (const [attachment, why] of rows) {
        const tagged = [
          { attachment: piece, tags: ['one'] },
          { attachment, tags: ['two'] },
        ];
        assert.strictEqual(await commentChanges(tokens, document, tagged), why);
      }
    });

    it('into the front matter of Markdown, all of its selections’ together', async () => {
      const document = await opened('md', '---\ntitle: x\n---\n\nOne.\n\nTwo.\n');
      const turn = turnOf(
        { attachment: attachmentOf(document, 'One.'), tags: ['one', 'both'] },
        { attachment: attachmentOf(document, 'Two.'), tags: ['both', 'two'] },
      );
      await tagAction('insertFrontMatter', turn, { tokens });
      assert.strictEqual(
        document.getText(),
        '---\ntitle: x\ntags:\n  - one\n  - both\n  - two\n---\n\nOne.\n\nTwo.\n',
      );
    });

    it('not into TOML', async () => {
      const document = await opened('md', '+++\ntitle = "x"\n+++\n');
      assert.strictEqual(await frontMatterChanges(document, []), 'noFrontMatter');
    });

    it('not into what is gone, closed for good, or cannot be written to', async () => {
      assert.strictEqual(await originDocument(at('none.ts')), 'gone');
      assert.strictEqual(await originDocument(vscode.Uri.parse('untitled:Untitled-77')), 'gone');
      const scheme = 'gloss-tags-test';
      const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: () => 'shown only',
      });
      assert.strictEqual(await originDocument(vscode.Uri.parse(`${scheme}:/a.ts`)), 'readOnly');
      provider.dispose();
    });

    it('not into a file that is deleted, though the editor still has its document', async () => {
      const uri = at('deleted.ts');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(code));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.strictEqual(await originDocument(uri), document);
      await vscode.workspace.fs.delete(uri);
      assert.strictEqual(await originDocument(uri), 'gone');
    });

    it('to the clipboard as CSV, with their paths', async () => {
      const document = await opened('ts', code);
      const turn = turnOf({ attachment: attachmentOf(document, 'let a = 1;'), tags: ['one', '=two'] });
      await tagAction('copyCsv', turn, { tokens });
      const path = vscode.workspace.asRelativePath(document.uri);
      assert.strictEqual(
        await vscode.env.clipboard.readText(),
        `file,tag\r\n${path},one\r\n${path},'=two\r\n`,
      );
    });

    it('only where that makes sense', () => {
      const actions = (languageId: string, uri?: vscode.Uri) => {
        const origin = uri && { uri: uri.toString(), start: { line: 0, character: 0 } };
        return tagActions([{ label: '', detail: '', languageId, text: 'a', ...(origin ? { origin } : {}) }]);
      };
      const copies = ['copy', 'copyCsv'];
      const { parse } = vscode.Uri;
      assert.deepEqual(actions('typescript', at('a')), ['insertComment', 'saveTags', ...copies]);
      assert.deepEqual(actions('markdown', at('a')), [
        'insertFrontMatter',
        'insertComment',
        'saveTags',
        ...copies,
      ]);
      assert.deepEqual(actions('json', at('a')), ['saveTags', ...copies]);
      assert.deepEqual(actions('python', parse('untitled:Untitled-1')), ['insertComment', ...copies]);
      assert.deepEqual(actions('markdown', parse('vscode-notebook-cell:/a#1')), ['insertComment', ...copies]);
      assert.deepEqual(actions('python', parse('git:/a.py')), copies);
      assert.deepEqual(actions('python'), copies);
    });
  });

  describe('saved tags', () => {
    afterEach(tidy);

    it('are in the folder’s tags file, by path', async () => {
      const document = await opened('ts', code);
      const turn = turnOf(
        { attachment: attachmentOf(document, 'let a = 1;'), tags: ['one'] },
        { attachment: attachmentOf(document, 'function f() {}'), tags: ['one', 'two'] },
      );
      await tagAction('saveTags', turn, { tokens });
      assert.deepEqual(JSON.parse(await read(tagsFile)), {
        version: 1,
        files: { [`tagged/${files}.ts`]: ['one', 'two'] },
      });
    });

    async function hasText(document: vscode.TextDocument, text: RegExp): Promise<void> {
      if (text.test(document.getText())) return;
      await new Promise<void>(resolve => {
        const listening = vscode.workspace.onDidChangeTextDocument(() => {
          if (!text.test(document.getText())) return;
          listening.dispose();
          resolve();
        });
      });
    }

    it('go to the file on disk even if it is open, and wait while it is being edited', async () => {
      await changeFileTags(workspaceFolder, new Map([['a', ['x']]]));
      const document = await vscode.workspace.openTextDocument(tagsFile);
      await changeFileTags(workspaceFolder, new Map([['b', ['y']]]));
      assert.deepEqual(JSON.parse(await read(tagsFile)).files, { a: ['x'], b: ['y'] });
      const editor = await vscode.window.showTextDocument(document);
      // An edit of what the editor is about to read anew is refused.
      await hasText(document, /"b": /);
      assert.isTrue(await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '// mine\n')));
      await changeFileTags(workspaceFolder, new Map([['c', ['z']]]));
      assert.isTrue(document.isDirty);
      assert.match(document.getText(), /^\/\/ mine\n[\s\S]*"c": /);
    });

    it('never overwrite a file that is not in their form', async () => {
      for (const broken of ['{ "version": 1, "files": {', '[]', '{"version":2}']) {
        await write(tagsFile, broken);
        assert.strictEqual(await changeFileTags(workspaceFolder, new Map([['a', ['x']]])), 'broken');
        assert.strictEqual(await read(tagsFile), broken);
        await tidy();
      }
    });
  });

  describe('the tree of tags', () => {
    let tree: TagTree;
    let changed: vscode.EventEmitter<void>;
    beforeEach(async () => {
      const told = isTold(folder);
      await write(at('a.ts'), '// Tags: here, both\n');
      await write(at('sub/b.md'), '---\ntags: [both]\n---\n');
      // The tree looks into a folder it is told of. Were that while a test runs, it could find a file of which the
      // editor then tells nothing, as it does of one that is made and deleted within its 75 ms of collecting.
      await told;
      await write(tagsFile, '{"version":1,"files":{"tagged/sub/b.md":["saved"]}}');
      changed = new vscode.EventEmitter();
      tree = new TagTree(() => changed.fire(), log);
    });
    afterEach(async () => {
      tree.dispose();
      changed.dispose();
      await tidy();
    });
    after(() => log.dispose());

    /** Resolves when the editor tells that this is there, or has changed. */
    async function isTold(uri: vscode.Uri): Promise<void> {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(workspaceFolder, '*'),
      );
      await new Promise<void>(resolve => {
        const note = (event: vscode.Uri) => event.path === uri.path && resolve();
        watcher.onDidCreate(note);
        watcher.onDidChange(note);
      });
      watcher.dispose();
    }

    /** As `tag: file, file`, with the files' paths. */
    async function shown(filter = ''): Promise<string[]> {
      return (await tree.tags(filter)).map(item => {
        const files = tree.filesOf(item).map(({ resourceUri }) => resourceUri?.path.split('/tagged/')[1]);
        return `${item.label}: ${files.join(', ')}`;
      });
    }

    /** Resolves when the tree shows this, by itself. */
    async function shows(expected: string[]): Promise<void> {
      for (;;) {
        const next = new Promise<void>(resolve => {
          const listening = changed.event(() => {
            listening.dispose();
            resolve();
          });
        });
        if (JSON.stringify(await shown()) === JSON.stringify(expected)) return;
        await next;
      }
    }

    it('has what stands in comments, in front matter and in the tags file', async () => {
      assert.deepEqual(await shown(), ['both: a.ts, sub/b.md', 'here: a.ts', 'saved: sub/b.md']);
      assert.deepEqual(await shown('E'), ['here: a.ts', 'saved: sub/b.md']);
      const [, here] = await tree.tags('');
      const [file] = here ? tree.filesOf(here) : [];
      assert.strictEqual(here?.description, '(1)');
      assert.strictEqual(file?.command?.command, 'vscode.open');
      assert.strictEqual(String(file?.command?.arguments?.[0]), at('a.ts').toString());
    });

    it('leaves out what the user keeps out of searches', async () => {
      await write(at('node_modules/x.ts'), '// Tags: foreign\n');
      tree.refresh();
      assert.notInclude((await shown()).join(), 'foreign');
    });

    it('leaves out binary files', async () => {
      await write(at('x.bin'), '\0\n// Tags: binary\n');
      tree.refresh();
      assert.notInclude((await shown()).join(), 'binary');
    });

    it('follows what is written, made and deleted', async () => {
      await shown();
      await write(at('a.ts'), '// Tags: other\n');
      await shows(['both: sub/b.md', 'other: a.ts', 'saved: sub/b.md']);
      await write(at('new [1].py'), '# Tags: new\n');
      await shows(['both: sub/b.md', 'new: new [1].py', 'other: a.ts', 'saved: sub/b.md']);
      await vscode.workspace.fs.delete(at('new [1].py'));
      await shows(['both: sub/b.md', 'other: a.ts', 'saved: sub/b.md']);
    });

    it('and the tags file follow a file that moves', async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(at('sub/b.md'), at('c.md'));
      assert.isTrue(await vscode.workspace.applyEdit(edit));
      await shows(['both: a.ts, c.md', 'here: a.ts', 'saved: c.md']);
      assert.deepEqual(JSON.parse(await read(tagsFile)).files, { 'tagged/c.md': ['saved'] });
    });

    it('and the tags file follow a file that moves on before its tags have come', async () => {
      const names = ['sub/b.md', 'c.md', 'd.md', 'e.md'];
      for (const [index, to] of names.slice(1).entries()) {
        const edit = new vscode.WorkspaceEdit();
        edit.renameFile(at(names[index] ?? ''), at(to));
        assert.isTrue(await vscode.workspace.applyEdit(edit));
      }
      await shows(['both: a.ts, e.md', 'here: a.ts', 'saved: e.md']);
      assert.deepEqual(JSON.parse(await read(tagsFile)).files, { 'tagged/e.md': ['saved'] });
    });

    it('and the tags file follow a folder that moves, and one that is deleted', async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(at('sub'), at('moved'));
      assert.isTrue(await vscode.workspace.applyEdit(edit));
      await shows(['both: a.ts, moved/b.md', 'here: a.ts', 'saved: moved/b.md']);
      const deletion = new vscode.WorkspaceEdit();
      deletion.deleteFile(at('moved'), { recursive: true });
      assert.isTrue(await vscode.workspace.applyEdit(deletion));
      await shows(['both: a.ts', 'here: a.ts']);
      assert.deepEqual(JSON.parse(await read(tagsFile)).files, {});
    });

    it('does without a tags file that is broken, until it is mended', async () => {
      await shown();
      await write(tagsFile, '{"version":1,');
      await shows(['both: a.ts, sub/b.md', 'here: a.ts']);
      await write(tagsFile, '{"version":1,"files":{"tagged/a.ts":["mended"]}}');
      await shows(['both: a.ts, sub/b.md', 'here: a.ts', 'mended: a.ts']);
    });
  });
}
