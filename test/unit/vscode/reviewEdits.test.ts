import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { EditorModel, type WindowDocument } from '../../standIn/editorModel.ts';
import { Uri } from '../../standIn/uri.ts';
import '../../standIn/useStandIn.ts';
import { useEditor } from '../../standIn/vscode.ts';

const vscode = await import('vscode');
const { fileEdit, reviewEdits, takeSnapshot } = await import('../../../src/vscode/services/edits.ts');

const before = '// eins\ncode();\n';
const typed = { start: 0, end: 0, text: 'import x;\n' };

describe('edits of several files that are reviewed together', () => {
  after(() => useEditor());

  it('are made in files that are as they were, and in no other', async () => {
    const { model, opened, edits } = await prepared(['a', 'b', 'c']);
    model.edit(opened('b'), [typed], 'user');
    const outcomes = await settled(model, reviewEdits(edits, 'Translation'));
    assert.deepEqual(
      ['a', 'b', 'c'].map(name => [opened(name).text, outcomes?.get(opened(name).uri.toString())]),
      [
        ['// one\ncode();\n', 'applied'],
        [`import x;\n${before}`, 'stale'],
        ['// one\ncode();\n', 'applied'],
      ],
    );
  });

  for (const name of ['a', 'b']) {
    it(`are refused when ${name} of a and b is edited as they come to the window`, async () => {
      const { model, opened, edits } = await prepared(['a', 'b']);
      model.onAsked(() => model.edit(opened(name), [typed], 'user'));
      const review = reviewEdits(edits, 'Translation');
      assert.equal(await settled(model, review), undefined);
      assert.equal(opened(name).text, `import x;\n${before}`);
      assert.equal(opened(name === 'a' ? 'b' : 'a').text, before);
    });
  }
});

async function prepared(names: readonly string[]) {
  const model = new EditorModel();
  useEditor(model);
  const windows = new Map<string, WindowDocument>();
  for (const name of names) {
    const uri = Uri.file(`/folder/${name}`);
    model.writeFile(uri, before);
    const there = model.openInWindow(uri);
    if (there) windows.set(name, there);
  }
  while (model.deliver('host'));
  const edits = vscode.workspace.textDocuments.map(document =>
    fileEdit(takeSnapshot(document), [{ range: new vscode.Range(0, 3, 0, 7), text: 'one' }]),
  );
  const opened = (name: string): WindowDocument => {
    const there = windows.get(name);
    if (!there) throw new Error(`There is no ${name}.`);
    return there;
  };
  return { model, opened, edits };
}

/** Lets everything arrive until the work is done. */
async function settled<Result>(model: EditorModel, work: Promise<Result>): Promise<Result> {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  while (!isDone) {
    model.deliver('window');
    model.deliver('host');
    await turnOfLoop();
  }
  return done;
}
