import { assert } from 'chai';
import * as vscode from 'vscode';
import { ask, changed, newConversation } from '../../src/chat/conversation.ts';
import { fileHeading, fileLines } from '../../src/chat/conversationFile.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { workspaceStorage } from '../../src/vscode/services/workspaceStorage.ts';

export function conversationStore(): void {
  describe('a conversation on disk', () => {
    const globalStorage = vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/'),
      'storage',
    );
    let folder: vscode.Uri;
    let file: vscode.Uri;
    const log = vscode.window.createOutputChannel('Gloss test', { log: true });
    const { changes, answer } = ask(newConversation(), { text: 'Why?', attachments: [] });
    const { id } = newConversation();

    /** A store as a window has it that opens after another has closed, or beside it. */
    const store = () => new ConversationStore(globalStorage, log);

    async function names(): Promise<string[]> {
      return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
    }

    async function write(uri: vscode.Uri, text: string): Promise<void> {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    }

    before(async () => {
      folder = vscode.Uri.joinPath(await workspaceStorage(globalStorage), 'conversations');
      file = vscode.Uri.joinPath(folder, `${id}.jsonl`);
    });
    afterEach(async () => {
      await vscode.workspace.fs.delete(globalStorage, { recursive: true });
    });
    after(() => log.dispose());

    it('comes back to the next window', async () => {
      const first = store();
      await first.open(id);
      await first.append(id, ...changes);
      const restored = await store().restore();
      assert.strictEqual(restored.id, id);
      assert.deepEqual(
        restored.turns.map(turn => turn.text),
        ['Why?', ''],
      );
      assert.deepEqual(await names(), [`${id}.jsonl`], 'nothing is left beside it');
    });

    it('has everything in its order, however much is added at once', async () => {
      const first = store();
      const pieces = [...'Because it is so.'];
      await Promise.all([
        first.append(id, ...changes),
        ...pieces.map((text, at) => first.append(id, { type: 'text', id: answer.id, at, text })),
      ]);
      const read = await store().read(id);
      assert.strictEqual(read?.turns.at(-1)?.text, 'Because it is so.');
    });

    it('of two windows has what both have added, and each can tell', async () => {
      const [one, other] = [store(), store()];
      await one.append(id, ...changes);
      const begun = (await other.read(id)) ?? assert.fail();
      assert.isFalse(await other.hasNews(id));
      const asked = [one, other].map(() => ask(begun, { text: 'And?', attachments: [] }));
      await Promise.all([
        one.append(id, ...(asked[0]?.changes ?? [])),
        other.append(id, ...(asked[1]?.changes ?? [])),
      ]);
      assert.deepEqual([await one.hasNews(id), await other.hasNews(id)], [true, true]);
      const read = (await one.read(id)) ?? assert.fail();
      assert.deepEqual(read.children.get(answer.id)?.length, 2, 'side by side');
      assert.isFalse(await one.hasNews(id));
    });

    it('that cannot be read is set aside, never deleted', async () => {
      const first = store();
      await first.open(id);
      await write(file, '{"conversation":');
      assert.deepEqual((await store().restore()).turns, []);
      assert.deepEqual(await names(), [`${id}.jsonl.corrupt`]);
    });

    it('of which a part cannot be read has the rest, goes on, and leaves a copy once', async () => {
      const broken = `${fileHeading(id)}\n{"type":"no such thing"}${fileLines(changes)}`;
      await write(file, broken);
      const second = store();
      assert.strictEqual((await second.read(id))?.turns.length, 2);
      assert.deepEqual(await names(), [`${id}.jsonl`, `${id}.jsonl.corrupt`]);
      await second.append(id, { type: 'title', title: 'Mended' });
      await vscode.workspace.fs.delete(file.with({ path: `${file.path}.corrupt` }));
      assert.strictEqual((await store().read(id))?.title, 'Mended');
      assert.deepEqual(await names(), [`${id}.jsonl`]);
    });

    it('of a later Gloss is shown, and left as it is', async () => {
      const text = fileHeading(id).replace('"version":1', '"version":2') + fileLines(changes);
      await write(file, text);
      const second = store();
      assert.strictEqual((await second.read(id))?.turns.length, 2);
      await second.append(id, { type: 'title', title: 'Lost' });
      assert.strictEqual(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), text);
    });

    it('is in the list of all, the last changed first, and not when nothing was said', async () => {
      const first = store();
      const silent = newConversation().id;
      await first.append(silent, { type: 'parameters', parameters: { seed: 1 } });
      await first.append(id, ...changes, { type: 'title', title: 'Mine' });
      assert.deepEqual(
        (await first.list()).map(({ title }) => title),
        ['Mine'],
      );
      await first.append(id, { type: 'title', title: 'Ours' });
      assert.deepEqual(
        (await first.list()).map(({ title }) => title),
        ['Ours'],
      );
    });

    it('that is deleted can be brought back, as it was', async () => {
      const first = store();
      await first.append(id, ...changes);
      await first.delete(id);
      assert.deepEqual(await first.list(), []);
      assert.isUndefined(await first.read(id));
      await first.undelete(id);
      const read = (await first.read(id)) ?? assert.fail();
      const { turns } = changed(newConversation(id), ...changes);
      assert.deepEqual(
        read.turns.map(turn => turn.id),
        turns.map(turn => turn.id),
      );
    });

    it('that cannot be written lasts, and goes to disk as soon as that can be', async () => {
      const first = store();
      // In the place of the folder that it belongs in.
      await write(folder, '');
      await first.append(id, ...changes);
      assert.deepEqual(await first.list(), []);
      await vscode.workspace.fs.delete(folder);
      await first.append(id, { type: 'title', title: 'At last' });
      const read = await store().read(id);
      assert.deepEqual([read?.title, read?.turns.length], ['At last', 2]);
    });
  });
}
