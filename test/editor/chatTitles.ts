import { assert } from 'chai';
import * as vscode from 'vscode';
import { ChatSession } from '../../src/vscode/panel/chatSession.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** The titles that the model gives to chats. */
export function chatTitles(): void {
  const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
  if (!workspaceFolder) throw new Error('the sample workspace is not open');
  const storage = vscode.Uri.joinPath(workspaceFolder.uri, 'titled');

  describe('a chat', () => {
    const log = vscode.window.createOutputChannel('Gloss titles test', { log: true });
    const configuration = () => vscode.workspace.getConfiguration('gloss');
    const usual = configuration().inspect('chat.titles')?.globalValue;
    let endpoint: Endpoint;
    let models: Models;
    let store: ConversationStore;
    let session: ChatSession;

    async function set(name: string, value: unknown): Promise<void> {
      await configuration().update(name, value, vscode.ConfigurationTarget.Global);
    }

    before(async () => {
      endpoint = await startEndpoint();
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none' }]);
      await set('provider', 'test');
      await set('chat.titles', 'model');
    });
    beforeEach(() => {
      models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });
      store = new ConversationStore(storage, log);
      session = new ChatSession(models, store, log, storage);
    });
    afterEach(async () => {
      session.dispose();
      models.dispose();
      await vscode.workspace.fs.delete(storage, { recursive: true });
    });
    after(async () => {
      for (const name of ['customEndpoints', 'provider']) await set(name, undefined);
      await set('chat.titles', usual);
      await endpoint.close();
      log.dispose();
    });

    /** Resolves when the conversation has a title, or when the request for one has failed. */
    async function named(): Promise<string> {
      await session.naming();
      return (await store.list())[0]?.title ?? '';
    }

    it('is named by the model after its first answer, once, for little', async () => {
      endpoint.play({ text: 'Because of the lock.' });
      endpoint.play({ text: '"Waiting for locks."' });
      await session.ask({ text: 'Why does it wait?', attachments: [] });
      assert.equal(await named(), 'Waiting for locks');
      const request = endpoint.requests.at(-1);
      const body = JSON.parse(request?.text ?? '');
      assert.equal(body.max_completion_tokens, 24);
      assert.include(body.messages[1].content, 'Why does it wait?');
      assert.include(body.messages[1].content, 'Because of the lock.');
      assert.include(
        models.lastExchange?.text ?? '',
        'Because of the lock.',
        'what the user asked for was the answer',
      );
      const sent = endpoint.requests.length;
      await session.ask({ text: 'And now?', attachments: [] });
      await session.naming();
      assert.equal(endpoint.requests.length, sent + 1);
    });

    it('keeps the name that the user gave it in the meantime', async () => {
      endpoint.play({ text: 'So.' });
      endpoint.play({ deltas: ['The ', 'model’s'] });
      const answered = session.ask({ text: 'Why?', attachments: [] });
      await endpoint.nextRequest();
      const asksForTitle = endpoint.nextRequest();
      await answered;
      await asksForTitle;
      await session.mark(session.conversation.id, { type: 'title', title: 'Mine' });
      assert.equal(await named(), 'Mine');
    });

    it('is known by its first words when no name comes, and nothing is said of that', async () => {
      endpoint.play({ text: 'So.' });
      endpoint.play('noQuota');
      await session.ask({ text: 'Why then?', attachments: [] });
      assert.equal(await named(), 'Why then?');
    });

    it('is asked for nothing more when its user wants that', async () => {
      await set('chat.titles', 'words');
      const sent = endpoint.requests.length;
      await session.ask({ text: 'Why then?', attachments: [] });
      assert.equal(await named(), 'Why then?');
      assert.equal(endpoint.requests.length, sent + 1);
      await set('chat.titles', 'model');
    });
  });
}
