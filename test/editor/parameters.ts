import { assert } from 'chai';
import * as vscode from 'vscode';
import { type Parameter, parameterSettings, parameters } from '../../src/models/parameters.ts';
import { modelOf } from '../../src/models/provider.ts';
import { openai } from '../../src/models/providers/openai.ts';
import type { RequestField } from '../../src/openai/request.ts';
import { allSettings } from '../../src/vscode/contributions/settings.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { mistakeSentence } from '../../src/vscode/services/parameterWords.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

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
    case 'switch': {
      const isPrediction = parameter.field === 'prediction';
      const sent = isPrediction ? { type: 'content', content: 'Answer' } : true;
      return { set: 'on', sent, bad: 'perhaps', sentence: /has to be “on” or “off”/ };
    }
    case 'text': {
      const sentence = new RegExp(`at most ${parameter.maxLength} characters`);
      return { set: 'a', sent: 'a', bad: 'a'.repeat(parameter.maxLength + 1), sentence };
    }
    case 'list': {
      const bad = Array.from({ length: parameter.maxItems + 1 }, () => 'a');
      return { set: ['a'], sent: ['a'], bad, sentence: new RegExp(`at most ${parameter.maxItems} entries`) };
    }
    case 'schema': {
      const set = { type: 'object' };
      return { set, sent: set, bad: { type: 'array' }, sentence: /has to be a JSON schema/ };
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

/** What fields about tools go along with. */
const tools = [{ name: 'look', description: 'Looks.', parameters: { type: 'object' }, strict: false }];

/** One that takes the field: the usual one, one that thinks, or one that nobody knows anything of. */
function modelFor(field: RequestField): string {
  const known = ['gpt-4o-mini', 'gpt-6-luna'].find(id => modelOf(openai, id).takes[field]);
  return known ?? 'unheard-of';
}

/** Every field of the table, from the user's real settings to the bytes that arrive. */
export function requestParameters(): void {
  describe('each field of the request', () => {
    const log = vscode.window.createOutputChannel('Gloss parameters test', { log: true });
    const memory = emptyModelMemory();
    const models = new Models({ keys: new Keys(secretStorage()), memory, log });
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

    /**
     * Asks with the settings as they are.
     * @param predicted whether the answer is known in part, as that of a rewrite is.
     * @returns the body that arrived first.
     */
    async function bodySent(field?: string): Promise<Record<string, unknown>> {
      const ready = await models.ready();
      if ('problem' in ready) throw new Error(ready.problem.message);
      const count = endpoint.requests.length;
      const messages = [{ role: 'user' as const, content: 'Answer in JSON.' }];
      const question = {
        ...{ messages, sampling: {} },
        ...(field === 'prediction' ? { prediction: 'Answer' } : {}),
        ...(field?.includes('tool') ? { tools } : {}),
      };
      for await (const _ of ready.model.ask(question, new AbortController().signal));
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

    it('a prediction is none of a chat’s, nor of anybody who has turned it off', async () => {
      await set('model', 'gpt-4o-mini');
      await set('request.prediction', 'on');
      assert.notProperty(await bodySent(), 'prediction');
      await set('request.prediction', 'off');
      assert.notProperty(await bodySent('prediction'), 'prediction');
      await set('request.prediction', undefined);
    });

    it('a place is the user’s own, and goes out beside a search alone', async () => {
      await set('model', 'unheard-of');
      const place = { country: 'AT', timezone: 'Europe/Vienna' };
      try {
        await set('request.webSearchLocation', place);
        assert.notProperty(await bodySent(), 'web_search_options');
        await set('request.webSearch', 'medium');
        assert.deepEqual((await bodySent())['web_search_options'], {
          search_context_size: 'medium',
          user_location: { type: 'approximate', approximate: place },
        });
        await set('request.webSearchLocation', { country: 'Austria' });
        assert.deepEqual((await bodySent())['web_search_options'], { search_context_size: 'medium' });
        assert.match(mistakes().join(), /webSearchLocation does not take the entry “country”/);
      } finally {
        for (const key of ['webSearch', 'webSearchLocation']) await set(`request.${key}`, undefined);
      }
    });

    it('a prediction is left out for a while when it loses money, and that is said once', async () => {
      await set('model', 'gpt-4o-mini');
      const notices: boolean[] = [];
      const sent: boolean[] = [];
      for (let rewrite = 0; rewrite < 15; rewrite++) {
        endpoint.play({ text: 'Something else.' });
        const ready = await models.ready();
        if ('problem' in ready) throw new Error(ready.problem.message);
        const question = {
          messages: [{ role: 'user' as const, content: 'x' }],
          sampling: {},
          prediction: 'one two',
        };
        for await (const event of ready.model.ask(question, new AbortController().signal)) {
          if (event.type === 'end') notices.push(event.predictionsPaused ?? false);
        }
        const { body } = endpoint.requests.at(-1) ?? {};
        sent.push(typeof body === 'object' && body !== null && 'prediction' in body);
      }
      const told = (index: number) => index === 2;
      const without = (index: number) => index >= 3 && index < 13;
      assert.deepEqual(
        notices,
        notices.map((_, index) => told(index)),
      );
      assert.deepEqual(
        sent,
        sent.map((_, index) => !without(index)),
      );
      await memory.add(models.current() ?? assert.fail(), { predictions: undefined });
    });

    it('what is refused after the first words is not asked again, but done without the next time', async () => {
      await set('model', 'gpt-4o-mini');
      await set('request.temperature', 1);
      const delta = { choices: [{ index: 0, delta: { content: 'Hello ' } }] };
      const type = 'invalid_request_error';
      const error = { message: 'No.', type, param: 'temperature', code: 'unsupported_parameter' };
      const body = [delta, { error }].map(event => `data: ${JSON.stringify(event)}\n\n`).join('');
      endpoint.play({ http: { status: 200, headers: { 'content-type': 'text/event-stream' }, body } });
      const before = endpoint.requests.length;
      try {
        const ready = await models.ready();
        if ('problem' in ready) throw new Error(ready.problem.message);
        const messages = [{ role: 'user' as const, content: 'Hi' }];
        let text = '';
        let adapted: unknown;
        let state: string | undefined;
        for await (const event of ready.model.ask({ messages, sampling: {} }, new AbortController().signal)) {
          if (event.type === 'text') text += event.text;
          if (event.type === 'adapted') adapted = event;
          if (event.type === 'end') state = event.end.state;
        }
        assert.deepEqual({ text, state }, { text: 'Hello ', state: 'interrupted' });
        assert.strictEqual(endpoint.requests.length, before + 1);
        const refusal = { change: 'drop', field: 'temperature' };
        assert.deepEqual(adapted, { type: 'adapted', refusal, again: false });
        assert.notProperty(await bodySent(), 'temperature');
      } finally {
        await set('request.temperature', undefined);
        await memory.forgetRefusals();
      }
    });

    for (const [field, parameter] of Object.entries<Parameter>(parameters)) {
      const setting = parameterSettings.find(candidate => candidate.field === field);
      if (!setting) {
        it(`${field} is not the user's: ${parameter.use}`, async () => {
          await set('model', 'gpt-4o-mini');
          const body = await bodySent(field);
          assert.strictEqual(field in body, parameter.use === 'fixed');
          assert.match('why' in parameter ? parameter.why : '', /\w/);
          assert.notProperty(allSettings(), `gloss.request.${field}`);
        });
        continue;
      }
      const { set: value, sent, bad, sentence } = exampleOf(setting);
      const predicted = field === 'prediction';
      // Gloss streams, and predicts what it can, unless it is told not to.
      const unsetOrWrong = field === 'stream' ? true : predicted ? sent : undefined;
      it(`${field}: set, unset, and wrong`, async () => {
        await set('model', modelFor(setting.field));
        const others = company[setting.field] ?? {};
        for (const [key, other] of Object.entries(others)) await set(`request.${key}`, other);
        try {
          await set(`request.${setting.key}`, value);
          assert.deepEqual((await bodySent(field))[field], sent, 'set, it is sent');

          await set(`request.${setting.key}`, bad);
          assert.deepEqual((await bodySent(field))[field], unsetOrWrong, 'wrong, it is not sent');
          assert.match(mistakes().join(), sentence);
          assert.include(mistakes().join(), `gloss.request.${setting.key}`);

          const { default: unset } = allSettings()[`gloss.request.${setting.key}`] ?? {};
          await set(`request.${setting.key}`, unset);
          assert.deepEqual((await bodySent(field))[field], unsetOrWrong, 'unset, it is not');
          assert.deepEqual(mistakes(), []);
        } finally {
          for (const key of [setting.key, ...Object.keys(others)]) await set(`request.${key}`, undefined);
        }
      });
    }
  });
}
