import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildRequest } from '../../../src/models/buildRequest.ts';
import { parameterSettings, parameters } from '../../../src/models/parameters.ts';
import { modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { samplingFrom } from '../../../src/models/sampling.ts';
import { allSettings } from '../../../src/vscode/contributions/settings.ts';

const endpoint = { provider: openai, model: modelOf(openai, 'gpt-4o-mini') };

/** A value that each kind of control takes, what it is sent as, and one that it does not take. */
function example(parameter: (typeof parameterSettings)[number]): {
  set: unknown;
  sent: unknown;
  bad: unknown;
} {
  switch (parameter.control) {
    case 'number':
      return { set: parameter.maximum, sent: parameter.maximum, bad: parameter.maximum * 2 + 1 };
    case 'choice': {
      const [choice] = parameter.choices;
      const sent = parameter.field === 'response_format' ? { type: choice } : choice;
      return { set: choice, sent, bad: 'something else' };
    }
    case 'switch':
      return { set: 'off', sent: false, bad: 'perhaps' };
    case 'text':
      return { set: 'a', sent: 'a', bad: 'a'.repeat(parameter.maxLength + 1) };
    case 'list':
      return { set: ['a'], sent: ['a'], bad: Array.from({ length: parameter.maxItems + 1 }, () => 'a') };
    case 'map': {
      const value = parameter.values === 'text' ? 'b' : 1;
      return { set: { a: value }, sent: { a: value }, bad: { a: [] } };
    }
  }
}

describe('each parameter of the table', () => {
  for (const parameter of parameterSettings) {
    const { set, sent, bad } = example(parameter);
    const needed: Record<string, unknown> = parameter.key === 'topLogprobs' ? { logprobs: 'on' } : {};

    it(`${parameter.key}: set, it is sent as ${parameter.field}`, () => {
      const { fields, mistakes } = samplingFrom({ ...needed, [parameter.key]: set });
      assert.deepEqual(fields[parameter.field], sent);
      assert.deepEqual(mistakes, []);
    });

    it(`${parameter.key}: its default is not sent`, () => {
      const { default: unset } = allSettings()[`gloss.request.${parameter.key}`] ?? {};
      assert.notEqual(unset, undefined, 'every setting has a default');
      assert.deepEqual(samplingFrom({ [parameter.key]: unset }), { fields: {}, mistakes: [] });
    });

    it(`${parameter.key}: a bad value is not sent, and named`, () => {
      const { fields, mistakes } = samplingFrom({ ...needed, [parameter.key]: bad });
      assert.equal(parameter.field in fields, false);
      assert.deepEqual(mistakes, [parameter.key]);
    });
  }

  it('has a choice for each value, and none twice', () => {
    for (const [name, { enum: choices }] of Object.entries(allSettings())) {
      if (Array.isArray(choices)) assert.equal(new Set(choices).size, choices.length, name);
    }
  });

  it('top_logprobs goes only with logprobs: the API refuses it alone', () => {
    assert.deepEqual(samplingFrom({ topLogprobs: 3 }).fields, {});
  });

  it('says of the rest why they are not the user’s', () => {
    for (const [field, parameter] of Object.entries(parameters)) {
      if (parameter.use !== 'setting') assert.notEqual(parameter.why, '', field);
    }
  });
});

describe('a request', () => {
  it('has nothing in it that nobody asked for', () => {
    assert.deepEqual(buildRequest(endpoint, [], {}), {
      model: 'gpt-4o-mini',
      messages: [],
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
    });
  });

  it('leaves out what the model refuses', () => {
    assert.equal('reasoning_effort' in buildRequest(endpoint, [], { reasoning_effort: 'low' }), false);
  });

  it('asks for no usage chunk when it does not stream: the API refuses that', () => {
    assert.deepEqual(buildRequest(endpoint, [], { stream: false }), {
      model: 'gpt-4o-mini',
      messages: [],
      stream: false,
    });
  });

  it('of a typed task wants one answer in its schema, whatever the chat is set to', () => {
    const request = buildRequest(
      endpoint,
      [],
      { n: 3, response_format: { type: 'text' } },
      { name: 'tags', schema: { type: 'object' } },
    );
    assert.equal(request.n, 1);
    assert.deepEqual(request.response_format, {
      type: 'json_schema',
      json_schema: { name: 'tags', schema: { type: 'object' }, strict: true },
    });
  });
});
