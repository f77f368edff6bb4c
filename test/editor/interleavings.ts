import { assert } from 'chai';
import * as vscode from 'vscode';
import { applyRewrite } from '../../src/vscode/rewrite/applyRewrite.ts';
import { pick, random } from '../unit/random.ts';
import { turnOf } from './rewriteTurn.ts';

/** How many are tried: always the same, but for the long run, which begins with a seed of its own. */
const shortRun = 10;
const count = Number(process.env['GLOSS_EDITOR_INTERLEAVINGS'] ?? shortRun);
const first = count > shortRun ? Date.now() % 2 ** 31 : 1;

/** What the model of the editor is tried with (test/unit/vscode/interleavings.test.ts), in the editor itself. */
export function interleavings(): void {
  describe('a rewrite that is applied while the user goes on', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/');

    it(`is made whole or not at all, ${count} times from seed ${first} on`, async function () {
      this.timeout(20_000 + count * 2_000);
      for (let seed = first; seed < first + count; seed++) {
        const at = vscode.Uri.joinPath(folder, `interleaved${seed}`);
        try {
          await play(at, random(seed));
        } catch (error) {
          throw new Error(`The interleaving of seed ${seed} goes wrong: ${error}`, { cause: error });
        } finally {
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
          await vscode.workspace.fs.delete(at, { recursive: true });
        }
      }
    });
  });
}

async function play(folder: vscode.Uri, next: () => number): Promise<void> {
  const below = (limit: number) => Math.floor(next() * limit);
  let uri = vscode.Uri.joinPath(folder, 'a.txt');
  const lines = Array.from({ length: 4 }, (_, line) => `first${line} last${line}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${lines.join('\n')}\n`));
  const opened = await vscode.window.showTextDocument(uri, { preview: false });
  const sources = lines.filter(() => next() < 0.6);
  const results = sources.map((source): [vscode.Range, string] => [
    new vscode.Range(lines.indexOf(source), 0, lines.indexOf(source), source.length),
    pick([`(${source.toUpperCase()})`, `ONE ${source.length}\nTWO ${source}`], next),
  ]);
  if (results.length === 0) return;
  const turn = turnOf(opened.document, results);

  const typed: string[] = [];
  let undone = false;
  /** The one file, wherever it is by now: an undo may have taken a renaming back. */
  const find = async () => {
    const [[name] = ['']] = await vscode.workspace.fs.readDirectory(folder);
    uri = vscode.Uri.joinPath(folder, name);
    return uri;
  };
  const acts: (() => Promise<unknown>)[] = [
    async () => {
      await find();
      const token = `«${typed.length}»`;
      const document = await vscode.workspace.openTextDocument(uri);
      const edit = new vscode.WorkspaceEdit();
      const place = pick([0, document.lineCount], next);
      edit.insert(uri, new vscode.Position(place, 0), `${token}\n`);
      if (await vscode.workspace.applyEdit(edit)) typed.push(token);
    },
    async () => {
      undone = true;
      await vscode.commands.executeCommand('undo');
    },
    async () => (await vscode.workspace.openTextDocument(await find())).save(),
    async () => {
      await vscode.workspace.saveAll();
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    },
    async () => {
      await vscode.workspace.saveAll();
      const to = vscode.Uri.joinPath(folder, `b${below(1e9)}.txt`);
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(await find(), to);
      await vscode.workspace.applyEdit(edit);
    },
  ];
  const [type, undo, save, close, rename] = acts;
  const going: Promise<unknown>[] = [];
  const steps = 3 + below(6);
  const applyAt = below(steps);
  let outcome: Promise<string> | undefined;
  for (let step = 0; step < steps; step++) {
    if (step === applyAt) outcome = applyRewrite(turn);
    // One after another, as one has but two hands; whatever Gloss does comes in between.
    const act = pick([type, type, type, undo, save, close, rename], next);
    if (act) going.push(act());
    await going.at(-1);
  }
  const ended = await outcome;
  const text = (await vscode.workspace.openTextDocument(await find())).getText();
  const there = results.filter(([, result]) => text.includes(result)).length;
  const left = sources.filter(source => text.split('\n').includes(source)).length;
  assert.deepInclude([results.length, 0], there, `all or nothing, ${ended}: ${text}`);
  assert.equal(there + left, results.length, `nothing in between, ${ended}: ${text}`);
  if (undone) return;
  assert.equal(there > 0, ended === 'applied', `${ended}: ${text}`);
  for (const token of typed) assert.equal(text.split(token).length, 2, `${token} in ${text}`);
  if (there > 0 || !uri.path.endsWith('a.txt')) return;

  // In peace: one undo takes all of it back.
  assert.equal(await applyRewrite(turn), 'applied', text);
  const document = await vscode.workspace.openTextDocument(uri);
  const expected = results.reduce(
    (all, [, result], index) => all.replace(sources[index] ?? '', () => result),
    text,
  );
  assert.equal(document.getText(), expected);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), text);
}
