import { assert } from 'chai';
import * as vscode from 'vscode';
import { ask, newConversation } from '../../src/chat/conversation.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';

export function conversationStore(): void {
  describe('a conversation on disk', () => {
    const storageUri = vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/'),
      'storage',
    );
    const folder = vscode.Uri.joinPath(storageUri, 'conversations');
    const log = vscode.window.createOutputChannel('Gloss test', { log: true });
    const { conversation } = ask(newConversation(), { text: 'Why?', attachments: [] });
    const file = vscode.Uri.joinPath(folder, `${conversation.id}.json`);

    /** A store as a window has it that opens after another has closed. */
    const store = () => new ConversationStore(storageUri, log);

    async function names(): Promise<string[]> {
      return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
    }

    afterEach(async () => {
      await vscode.workspace.fs.delete(storageUri, { recursive: true });
    });
    after(() => log.dispose());

    it('comes back to the next window', async () => {
      const first = store();
      await first.open(conversation.id);
      await first.save(conversation);
      const restored = await store().restore();
      assert.strictEqual(restored.id, conversation.id);
      assert.deepEqual(
        restored.turns.map(turn => turn.text),
        ['Why?', ''],
      );
      assert.deepEqual(await names(), [`${conversation.id}.json`], 'nothing is left beside it');
    });

    it('is its latest version, however often it is saved at once', async () => {
      const first = store();
      await first.open(conversation.id);
      const longer = ask(conversation, { text: 'And?', attachments: [] }).conversation;
      await Promise.all([first.save(conversation), first.save(conversation), first.save(longer)]);
      assert.strictEqual((await store().restore()).turns.length, 4);
    });

    it('comes back although only the fresh file was left by a crash', async () => {
      const first = store();
      await first.open(conversation.id);
      await first.save(conversation);
      for (const lost of [file, vscode.Uri.joinPath(storageUri, 'current.json')]) {
        await vscode.workspace.fs.rename(lost, lost.with({ path: `${lost.path}.new` }));
      }
      assert.strictEqual((await store().restore()).id, conversation.id);
    });

    it('that cannot be read is set aside, never deleted', async () => {
      const first = store();
      await first.open(conversation.id);
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{"version":1,"id":'));
      assert.deepEqual((await store().restore()).turns, []);
      assert.deepEqual(await names(), [`${conversation.id}.json.corrupt`]);
    });
  });
}
