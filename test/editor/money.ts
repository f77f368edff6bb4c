import { assert } from 'chai';
import * as vscode from 'vscode';
import type { AnswerEnd } from '../../src/openai/answer.ts';
import { Models, type Question } from '../../src/vscode/services/models.ts';
import { problemOf } from '../../src/vscode/services/problems.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { today } from '../../src/vscode/services/today.ts';
import { Money } from '../../src/vscode/usage/money.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, memento, secretStorage } from './inMemory.ts';

/** What requests cost and may cost, on the editor's own file system. */
export function money(): void {
  describe('money', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/');
    const globalStorageUri = vscode.Uri.joinPath(folder, 'global-storage');
    const log = vscode.window.createOutputChannel('Gloss money test', { log: true });
    let endpoint: Endpoint;

    /** A window, with what all windows share. */
    function openWindow(globalState = memento()) {
      const own = new Money({ globalStorageUri, globalState }, log);
      const memory = emptyModelMemory();
      const models = new Models({
        keys: new Keys(secretStorage()),
        memory,
        log,
        money: () => Promise.resolve(own),
      });
      /** @param stop whether the user stops the answer at its first word. */
      const ask = async ({ stop = false, ...more }: Partial<Question> & { stop?: boolean } = {}) => {
        const controller = new AbortController();
        const ready = await models.ready();
        if ('problem' in ready) throw new Error(ready.problem.message);
        const question: Question = { messages: [{ role: 'user', content: 'Why?' }], sampling: {}, ...more };
        let end: AnswerEnd | undefined;
        for await (const event of ready.model.ask(question, controller.signal)) {
          if (event.type === 'text' && stop) controller.abort();
          if (event.type === 'end') end = event.end;
        }
        if (!end) throw new Error('The answer did not end.');
        return { end, problem: problemOf(end, ready.model.endpoint) };
      };
      return { money: own, ask };
    }

    async function set(name: string, value: unknown): Promise<void> {
      await vscode.workspace.getConfiguration('gloss').update(name, value, vscode.ConfigurationTarget.Global);
    }

    before(async () => {
      endpoint = await startEndpoint();
      const price = { input: 1_000, cachedInput: 500, output: 4_000 };
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none', price }]);
      await set('provider', 'test');
    });
    afterEach(async () => {
      for (const name of ['budget.day', 'budget.month']) await set(name, undefined);
      await vscode.workspace.fs.delete(globalStorageUri, { recursive: true, useTrash: false });
    });
    after(async () => {
      await endpoint.close();
      for (const name of ['customEndpoints', 'provider']) await set(name, undefined);
      log.dispose();
    });

    it('that an answer took is in the ledger, which every window reads', async () => {
      const { end } = await openWindow().ask({ task: 'tags' });
      await openWindow().ask();
      const sums = await openWindow().money.since(today());
      assert.deepEqual(sums.map(({ task, requests, unpriced }) => [task, requests, unpriced]).sort(), [
        ['chat', 1, 0],
        ['tags', 1, 0],
      ]);
      const tags = sums.find(({ task }) => task === 'tags');
      assert.strictEqual(tags?.promptTokens, end.usage?.promptTokens);
      assert.isAbove(tags?.cost ?? 0, 0);
    });

    it('that one window spent stops another before it sends anything', async () => {
      await set('budget.day', 0.01);
      const [first, second] = [openWindow(), openWindow()];
      await first.ask();
      const sent = endpoint.requests.length;
      const { end, problem } = await second.ask();
      assert.strictEqual(end.failure?.kind, 'dayBudget');
      assert.include(problem?.message, '$0.01');
      assert.deepEqual(problem?.remedies, ['openBudget', 'showUsage', 'retry']);
      assert.strictEqual(endpoint.requests.length, sent);
      await set('budget.day', 1_000);
      assert.strictEqual((await second.ask()).end.state, 'complete');
    });

    it('of a month is counted, too', async () => {
      await set('budget.month', 0.01);
      await openWindow().ask();
      assert.strictEqual((await openWindow().ask()).end.failure?.kind, 'monthBudget');
    });

    it('lets requests wait for each other, none of them for ever, when it is not enough for all at their dearest', async () => {
      // An answer may cost 16,384 tokens, which no budget of this size has room for twice.
      await set('budget.day', 100);
      const { ask } = openWindow();
      const before = endpoint.requests.length;
      const ends = await Promise.all([ask(), ask(), ask()]);
      assert.deepEqual(
        ends.map(({ end }) => end.state),
        ['complete', 'complete', 'complete'],
      );
      assert.strictEqual(endpoint.requests.length, before + 3);
    });

    it('that a stopped answer took is counted here, and marked so', async () => {
      endpoint.play({ deltas: ['One ', 'two'], ending: 'stall' });
      const { ask, money } = openWindow();
      assert.strictEqual((await ask({ stop: true })).end.state, 'stopped');
      const [sum] = await money.since(today());
      assert.deepEqual([sum?.requests, sum?.approximate], [1, 1]);
      assert.isAbove(sum?.promptTokens ?? 0, 0);
    });

    it('is not needed to know the limits of the account', async () => {
      const { ask, money } = openWindow();
      assert.deepEqual(money.limits, []);
      await ask();
      const [known] = money.limits;
      assert.strictEqual(known?.baseUrl, endpoint.baseUrl);
      assert.strictEqual(known?.limits.requests?.limit, 500);
    });
  });
}
