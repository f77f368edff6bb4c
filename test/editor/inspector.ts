import { setTimeout } from 'node:timers/promises';
import { assert } from 'chai';
import * as vscode from 'vscode';
import { Inspector } from '../../src/vscode/inspector/inspector.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** The last request, as it went over the wire. */
export function inspector(): void {
  describe('the last request', () => {
    const key = 'sk-canary-4f9a7c2e8b1d6053';
    const log = vscode.window.createOutputChannel('Gloss inspector test', { log: true });
    const kept = secretStorage();
    let keyStoreTakes = 0; // milliseconds
    const secrets: vscode.SecretStorage = {
      ...kept,
      get: async name => {
        await setTimeout(keyStoreTakes);
        return kept.get(name);
      },
    };
    const memory = emptyModelMemory();
    const models = new Models({ keys: new Keys(secrets), memory, log });
    const inspected = new Inspector(models);
    let endpoint: Endpoint;

    async function set(name: string, value: unknown): Promise<void> {
      await vscode.workspace.getConfiguration('gloss').update(name, value, vscode.ConfigurationTarget.Global);
    }

    before(async () => {
      endpoint = await startEndpoint({ keys: [key] });
      await set('customEndpoints', [{ id: 'strict', baseUrl: endpoint.baseUrl }]);
      await set('provider', 'strict');
      await secrets.store(`gloss.key:${new URL(endpoint.baseUrl).origin}`, key);
    });
    after(async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await endpoint.close();
      for (const name of ['customEndpoints', 'provider']) await set(name, undefined);
      inspected.dispose();
      models.dispose();
      log.dispose();
    });

    it('is shown with its exact body, and without the key', async () => {
      const ready = await models.ready();
      if ('problem' in ready) throw new Error(ready.problem.message);
      const question = { messages: [{ role: 'user' as const, content: 'Why?' }], sampling: { seed: 7 } };
      let answer = '';
      // Long beside an answer of this machine's own endpoint: times that do not all begin at once are out of order.
      keyStoreTakes = 50;
      for await (const event of ready.model.ask(question, new AbortController().signal)) {
        if (event.type === 'text') answer += event.text;
      }
      keyStoreTakes = 0;
      await inspected.show();
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      const shown = JSON.parse(text);
      assert.deepEqual(shown.request.body, endpoint.requests.at(-1)?.body);
      assert.strictEqual(shown.reply.status, 200);
      assert.strictEqual(shown.answer.text, answer);
      assert.strictEqual(shown.answer.seed, 7);
      assert.isString(shown.answer.id);
      assert.isString(shown.answer.requestId);
      const { toHeaders, toFirstText, toEnd } = shown.milliseconds;
      assert.isAtLeast(toHeaders, 0);
      assert.isAtLeast(toFirstText, toHeaders);
      assert.isAtLeast(toEnd, toFirstText);
      assert.strictEqual(shown.usage.countedBy, new URL(endpoint.baseUrl).host);
      assert.notInclude(text, key);
    });

    it('is that of the answer that is asked for, while it is held', async () => {
      const ready = await models.ready();
      if ('problem' in ready) throw new Error(ready.problem.message);
      const ask = async (content: string, answerId: string) => {
        const question = { messages: [{ role: 'user' as const, content }], sampling: {}, answerId };
        for await (const event of ready.model.ask(question, new AbortController().signal)) {
          if (event.type === 'end') return event;
        }
        return assert.fail('It has no end.');
      };
      const first = await ask('First?', 'a1');
      await ask('Second?', 'a2');
      assert.isAtMost(first.receipt?.firstToken ?? Infinity, first.end.elapsed);
      const asked = async (given: unknown) => {
        await inspected.show(given);
        const shown = JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? '');
        return shown.request.body.messages[0].content;
      };
      assert.strictEqual(await asked({ answer: 'a1' }), 'First?');
      assert.strictEqual(await asked({ answer: 'other', requestId: first.end.requestId }), 'First?');
      assert.strictEqual(await asked({ answer: 'a2', requestId: undefined }), 'Second?');
      const { activeTextEditor } = vscode.window;
      for (let count = 0; count < 20; count++) await ask('Later?', `later${count}`);
      await inspected.show({ answer: 'a1' });
      assert.strictEqual(vscode.window.activeTextEditor, activeTextEditor, 'nothing is opened');
      assert.strictEqual(await asked(undefined), 'Later?');
    });

    it('can be copied for a shell, which has the key in a variable', async () => {
      await inspected.copyAsCurl(undefined);
      const copied = await vscode.env.clipboard.readText();
      assert.include(copied, `curl '${endpoint.baseUrl}/chat/completions'`);
      assert.include(copied, '$API_KEY');
      assert.notInclude(copied, key);
    });
  });
}
