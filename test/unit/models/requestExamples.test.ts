import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { type ExampleFormat, exampleFormats, requestExample } from '../../../src/models/requestExamples.ts';
import type { RequestBody } from '../../../src/openai/request.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';

const key = 'sk-canary-0123456789';

/** How each example is run; the JSON alone is no program. */
const runners: Record<Exclude<ExampleFormat, 'json'>, [command: string, ...args: string[]]> = {
  curl: ['bash', '-c'],
  python: ['python3', '-c'],
  typescript: [process.execPath, '--input-type=module-typescript', '--eval'],
};

const nasty = [
  `It's "quoted", 'twice', and '\\''`,
  'two\nlines, a\ttab and a return\r',
  'back\\slash, \\n, \\u0041 and C:\\new',
  '$HOME, $(touch /tmp/x), `id`, \u0024{key}, !!, %s, #{x}, {x}',
  'emoji 🌍 👩‍💻, wörld, 中文, \u2028 and \u2029, \u0007',
  '@file and --data, </script>, """ and \'\'\'',
];

const body: RequestBody = {
  model: 'gpt-4o-mini',
  messages: nasty.map(content => ({ role: 'user', content })),
  temperature: 0.1,
  seed: -9_007_199_254_740_991,
  logit_bias: { 50256: -100 },
  logprobs: false,
  stop: ['"', "'", '\\', '\n'],
  n: null,
  store: true,
  metadata: { "it's": '$x' },
  tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }],
};

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint({ keys: [key] });
});
after(() => endpoint.close());

async function run(format: keyof typeof runners, text: string): Promise<{ code: unknown; output: string }> {
  const [command, ...args] = runners[format];
  const child = spawn(command, [...args, text], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], API_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', data => (output += data));
  child.stderr.setEncoding('utf8').on('data', data => (output += data));
  const [code] = await once(child, 'close');
  return { code, output };
}

function isThere([command]: readonly string[]): boolean {
  return spawnSync(command ?? '', ['--version']).status === 0;
}

describe('an example that is run sends the very request', () => {
  for (const format of ['curl', 'python', 'typescript'] as const) {
    const missing = !isThere(runners[format]) || (format === 'curl' && !isThere(['curl']));
    it(`as ${format}${missing ? ' (not run: this machine has nothing to run it with)' : ''}`, async () => {
      const text = requestExample(format, { baseUrl: endpoint.baseUrl, keyed: true, body });
      if (missing) return;
      const arrived = endpoint.requests.length;
      const { code, output } = await run(format, text);
      assert.equal(code, 0, output);
      assert.match(output, /"object": ?"chat\.completion"/);
      assert.equal(endpoint.requests.length, arrived + 1);
      assert.deepEqual(endpoint.requests.at(-1)?.body, body);
    });
  }

  it('as JSON, which is the body itself', () => {
    assert.deepEqual(JSON.parse(requestExample('json', { baseUrl: '', keyed: true, body })), body);
  });
});

describe('an example for an endpoint without a key', () => {
  for (const format of exampleFormats) {
    it(`says nothing of one: ${format}`, () => {
      const text = requestExample(format, { baseUrl: 'http://localhost:1/v1', keyed: false, body });
      assert.doesNotMatch(text, /authorization|API_KEY/i);
    });
  }
});

describe('an example for an endpoint with a key', () => {
  for (const format of ['curl', 'python', 'typescript'] as const) {
    it(`takes it from the environment: ${format}`, () => {
      const text = requestExample(format, { baseUrl: endpoint.baseUrl, keyed: true, body });
      assert.match(text, /API_KEY/);
      assert.doesNotMatch(text, /canary/);
    });
  }
});
