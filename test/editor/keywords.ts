import { assert } from 'chai';
import * as vscode from 'vscode';
import type { Hits } from '../../src/tasks/card.ts';
import { type Bounds, countHits } from '../../src/vscode/keywords/countHits.ts';

const roomy: Bounds = { files: 1_000, bytesOfFile: 100_000, bytes: 1_000_000, milliseconds: 20_000 };

export function keywords(): void {
  describe('the hits of keywords', () => {
    const parent = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/');
    const folder = vscode.Uri.joinPath(parent, 'hits');

    async function write(files: Record<string, string>): Promise<void> {
      for (const [path, text] of Object.entries(files)) {
        await vscode.workspace.fs.writeFile(
          vscode.Uri.joinPath(folder, path),
          new TextEncoder().encode(text),
        );
      }
    }

    async function exclude(section: 'files' | 'search', globs: unknown): Promise<void> {
      await vscode.workspace
        .getConfiguration(section)
        .update('exclude', globs, vscode.ConfigurationTarget.Global);
    }

    /** Of the words in the files of these tests, which stand nowhere else in the workspace. */
    async function count(keywords: readonly string[], bounds = roomy): Promise<Hits[] | undefined> {
      const never = new vscode.CancellationTokenSource().token;
      return countHits(keywords, never, bounds);
    }

    afterEach(async () => {
      await vscode.workspace.fs.delete(folder, { recursive: true });
      await exclude('search', undefined);
      await exclude('files', undefined);
    });

    it('are counted in all files, each keyword’s by itself', async () => {
      await write({
        'one.ts': 'zebraStripe(); ZebraStripe(); okapi',
        'deep/er/two.py': 'zebra_stripe = 1\n',
        '.hidden/three.md': 'The zebra-stripe.',
      });
      assert.deepEqual(await count(['zebraStripe', 'okapi', 'quagga']), [
        { count: 4, files: 3, more: false },
        { count: 1, files: 1, more: false },
        { count: 0, files: 0, more: false },
      ]);
    });

    it('are not counted in what the user has excluded from the search or from all', async () => {
      await write({
        'kept.ts': 'okapi',
        'built/out.js': 'okapi',
        'built/deep/out.js': 'okapi',
        'a.map': 'okapi',
        'a.min.js': 'okapi',
        'secret/b.ts': 'okapi',
      });
      await exclude('search', { '**/built': true, '**/*.{map,min.js}': true, '**/kept.ts': false });
      await exclude('files', { '**/secret': true });
      assert.deepEqual(await count(['okapi']), [{ count: 1, files: 1, more: false }]);
      await exclude('search', { '**/built': true });
      assert.deepEqual(await count(['okapi']), [{ count: 3, files: 3, more: false }]);
    });

    it('are not counted in what ignore files leave out', async () => {
      await write({ 'kept.ts': 'okapi', 'out/a.js': 'okapi', '.gitignore': 'out/\n' });
      assert.deepEqual(await count(['okapi']), [{ count: 1, files: 1, more: false }]);
    });

    it('are not counted in what is no text', async () => {
      await write({ 'picture.png': 'okapi\0okapi', 'text.txt': 'okapi' });
      assert.deepEqual(await count(['okapi']), [{ count: 1, files: 1, more: false }]);
    });

    it('may be more when a file is too large', async () => {
      await write({ 'small.txt': 'okapi', 'large.txt': `okapi${' '.repeat(roomy.bytesOfFile)}` });
      assert.deepEqual(await count(['okapi']), [{ count: 1, files: 1, more: true }]);
    });

    it('may be more when there are too many files', async () => {
      await write(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.txt`, 'okapi'])));
      const [hits] = (await count(['okapi'], { ...roomy, files: 5 })) ?? [];
      assert.strictEqual(hits?.more, true);
      assert.isAtMost(hits?.files ?? 20, 5);
    });

    it('may be more when the files are too large together', async () => {
      await write(
        Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.txt`, 'okapi '.repeat(50)])),
      );
      const [hits] = (await count(['okapi'], { ...roomy, bytes: 600 })) ?? [];
      assert.strictEqual(hits?.more, true);
      assert.isBelow(hits?.files ?? 40, 40);
    });

    it('are none when the counting is cancelled', async () => {
      await write({ 'one.txt': 'okapi' });
      const source = new vscode.CancellationTokenSource();
      const counted = countHits(['okapi'], source.token, roomy);
      source.cancel();
      assert.strictEqual(await counted, undefined);
    });
  });
}
