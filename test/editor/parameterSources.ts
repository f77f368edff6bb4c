import { assert } from 'chai';
import * as vscode from 'vscode';
import { settings } from '../../src/vscode/contributions/settings.ts';
import { fieldGroups, preparedForForm } from '../../src/vscode/panel/parameterFields.ts';
import { malformedSettings } from '../../src/vscode/services/malformedSettings.ts';
import { Models, type Question } from '../../src/vscode/services/models.ts';
import { mistakeSentence } from '../../src/vscode/services/parameterWords.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { ofWorkspaces } from '../../src/vscode/services/setting.ts';
import { readTaskSettings } from '../../src/vscode/tasks/taskSettings.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** Which value of several holds, and what the form says of where it comes from. */
export function parameterSources(): void {
  describe('the value of a parameter', () => {
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const log = vscode.window.createOutputChannel('Gloss sources test', { log: true });
    const models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });

    async function set(name: string, value: unknown, target = Global, languageId?: string): Promise<void> {
      const scope = languageId ? { languageId } : undefined;
      await vscode.workspace
        .getConfiguration('gloss', scope)
        .update(name, value, target, languageId !== undefined);
    }

    before(async () => {
      await set('request.temperature', 0.1);
      await set('tasks', { tags: { parameters: { temperature: 0.4 } } });
    });
    after(async () => {
      for (const name of ['request.temperature', 'tasks', 'request.n']) await set(name, undefined);
      models.dispose();
      log.dispose();
    });

    function temperature(question: Partial<Question> = {}): [value: unknown, source: string | undefined] {
      const current = models.current();
      if (!current) throw new Error('No model is chosen.');
      const { body, values } = models.prepare(current, { messages: [], sampling: {}, ...question });
      return [body['temperature'], values.get('temperature')?.source];
    }

    it('is a workspace’s where the catalogue says so, and nowhere else', () => {
      const catalogued = Object.entries(settings).filter(([, { scope }]) => scope !== 'application');
      assert.deepEqual(
        catalogued.map(([key]) => key),
        [...ofWorkspaces],
      );
    });

    it('is the user’s, over the default of a task', () =>
      assert.deepEqual(temperature({ sampling: { temperature: 0 } }), [0.1, 'user']));

    it('is that for the language of the document', async () => {
      await set('request.temperature', 0.2, Global, 'markdown');
      assert.deepEqual(temperature({ scope: { languageId: 'markdown' } }), [0.2, 'language']);
      assert.deepEqual(temperature({ scope: { languageId: 'css' } }), [0.1, 'user']);
      await set('request.temperature', undefined, Global, 'markdown');
    });

    it('is the workspace’s, over the user’s', async () => {
      await set('request.temperature', 0.3, Workspace);
      assert.deepEqual(temperature(), [0.3, 'workspace']);
      assert.deepEqual(temperature({ task: 'tags' }), [0.4, 'task'], 'but not over the user’s for a task');
      await set('request.temperature', undefined, Workspace);
    });

    it('is that for the task, where there is one', () => {
      assert.deepEqual(temperature({ task: 'tags' }), [0.4, 'task']);
      assert.deepEqual(temperature({ task: 'translate' }), [0.1, 'user']);
    });

    it('may be the model itself, for one task', async () => {
      const chosen = (task?: string) => {
        const endpoint = models.current(task);
        return endpoint && [endpoint.provider.id, endpoint.model.id];
      };
      const [provider, model] = chosen() ?? [];
      await set('tasks', { tags: { model: 'gpt-4.1' }, intent: { provider: 'ollama', model: 'llama3.2' } });
      assert.deepEqual(chosen('tags'), [provider, 'gpt-4.1'], 'of the same provider');
      assert.deepEqual(chosen('intent'), ['ollama', 'llama3.2']);
      assert.deepEqual(chosen('explain'), [provider, model]);
      assert.deepEqual(chosen(), [provider, model]);
      await set('tasks', { tags: { parameters: { temperature: 0.4 } } });
    });

    it('is the chat’s own before all others', () => {
      const parameters = { temperature: 0.5 };
      assert.deepEqual(temperature({ task: 'tags', parameters }), [0.5, 'chat']);
      assert.deepEqual(
        temperature({ parameters: { temperature: null } }),
        [0.1, 'user'],
        'unset is no value',
      );
    });

    it('in a setting of the wrong form is not used, and the rest of that setting is', async () => {
      await set('tasks', { tags: { parameters: { temperature: 0.4 } }, explain: 'oops' });
      await set('presets', [1]);
      assert.deepEqual(temperature({ task: 'tags' }), [0.4, 'task']);
      assert.deepEqual(
        malformedSettings().map(mistake => mistakeSentence(mistake)),
        [
          'gloss.tasks does not take the entry “explain”.',
          'gloss.presets has to be a list of names with values.',
        ],
      );
      await set('presets', undefined);
      await set('tasks', { tags: { parameters: { temperature: 9 } } });
      const current = models.current();
      if (!current) throw new Error('No model is chosen.');
      const { mistakes, values } = models.prepare(current, { messages: [], sampling: {}, task: 'tags' });
      assert.deepEqual(
        mistakes.map(mistake => mistakeSentence(mistake, values.get(mistake.key)?.source)),
        ['gloss.tasks (temperature) has to be from 0 to 2.'],
      );
    });

    it('of a task’s setting, when it is wrong, is told with the setting’s name', async () => {
      const wrong = {
        'tags.count': 99,
        'intent.threshold': '60 %',
        'explain.depth': 'deep',
        'batch.concurrency': 2.5,
        'tags.vocabulary': ['retry', 7],
        'tags.language': 'de_DE',
      };
      for (const [key, value] of Object.entries(wrong)) await set(key, value);
      assert.sameMembers(
        malformedSettings().map(mistake => mistakeSentence(mistake)),
        [
          'gloss.tags.count has to be from 1 to 20.',
          'gloss.intent.threshold has to be a number.',
          'gloss.explain.depth has to be one of: brief, normal, lines.',
          'gloss.batch.concurrency has to be a whole number.',
          'gloss.tags.vocabulary does not take the entry “7”.',
          'gloss.tags.language has to be the code of a language, such as “de” or “pt-BR”.',
        ],
      );
      const { tags, intent, explain } = readTaskSettings();
      assert.deepEqual(tags, { vocabulary: ['retry'], style: 'kebab-case', language: 'English', count: 6 });
      assert.deepEqual([intent.threshold, explain.depth], [0.6, 'normal'], 'what is told is not used');
      for (const key of Object.keys(wrong)) await set(key, undefined);
      assert.deepEqual(malformedSettings(), []);
    });

    it('that excludes the prediction of a rewrite is named beside it, though that is not set', () => {
      const current = models.current() ?? assert.fail('No model is chosen.');
      const saidOf = (parameters: Record<string, unknown>) =>
        fieldGroups(
          current.model,
          preparedForForm(models, current, { messages: [], sampling: {}, parameters }),
          'chat',
          parameters,
        )
          .flatMap(({ fields }) => fields)
          .find(({ key }) => key === 'prediction')?.mistake;
      assert.strictEqual(saidOf({}), undefined);
      assert.strictEqual(saidOf({ n: 2 }), undefined, 'a rewrite is one answer in any case');
      assert.strictEqual(saidOf({ logprobs: 'on' }), 'Not sent: not taken together with Logprobs.');
      assert.strictEqual(
        saidOf({ prediction: 'on', maxCompletionTokens: 100 }),
        'Not sent: not taken together with Longest answer.',
      );
      assert.strictEqual(saidOf({ prediction: 'off', logprobs: 'on' }), undefined);
    });

    it('unset everywhere is not sent', async () => {
      await set('request.temperature', undefined);
      assert.deepEqual(temperature(), [undefined, undefined]);
    });
  });
}
