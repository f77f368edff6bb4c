import { assert } from 'chai';
import * as vscode from 'vscode';
import type { TranslationTest } from './translationTest.ts';

/** Translations of other texts than the comments of a file. */
export function translationsByKind(test: TranslationTest): void {
  const { folder, set, opened, undo, answer } = test;

  describe('of a notebook', () => {
    let cells: vscode.TextDocument[];
    beforeEach(async () => {
      const { Code, Markup } = vscode.NotebookCellKind;
      const notebook = await vscode.workspace.openNotebookDocument(
        'jupyter-notebook',
        new vscode.NotebookData([
          new vscode.NotebookCellData(Code, '# eins\na = 1\n', 'python'),
          new vscode.NotebookCellData(Markup, '# Ein Titel\n', 'markdown'),
          new vscode.NotebookCellData(Code, 'b = 2\n', 'python'),
          new vscode.NotebookCellData(Code, 'let c; // zwei\n', 'typescript'),
        ]),
      );
      await vscode.window.showNotebookDocument(notebook);
      cells = notebook.getCells().map(({ document }) => document);
    });
    const texts = () => cells.map(cell => cell.getText());

    it('are of all its cells, by one request, and one undo each', async () => {
      const before = texts();
      const sent = test.endpoint.requests.length;
      await test.translating.translateAll();
      assert.deepEqual(texts(), [
        '# [Esperanto] eins\na = 1\n',
        '# Ein Titel\n',
        'b = 2\n',
        'let c; // [Esperanto] zwei\n',
      ]);
      assert.strictEqual(test.endpoint.requests.length, sent + 1);
      for (const command of ['notebook.focusTop', 'notebook.focusBottom']) {
        await vscode.commands.executeCommand(command);
        await vscode.commands.executeCommand('notebook.cell.edit');
        await undo();
        await vscode.commands.executeCommand('notebook.cell.quitEdit');
      }
      assert.deepEqual(texts(), before);
    });

    it('are of its prose, too, if that is wanted', async () => {
      await set('translate.markdown', true);
      await test.translating.translateAll();
      await set('translate.markdown', undefined);
      assert.strictEqual(cells[1]?.getText(), '# [Esperanto] Ein Titel\n');
    });

    it('are shown as changes of each cell, the first one’s in front', async () => {
      await set('translate.preview', 'files');
      const before = texts();
      await test.translating.translateAll(cells[3]);
      await set('translate.preview', 'never');
      assert.deepEqual(texts(), before);
      await test.translating.previews.applyAll(undefined);
      assert.strictEqual(cells[0]?.getText(), '# [Esperanto] eins\na = 1\n');
      assert.strictEqual(cells[3]?.getText(), before[3]);
      await test.translating.previews.applyAll(undefined);
      assert.strictEqual(cells[3]?.getText(), 'let c; // [Esperanto] zwei\n');
    });

    it('never are of its file, in which code is text', async () => {
      await set('translate.strings', true);
      const content = JSON.stringify({ cells: [{ source: ['print("Zwei Worte")'] }] });
      const file = vscode.Uri.joinPath(folder, 'raw.ipynb');
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
      await vscode.window.showTextDocument(file);
      const sent = test.endpoint.requests.length;
      await test.translating.translateAll();
      await set('translate.strings', undefined);
      await vscode.workspace.fs.delete(file);
      assert.strictEqual(test.endpoint.requests.length, sent);
    });
  });

  describe('of strings', () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
      "import a from 'zwei Worte';\n// eins\na('Zwei Worte: %s\\n', { 'drei Worte': `vier ${a} Worte` });\n";

    it('are for those who want them, in the same undo as the comments', async () => {
      const document = await opened('typescript', text);
      await test.translating.translateAll();
      const comments = text.replace('eins', '[Esperanto] eins');
      assert.strictEqual(document.getText(), comments);
      await undo();
      await set('translate.strings', true);
      await test.translating.translateAll();
      await set('translate.strings', undefined);
      assert.strictEqual(document.getText(), comments.replace(/Zwei|vier/g, '[Esperanto] $&'));
      await undo();
      assert.strictEqual(document.getText(), text);
    });

    it('leave those as they are whose placeholders came back otherwise', async () => {
      await set('translate.strings', true);
      const document = await opened('typescript', text);
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is an answer, not a template
      answer('one', 'Two words: %d\\n', 'four ${evil()} words');
      await test.translating.translateAll();
      await set('translate.strings', undefined);
      assert.strictEqual(document.getText(), text.replace('eins', 'one'));
    });

    it('are of the one that the cursor is in, unless the program reads it', async () => {
      const document = await opened('typescript', text);
      const editor = vscode.window.activeTextEditor ?? assert.fail('No editor is in front.');
      editor.selection = new vscode.Selection(0, 16, 0, 16);
      const sent = test.endpoint.requests.length;
      await test.translating.translateComment();
      assert.strictEqual(test.endpoint.requests.length, sent);
      editor.selection = new vscode.Selection(2, 5, 2, 9);
      await test.translating.translateComment();
      assert.strictEqual(document.getText(), text.replace('Zwei', '[Esperanto] Zwei'));
      editor.selection = new vscode.Selection(2, 0, 3, 0);
      await test.translating.translateComment();
      assert.strictEqual(
        test.endpoint.requests.length,
        sent + 1,
        'a selection beyond it takes comments only',
      );
    });
  });

  describe('of Markdown', () => {
    const text = [
      '---\ntitle: Ein Titel\n---\n# Eine **fette** Überschrift\n',
      'Ein Absatz mit `code`, [Link](https://example.com "x") und\neiner zweiten Zeile.  \nNach dem Umbruch.\n',
      '- Ein Punkt\n- [x] Noch einer\n  1. Und einer darin\n',
      '> Ein Zitat,\n> das weitergeht\n',
      '| Kopf | Zwei |\n|---|:-:|\n| Eine Zelle | `a` und *b* |\n',
      '<div title="x">html</div>\n',
      '```js\na(); // Kommentar\n```\n\n    Code\n',
      '[ref]: https://example.com\n',
    ].join('\n');

    /** What the editor's own preview makes of it, without the words. */
    async function tagsOf(markdown: string): Promise<string[]> {
      const html = await vscode.commands.executeCommand<string>('markdown.api.render', markdown);
      const code = /<code[^>]*>[\s\S]*?<\/code>/g;
      // A heading is named after its words, and a line may have become two.
      return (html.match(new RegExp(`${code.source}|<[^>]*>`, 'g')) ?? []).map(tag =>
        tag.replace(/ (?:id|data-line)="[^"]*"/g, '').replace(/Kommentar|\[Esperanto\] /g, ''),
      );
    }

    it('are for those who want them, and change nothing but words', async () => {
      const document = await opened('markdown', text);
      await test.translating.translateAll();
      assert.strictEqual(document.getText(), text.replace('Kommentar', '[Esperanto] Kommentar'));
      await undo();
      await set('translate.markdown', true);
      await test.translating.translateAll();
      await set('translate.markdown', undefined);
      const translated = document.getText();
      assert.lengthOf([...translated.matchAll(/\[Esperanto\]/g)], 12);
      assert.deepEqual(await tagsOf(translated), await tagsOf(text));
      for (const kept of ['title: Ein Titel\n', '    Code\n', '[ref]: https', '<div title="x">html</div>']) {
        assert.include(translated, kept);
      }
      await undo();
      assert.strictEqual(document.getText(), text);
    });

    it('are of the paragraph at the cursor', async () => {
      const document = await opened('markdown', 'Ein Absatz.\n\nNoch einer.\n');
      await test.translating.translateComment();
      assert.strictEqual(document.getText(), '[Esperanto] Ein Absatz.\n\nNoch einer.\n');
    });
  });
}
