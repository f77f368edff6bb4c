import { assert } from 'chai';
import * as vscode from 'vscode';
import { type Parameter, parameterSettings, parameters } from '../../src/models/parameters.ts';
import { modelOf } from '../../src/models/provider.ts';
import { openai } from '../../src/models/providers/openai.ts';
import type { RequestField } from '../../src/openai/request.ts';
import { allSettings } from '../../src/vscode/contributions/settings.ts';
import { ModelMemory } from '../../src/vscode/services/modelMemory.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { mistakeSentence } from '../../src/vscode/services/parameterWords.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { memento, secretStorage } from './inMemory.ts';

type Setting = (typeof parameterSettings)[number];

/** A value that a parameter takes, what it is on the wire, one that it does not take, and what is said of that. */
interface Example {
  set: unknown;
  sent: unknown;
  bad: unknown;
  sentence: RegExp;
}

function exampleOf(parameter: Setting): Example {
  switch (parameter.control) {
    case 'number': {
      const { minimum, maximum } = parameter;
      const [least, most] = [minimum, maximum].map(bound => bound.toLocaleString('en'));
      const isAny = maximum === Number.MAX_SAFE_INTEGER;
      const sentence = isAny ? /has to be a whole number/ : new RegExp(`has to be from ${least} to ${most}`);
      return { set: minimum, sent: minimum, bad: maximum * 2 + 1, sentence };
    }
    case 'choice': {
      const [choice] = parameter.choices;
      const forms: Partial<Record<RequestField, unknown>> = {
        response_format: { type: choice },
        web_search_options: { search_context_size: choice },
      };
      const sent = forms[parameter.field] ?? choice;
      return { set: choice, sent, bad: 'something else', sentence: /has to be one of: / };
    }
    case 'switch':
      return { set: 'on', sent: true, bad: 'perhaps', sentence: /has to be “on” or “off”/ };
    case 'text': {
      const sentence = new RegExp(`at most ${parameter.maxLength} characters`);
      return { set: 'a', sent: 'a', bad: 'a'.repeat(parameter.maxLength + 1), sentence };
    }
    case 'list': {
      const bad = Array.from({ length: parameter.maxItems + 1 }, () => 'a');
      return { set: ['a'], sent: ['a'], bad, sentence: new RegExp(`at most ${parameter.maxItems} entries`) };
    }
    case 'map': {
      const value = parameter.values === 'text' ? 'b' : 1;
      return {
        set: { 7: value },
        sent: { 7: value },
        bad: { 7: ['c'] },
        sentence: /does not take the entry “7”/,
      };
    }
  }
}

/** What another has to be for the field to be sent. */
const company: Partial<Record<RequestField, Record<string, unknown>>> = {
  top_logprobs: { logprobs: 'on' },
  metadata: { store: 'on' },
};

/** One that takes the field: the usual one, one that thinks, or one that nobody knows anything of. */
function modelFor(field: RequestField): string {
  const known = ['gpt-4o-mini', 'gpt-6-luna'].find(id => modelOf(openai, id).takes[field]);
  return known ?? 'unheard-of';
}

/** Every field of the table, from the user's real settings to the bytes that arrive. */
export function requestParameters(): void {
  describe('each field of the request', () => {
    const log = vscode.window.createOutputChannel('Gloss parameters test', { log: true });
    const models = new Models({ keys: new Keys(secretStorage()), memory: new ModelMemory(memento()), log });
    let endpoint: Endpoint;

    async function set(name: string, value: unknown): Promise<void> {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('gloss').update(name, value, Global);
    }

    before(async () => {
      endpoint = await startEndpoint();
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none' }]);
      await set('provider', 'test');
    });
    after(async () => {
      for (const name of ['customEndpoints', 'provider', 'model']) await set(name, undefined);
      await endpoint.close();
      models.dispose();
      log.dispose();
    });

    /** Asks with the settings as they are. @returns the body that arrived first. */
    async function bodySent(): Promise<Record<string, unknown>> {
      const ready = await models.ready();
      if ('problem' in ready) throw new Error(ready.problem.message);
      const count = endpoint.requests.length;
      const messages = [{ role: 'user' as const, content: 'Answer in JSON.' }];
      for await (const _ of ready.model.ask({ messages, sampling: {} }, new AbortController().signal));
      const { body } = endpoint.requests[count] ?? {};
      if (typeof body !== 'object' || body === null) throw new Error('No request arrived.');
      return { ...body };
    }

    function mistakes(): string[] {
      const current = models.current();
      if (!current) throw new Error('No model is chosen.');
      return models
        .prepare(current, { messages: [], sampling: {} })
        .mistakes.map(mistake => mistakeSentence(mistake));
    }

    it('goes to a model with a small window, too', async () => {
      await set('customEndpoints', [
        {
          id: 'test',
          baseUrl: endpoint.baseUrl,
          key: 'none',
          models: [{ id: 'gpt-4o-mini', contextWindow: 2048 }],
        },
      ]);
      await set('model', 'gpt-4o-mini');
      assert.property(await bodySent(), 'messages');
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none' }]);
    });

    for (const [field, parameter] of Object.entries<Parameter>(parameters)) {
      const setting = parameterSettings.find(candidate => candidate.field === field);
      if (!setting) {
        it(`${field} is not the user's: ${parameter.use}`, async () => {
          await set('model', 'gpt-4o-mini');
          const body = await bodySent();
          assert.strictEqual(field in body, parameter.use === 'fixed');
          assert.match('why' in parameter ? parameter.why : '', /\w/);
          assert.notProperty(allSettings(), `gloss.request.${field}`);
        });
        continue;
      }
      const { set: value, sent, bad, sentence } = exampleOf(setting);
      it(`${field}: set, unset, and wrong`, async () => {
        await set('model', modelFor(setting.field));
        const others = company[setting.field] ?? {};
        for (const [key, other] of Object.entries(others)) await set(`request.${key}`, other);
        try {
          await set(`request.${setting.key}`, value);
          assert.deepEqual((await bodySent())[field], sent, 'set, it is sent');

          await set(`request.${setting.key}`, bad);
          const body = await bodySent();
          // Gloss streams whatever is wrong with the setting.
          assert.deepEqual(body[field], field === 'stream' ? true : undefined, 'wrong, it is not sent');
          assert.match(mistakes().join(), sentence);
          assert.include(mistakes().join(), `gloss.request.${setting.key}`);

          const { default: unset } = allSettings()[`gloss.request.${setting.key}`] ?? {};
          await set(`request.${setting.key}`, unset);
          assert.deepEqual(
            (await bodySent())[field],
            field === 'stream' ? true : undefined,
            'unset, it is not',
          );
          assert.deepEqual(mistakes(), []);
        } finally {
          for (const key of [setting.key, ...Object.keys(others)]) await set(`request.${key}`, undefined);
        }
      });
    }
  });
}
