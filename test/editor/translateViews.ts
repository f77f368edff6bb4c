import { assert } from 'chai';
import * as vscode from 'vscode';
import type { TranslationTest } from './translationTest.ts';

/** Translations that are shown before they are written, or never are. */
export function translationsInView(test: TranslationTest): void {
  const { begin, set, opened, undo, answer } = test;

  describe('in a hover', () => {
    const never = new vscode.CancellationTokenSource().token;
    const count = 100;
    const text = Array.from({ length: count }, (_, index) => `// Satz ${index}\nlet a${index};\n`).join('');

    function contentsOf(hover: vscode.Hover | undefined): vscode.MarkdownString[] {
      return (hover?.contents ?? assert.fail('There is no hover.')).map(content =>
        content instanceof vscode.MarkdownString ? content : assert.fail('It is no Markdown.'),
      );
    }
    const contentOf = (hover: vscode.Hover | undefined) =>
      contentsOf(hover)
        .map(({ value }) => value)
        .join('\n');

    it('are asked for by a link alone, which says what that costs, and then are there', async () => {
      const document = await opened('typescript', text);
      const sent = test.endpoint.requests.length;
      const hoverOver = (index: number) =>
        test.translating.hover(document, new vscode.Position(2 * index, 4), never).then(contentOf);
      for (let index = 0; index < count; index++) {
        const position = new vscode.Position(2 * index, 4);
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          position,
        );
        const shown = hovers.map(contentOf).join('\n');
        assert.match(shown, /Translate into Esperanto \(about \$0\.000\d+\)\]\(command:/);
      }
      assert.strictEqual(test.endpoint.requests.length, sent);

      const [, place = ''] = /command:gloss\.translateForHover\?([^)]+)/.exec(await hoverOver(7)) ?? [];
      await test.translating.translateForHover(JSON.parse(decodeURIComponent(place)));
      assert.strictEqual(test.endpoint.requests.length, sent + 1);
      assert.include(await hoverOver(7), 'Esperanto\\] Satz 7');
      assert.include(await hoverOver(8), 'translateForHover');

      test.translating.dispose();
      test.translating = begin();
      assert.include(await hoverOver(7), 'Esperanto\\] Satz 7', 'in the next window, too');
      assert.strictEqual(test.endpoint.requests.length, sent + 1);
      assert.strictEqual(document.getText(), text);
    });

    it('run no command and load no image that their text asks for', async () => {
      const document = await opened('typescript', '// Ein Satz, der so lang ist wie seine Antwort.\n');
      const hostile = '[x](command:workbench.action.quit) ![y](https://example.com/y.png) <b>z</b>';
      answer(hostile);
      await test.translating.translateForHover([document.uri.toString(), 0, 0]);
      const hover = await test.translating.hover(document, new vscode.Position(0, 4), never);
      const [said] = contentsOf(hover);
      assert.isUndefined(said?.isTrusted);
      const html = await vscode.commands.executeCommand<string>('markdown.api.render', said?.value);
      assert.notMatch(html, /<(?:img|b|a)\b/);
      assert.include(html, '[x](command:workbench.action.quit) ![y](https://example.com/y.png)');
    });

    it('are not offered for what a tool reads, nor for code', async () => {
      const document = await opened('typescript', '// eslint-disable-next-line\nlet a;\n');
      for (const line of [0, 1]) {
        assert.isUndefined(await test.translating.hover(document, new vscode.Position(line, 2), never));
      }
    });
  });

  it('beside the comments in view are asked for once', async () => {
    const document = await opened('typescript', '// eins\nlet a = 1;\n/* zwei */\n');
    const sent = test.endpoint.requests.length;
    await test.translating.toggle();
    assert.strictEqual(test.endpoint.requests.length, sent + 1);
    await test.translating.toggle();
    await test.translating.toggle();
    await test.translating.toggle();
    assert.strictEqual(test.endpoint.requests.length, sent + 1);
    assert.strictEqual(document.getText(), '// eins\nlet a = 1;\n/* zwei */\n');
  });

  it('are peeked at without changing the document', async () => {
    const text = 'let a = 1;\n// eins\n';
    const document = await opened('typescript', text);
    const editor = vscode.window.activeTextEditor ?? assert.fail('No editor is in front.');
    editor.selection = new vscode.Selection(1, 4, 1, 4);
    await test.translating.peek();
    const peeked = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'gloss-translation');
    assert.strictEqual(peeked?.getText(), 'let a = 1;\n// [Esperanto] eins\n');
    assert.strictEqual(document.getText(), text);
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  describe('shown as changes', () => {
    const text = '// eins\nlet a = 1;\n/*\n * zwei\n */\nlet b = 2;\n// drei\n';
    let document: vscode.TextDocument;
    beforeEach(async () => {
      await set('translate.preview', 'files');
      document = await opened('typescript', text);
      answer('one', 'two', 'three');
      await test.translating.translateAll();
    });
    afterEach(() => set('translate.preview', 'never'));

    function rightSide(): vscode.Uri {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input.modified : assert.fail('No changes are shown.');
    }

    const shownText = async () => (await vscode.workspace.openTextDocument(rightSide())).getText();

    /** Resolves when the right side has this text. */
    async function shows(expected: string): Promise<void> {
      const right = await vscode.workspace.openTextDocument(rightSide());
      while (right.getText() !== expected) {
        await new Promise<void>(resolve => {
          const listening = vscode.workspace.onDidChangeTextDocument(() => {
            listening.dispose();
            resolve();
          });
        });
      }
    }

    const areGone = () =>
      vscode.window.tabGroups.all.every(group =>
        group.tabs.every(({ input }) => !(input instanceof vscode.TabInputTextDiff)),
      );

    it('are written one by one, or left, in the order that the cursor takes', async () => {
      assert.strictEqual(document.getText(), text);
      assert.strictEqual(await shownText(), '// one\nlet a = 1;\n/*\n * two\n */\nlet b = 2;\n// three\n');
      await test.translating.previews.applyOne(undefined);
      assert.strictEqual(document.getText(), text.replace('eins', 'one'));
      await test.translating.previews.leaveOne(undefined);
      await shows('// one\nlet a = 1;\n/*\n * zwei\n */\nlet b = 2;\n// three\n');
      await test.translating.previews.applyOne(undefined);
      assert.strictEqual(document.getText(), text.replace('eins', 'one').replace('drei', 'three'));
      assert.isOk(areGone());
    });

    it('are written all at once, which one undo takes back', async () => {
      await test.translating.previews.applyAll(undefined);
      assert.strictEqual(document.getText(), '// one\nlet a = 1;\n/*\n * two\n */\nlet b = 2;\n// three\n');
      assert.isOk(areGone());
      await undo();
      assert.strictEqual(document.getText(), text);
    });

    it('keep what is edited beside them', async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), 'let zero;\n');
      edit.insert(document.uri, new vscode.Position(3, 3), 'noch ');
      await vscode.workspace.applyEdit(edit);
      await shows('let zero;\n// one\nlet a = 1;\n/*\n * noch zwei\n */\nlet b = 2;\n// three\n');
      await test.translating.previews.applyAll(undefined);
      assert.strictEqual(
        document.getText(),
        'let zero;\n// one\nlet a = 1;\n/*\n * noch zwei\n */\nlet b = 2;\n// three\n',
      );
    });

    it('are discarded', async () => {
      await test.translating.previews.discard(undefined);
      assert.isOk(areGone());
      assert.strictEqual(document.getText(), text);
    });
  });
}
