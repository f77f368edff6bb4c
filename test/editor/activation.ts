import { assert } from 'chai';
import * as vscode from 'vscode';
import { allCommands } from '../../src/vscode/contributions/commands.ts';

export function activation(): void {
  describe('the extension', () => {
    const extension = vscode.extensions.getExtension('gloss.gloss');

    it('activates, and gives nothing away to other extensions', async () => {
      if (!extension) throw new Error('the extension is not there');
      assert.strictEqual(await extension.activate(), undefined);
    });

    it('registers every command of its catalogue, and no other', async () => {
      const registered = (await vscode.commands.getCommands(true)).filter(id =>
        /^gloss\.(?!(?:chat|tags)\.)/.test(id),
      );
      assert.deepEqual(registered.sort(), allCommands.map(({ id }) => id).sort());
    });
  });
}
