import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import * as vscode from 'vscode';
import { diffAttached, hasRepository } from '../../src/vscode/attachments/gitDiff.ts';
import { workspaceView } from '../../src/vscode/tools/workspaceView.ts';

/** What is changed under Git, by the editor's own Git extension. */
export function gitDiff(): void {
  describe('the Git diff that goes along with a message', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gloss-git-')));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Gloss', '-c', 'user.email=gloss@example.com', ...args], {
        cwd: folder,
      });
    after(() => rmSync(folder, { recursive: true }));

    it('is what is changed since the last commit, staged or not', async () => {
      git('init', '-q');
      writeFileSync(join(folder, 'a.txt'), 'one\n');
      writeFileSync(join(folder, 'b.txt'), 'one\n');
      writeFileSync(join(folder, '.env'), 'HOST=a\n');
      git('add', '.');
      git('commit', '-qm', 'first');
      writeFileSync(join(folder, 'a.txt'), 'two\n');
      git('add', '.');
      writeFileSync(join(folder, 'b.txt'), 'three\n');
      writeFileSync(join(folder, '.env'), 'HOST=b\n');
      await vscode.commands.executeCommand('git.openRepository', folder);
      assert.isTrue(await hasRepository());
      const [diff, ...others] = await diffAttached();
      assert(diff && 'attachment' in diff);
      assert.match(diff.attachment.text, /-one\n\+two\n[\s\S]*-one\n\+three\n/);
      assert.equal(diff.attachment.detail, '2 files');
      assert.notInclude(diff.attachment.text, 'HOST');
      assert.deepEqual(others, leftOut('.env'));
      const { changes } = workspaceView;
      assert.deepEqual(
        await changes(),
        { text: '', isAll: true },
        'a model sees that of the workspace alone',
      );
    });

    it('has nothing of a private file that was moved, or is being merged', async () => {
      writeFileSync(join(folder, '.env'), 'HOST=a\nPORT=b\nNAME=c\nPIN=1234\n');
      git('add', '.');
      git('commit', '-qm', 'second');
      git('mv', '.env', 'values.txt');
      writeFileSync(join(folder, 'values.txt'), 'HOST=a\nPORT=b\nNAME=c\nPIN=0\n');
      writeFileSync(join(folder, 'a.txt'), 'four\n');
      git('add', '.');
      const [moved, ...others] = await diffAttached();
      assert(moved && 'attachment' in moved);
      assert.match(moved.attachment.text, /-two\n\+four\n/);
      assert.notInclude(moved.attachment.text, 'PIN');
      assert.equal(moved.attachment.detail, '1 files');
      assert.deepEqual(others, leftOut('.env'));

      git('checkout', '-qfb', 'other', 'HEAD~');
      writeFileSync(join(folder, '.env'), 'PIN=5678\n');
      git('commit', '-qam', 'third');
      git('checkout', '-q', '-');
      assert.throws(() => git('merge', '-q', 'other'));
      assert.match(String(git('diff')), /^diff --cc \.env$[\s\S]*PIN=5678/m);
      assert.deepEqual(await diffAttached(), leftOut('.env'));
    });

    const leftOut = (name: string) => [
      { reason: `Not sent unasked, and so left out: ${join(folder, name)}.` },
    ];
  });
}
