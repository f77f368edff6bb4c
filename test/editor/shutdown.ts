import { assert } from 'chai';
import * as vscode from 'vscode';
import { noticeView, ShutdownNotices } from '../../src/vscode/connection/shutdownNotice.ts';
import { switchModel } from '../../src/vscode/connection/switchModel.ts';
import { ModelLists } from '../../src/vscode/services/modelLists.ts';
import type { ModelMemory } from '../../src/vscode/services/modelMemory.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** On the real settings; only the clock is a test's own. */
export function shutdown(): void {
  describe('the end of a model', () => {
    const log = vscode.window.createOutputChannel('Gloss shutdown test', { log: true });
    let now: string;
    let memory: ModelMemory;
    let models: Models;
    let notices: ShutdownNotices;

    beforeEach(() => {
      now = '2026-12-01';
      memory = emptyModelMemory();
      models = new Models({ keys: new Keys(secretStorage()), memory, log });
      const lists = new ModelLists(models);
      notices = new ShutdownNotices({ models, memory, lists, log, now: () => new Date(`${now}T12:00:00Z`) });
    });
    afterEach(async () => {
      notices.dispose();
      models.dispose();
      const configuration = vscode.workspace.getConfiguration('gloss');
      for (const name of ['model', 'provider', 'request.temperature', 'request.seed', 'request.stop']) {
        await configuration.update(name, undefined, vscode.ConfigurationTarget.Global);
      }
    });
    after(() => log.dispose());

    function message(): string | undefined {
      const notice = notices.current();
      return notice && noticeView(notice).message;
    }

    it('is told of from 90 days before', () => {
      now = '2026-10-15';
      assert.isUndefined(message());
      now = '2026-10-16';
      assert.match(message() ?? '', /^gpt-4o-mini will be shut down on January 14, 2027, in 90 days/);
      now = '2027-01-14';
      assert.match(message() ?? '', /^gpt-4o-mini was to be shut down on January 14, 2027/);
    });

    it('is told of once a day', async () => {
      await notices.dismiss();
      assert.isUndefined(message());
      now = '2026-12-02';
      assert.isDefined(message());
    });

    it('takes the date that the provider gave over that of the profile', async () => {
      const endpoint = models.current();
      if (!endpoint) throw new Error('No model is chosen.');
      await memory.add(endpoint, { shutdown: '2026-12-24' });
      assert.match(message() ?? '', /December 24, 2026, in 23 days/);
    });

    it('is got past in one step: settings are carried over, and what is dropped is named', async () => {
      const configuration = vscode.workspace.getConfiguration('gloss');
      const { Global } = vscode.ConfigurationTarget;
      await configuration.update('request.temperature', 0.7, Global);
      await configuration.update('request.stop', ['END'], Global);
      await configuration.update('request.seed', 7, Global);
      const notice = notices.current();
      if (!notice?.successor) throw new Error('There is nobody to switch to.');
      assert.strictEqual(noticeView(notice).accept, 'Switch to gpt-6-luna');

      const dropped = await switchModel(notice.endpoint, notice.successor, { memory, chat: undefined });
      assert.sameMembers(dropped, ['Temperature', 'Stop at']);
      const changed = vscode.workspace.getConfiguration('gloss');
      assert.strictEqual(changed.get('model'), 'gpt-6-luna');
      assert.strictEqual(changed.get('request.temperature'), 0.7, 'settings stay');

      const current = models.current();
      if (!current) throw new Error('No model is chosen.');
      const { body } = models.prepare(current, { messages: [], sampling: {} });
      assert.deepInclude(body, { model: 'gpt-6-luna', seed: 7 });
      assert.doesNotHaveAnyKeys(body, ['temperature', 'stop']);
      assert.isUndefined(message(), 'the new model has no end yet');
    });
  });
}
