import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { parameterSettings } from '../../../src/models/parameters.ts';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../endpoint/endpoint.ts';
import { runLive } from '../../live/live.ts';
import { trials } from '../../live/trials.ts';

const key = 'sk-canary-0123456789';
const keyed = { GLOSS_LIVE_KEY: key };

let endpoint: Endpoint | undefined;
afterEach(() => endpoint?.close());

async function live(
  options: EndpointOptions,
  model = 'gpt-4o-mini',
  provider = 'openai',
): Promise<{ code: number; output: string }> {
  endpoint = await startEndpoint({ keys: [key], ...options });
  return runWith(['--provider', provider, '--model', model, '--base-url', endpoint.baseUrl], keyed);
}

async function runWith(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const lines: string[] = [];
  const code = await runLive(args, env, line => lines.push(line));
  const output = lines.join('\n');
  assert.doesNotMatch(output, /canary/, 'the key is never printed');
  return { code, output };
}

describe('the live test', () => {
  it('tries every setting', () => {
    const tried = trials.map(({ field }) => field);
    assert.deepEqual(
      parameterSettings.filter(({ field }) => !tried.includes(field)),
      [],
    );
  });

  for (const [provider, model, dialect] of [
    ['openai', 'gpt-4o-mini', 'openai'],
    ['openai', 'gpt-6-luna', 'openai'],
    ['unorouter', 'gpt-4o-mini', 'unorouter'],
  ] as const) {
    it(`finds that the profile of ${model} at ${provider} is right`, async () => {
      const { code, output } = await live({ dialect }, model, provider);
      assert.match(output, /\nNo differences\.$/, output);
      assert.equal(code, 0);
      assert.equal(endpoint?.requests.length, trials.length, 'each is tried once');
    });
  }

  it('says how each was answered, and what it all cost', async () => {
    const { output } = await live({});
    assert.match(output, /^temperature +accepted +takes it +yes$/m);
    assert.match(
      output,
      /^reasoning_effort +refused \(unsupported_parameter, reasoning_effort\) +leaves it out +yes$/m,
    );
    assert.match(output, /^Cost: \$0\.00\d+$/m);
  });

  it('reports what the endpoint refuses and the profile takes', async () => {
    const { code, output } = await live({ refuses: ['seed'] });
    assert.equal(code, 1);
    assert.match(
      output,
      /Differences: 1\n- seed: refused \(unsupported_parameter, seed\), but the profile takes it$/,
    );
  });

  it('reports what the endpoint takes and the profile leaves out', async () => {
    const { code, output } = await live({ dialect: 'common' }, 'qwen3:4b', 'vllm');
    assert.equal(code, 1);
    assert.match(output, /Differences: 1\n- picture: accepted, but the profile leaves it out$/);
  });

  it('reports what is accepted without its effect', async () => {
    endpoint = await startEndpoint();
    endpoint.play({ text: 'I count: 1 2 3 4 5' }, trials.length * 2);
    const { code, output } = await runWith(
      ['--provider', 'openai', '--model', 'gpt-4o-mini', '--base-url', endpoint.baseUrl],
      keyed,
    );
    assert.equal(code, 1);
    for (const name of ['max_completion_tokens', 'stop', 'structured output', 'JSON object', 'tool call']) {
      assert.match(output, new RegExp(`- ${name}: ignored, but the profile takes it`));
    }
  });

  it('reports a wrong key as a failure, and shows neither', async () => {
    const { code, output } = await live({ keys: ['another'] });
    assert.equal(code, 1);
    assert.match(output, /failed \(wrongKey\)/);
  });

  it('stops before a cent is spent', async () => {
    endpoint = await startEndpoint();
    // What breaks off may have cost the most that it could.
    endpoint.play('serverError', 1_000);
    const { code, output } = await runWith(
      ['--provider', 'openai', '--model', 'gpt-5.4-mini', '--base-url', endpoint.baseUrl],
      keyed,
    );
    assert.equal(code, 1);
    const [, cost] = /^Cost: \$([\d.]+)$/m.exec(output) ?? [];
    assert.ok(Number(cost) <= 0.01, output);
    assert.match(output, /^Not tried, to stay under a cent: /m);
  });

  const unusable: [what: string, args: string[], env: Record<string, string>][] = [
    ['a key', ['--provider', 'openai', '--model', 'gpt-4o-mini'], {}],
    ['a provider', ['--model', 'gpt-4o-mini'], keyed],
    ['a provider that there is', ['--provider', 'nobody', '--model', 'gpt-4o-mini'], keyed],
    ['a model', ['--provider', 'openai'], keyed],
    ['a model whose price is known', ['--provider', 'openai', '--model', 'gpt-9'], keyed],
    [
      'an address for a key',
      ['--provider', 'openai', '--model', 'gpt-4o-mini', '--base-url', 'http://a.example'],
      keyed,
    ],
    ['options that there are', ['--key', key], keyed],
  ];
  for (const [what, args, env] of unusable) {
    it(`needs ${what}`, async () => {
      const { code, output } = await runWith(args, env);
      assert.equal(code, 2);
      assert.match(output, /GLOSS_LIVE_KEY=… npm run test:live|price/);
    });
  }
});
