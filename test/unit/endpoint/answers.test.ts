import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import { complete, hello, post, readStream } from './client.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const list = (items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: 'array', items, ...more });
const string: JsonSchema = { type: 'string' };
const ask = (content: string) => ({ ...hello, messages: [{ role: 'user', content }] });
const code = `\`\`\`ts
// Sends what is left.
export async function drainQueue(queue: Queue) {
  for (const file of queue) await sendFile(file);
}
function sendFile(file: File) {}
\`\`\``;

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint();
});
after(() => endpoint.close());

async function answerText(body: object): Promise<string> {
  const { choices } = await complete(endpoint, body);
  return choices[0]?.message.content ?? '';
}

async function answerSchema(schema: object, content: string): Promise<unknown> {
  const json_schema = { name: 'answer', strict: true, schema };
  return JSON.parse(
    await answerText({ ...ask(content), response_format: { type: 'json_schema', json_schema } }),
  );
}

describe('an answer to a schema', () => {
  const node = object({
    value: { type: 'integer' },
    next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
  });
  const expression: JsonSchema = {
    anyOf: [
      object({ left: { $ref: '#/$defs/expression' }, right: { $ref: '#/$defs/expression' } }),
      { type: 'number' },
    ],
  };
  const schemas: Record<string, JsonSchema> = {
    'text, numbers and switches': object({
      a: string,
      b: { type: 'number' },
      c: { type: 'integer' },
      d: { type: 'boolean' },
    }),
    'numbers in a range': object({
      a: { type: 'number', minimum: 0, maximum: 1 },
      b: { type: 'integer', exclusiveMinimum: 5, maximum: 6 },
      c: { type: 'integer', multipleOf: 7, minimum: 10 },
      d: { type: 'number', exclusiveMaximum: 0 },
    }),
    'choices and constants': object({
      a: { type: 'string', enum: ['x', 'y'] },
      b: { const: 'only' },
      c: { enum: [3, 4] },
    }),
    'what may be null': object({ a: { type: ['string', 'null'] }, b: { anyOf: [{ type: 'null' }, string] } }),
    'lists of a given length': object({
      a: list(string, { minItems: 8, maxItems: 8 }),
      b: list({ type: 'integer' }, { maxItems: 1 }),
      c: list(object({ d: string }), { minItems: 3 }),
      e: list({ type: 'string', enum: ['x', 'y', 'z', 'w'] }, { maxItems: 2 }),
    }),
    formats: object({ a: { type: 'string', format: 'email' }, b: { type: 'string', format: 'date-time' } }),
    'a definition that holds itself': { ...object({ head: { $ref: '#/$defs/node' } }), $defs: { node } },
    'branches that hold themselves': {
      ...object({ root: { $ref: '#/$defs/expression' } }),
      $defs: { expression },
    },
    'a root that holds itself': object({ name: string, children: list({ $ref: '#' }) }),
  };
  for (const [name, schema] of Object.entries(schemas)) {
    it(`satisfies it: ${name}`, async () => {
      const value = await answerSchema(schema, 'Say something about queues.');
      const checked = z.fromJSONSchema(schema).safeParse(value);
      assert.ok(checked.success, `${JSON.stringify(value)}: ${checked.error?.message}`);
    });
  }

  const tagged = z.object({
    tags: z
      .array(z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/))
      .min(3)
      .max(5),
  });

  it('names tags after the code', async () => {
    const { tags } = tagged.parse(
      await answerSchema(object({ tags: list(string) }), `Tags, please:\n${code}`),
    );
    assert.ok(tags.includes('drain-queue') && tags.includes('send-file'), tags.join());
  });

  it('picks tags from the list it is given, those that occur first', async () => {
    const allowed = ['auth', 'queue', 'ui', 'file', 'network', 'storage'];
    const schema = object({ tags: list({ type: 'string', enum: allowed }) });
    const { tags } = tagged.parse(await answerSchema(schema, code));
    assert.deepEqual(tags.slice(0, 2), ['queue', 'file']);
    assert.ok(tags.every(tag => allowed.includes(tag)));
  });

  it('picks the choice that occurs in the text', async () => {
    const schema = object({ intent: { type: 'string', enum: ['bug-fix', 'feature', 'question'] } });
    assert.deepEqual(await answerSchema(schema, 'A new feature, please'), { intent: 'feature' });
  });
});

describe('a translation', () => {
  const schema = object({ items: list(object({ id: string, text: string })) });
  const translate = async (order: object) => answerSchema(schema, `Translate:\n${JSON.stringify(order)}`);

  it('keeps the ids, knows some sentences, and marks the others', async () => {
    const items = [
      { id: 'c1', text: 'Wait twice as long after each failure. Give up after five\nattempts.' },
      { id: 'c2', text: 'Nobody ever wrote this.' },
    ];
    assert.deepEqual(await translate({ target: 'German', items }), {
      items: [
        { id: 'c1', text: 'Nach jedem Fehlschlag doppelt so lange warten. Nach fünf Versuchen aufgeben.' },
        { id: 'c2', text: '[de] Nobody ever wrote this.' },
      ],
    });
  });

  for (const [target, text] of [
    ['English', 'Hello, world!'],
    ['es', '¡Hola, mundo!'],
    ['French', 'Bonjour, le monde !'],
    ['Simplified Chinese', '你好，世界！'],
    ['Klingon', '[Klingon] Hallo, Welt!'],
  ] as const) {
    it(`from German to ${target}`, async () => {
      const answer = await translate({ targetLanguage: target, items: [{ id: '1', text: 'Hallo, Welt!' }] });
      assert.deepEqual(answer, { items: [{ id: '1', text }] });
    });
  }

  it('keeps the lines of a text', async () => {
    const items = [{ id: '1', text: 'Give up after five attempts.\n\nThis is only a workaround.' }];
    assert.deepEqual(await translate({ target: 'de', items }), {
      items: [{ id: '1', text: 'Nach fünf Versuchen aufgeben.\n\nDas ist nur eine Übergangslösung.' }],
    });
  });
});

describe('a free answer', () => {
  it('explains code by what is in it, and says that no model was asked', async () => {
    const text = await answerText(ask(`Explain this:\n${code}`));
    assert.match(text, /5 lines of ts/);
    assert.match(text, /- `drainQueue`/);
    assert.match(text, /```ts\n\/\/ Sends what is left\./);
    assert.match(text, /\*[^*\n]*no model was asked\.\*$/);
  });

  it('quotes code that holds a code block inside a longer fence', async () => {
    const text = await answerText(ask('````markdown\n```sh\nnpm start\n```\n````'));
    assert.match(text, /3 lines of markdown/);
    assert.match(text, /\n````markdown\n```sh\nnpm start\n```\n````\n/);
  });

  it('knows the code of the demo workspace', async () => {
    const text = await answerText(ask('```ts\nasync function uploadWithRetry(queue, file) {}\n```'));
    assert.match(text, /exponential back-off/);
  });

  it('answers other questions in markdown', async () => {
    const text = await answerText(ask('How do I stop a fetch?'));
    assert.match(text, /How do I stop a fetch\?[\s\S]*\n- [\s\S]*`[^`]+`[\s\S]*```ts\n/);
  });

  it('is the same for the same request', async () => {
    assert.equal(await answerText(ask('Why?')), await answerText(ask('Why?')));
  });
});

describe('the parameters', () => {
  it('stop ends the text before the sequence', async () => {
    const text = await answerText({ ...ask('Why?'), stop: ['never', 'three'] });
    assert.match(text, /There are $/);
  });

  it('max_completion_tokens cuts the text and says so', async () => {
    const { choices, usage } = await complete(endpoint, { ...ask('Why?'), max_completion_tokens: 7 });
    assert.equal(choices[0]?.finish_reason, 'length');
    assert.equal(usage.completion_tokens, 7);
  });

  it('n gives as many choices', async () => {
    const { choices } = await complete(endpoint, { ...hello, n: 3 });
    assert.deepEqual(
      choices.map(choice => choice.index),
      [0, 1, 2],
    );
  });

  it('logprobs come token by token, with as many alternatives as asked', async () => {
    const { choices, usage } = await complete(endpoint, { ...hello, logprobs: true, top_logprobs: 2 });
    const content = choices[0]?.logprobs?.content ?? [];
    assert.equal(content.map(entry => entry.token).join(''), choices[0]?.message.content);
    assert.equal(content.length, usage.completion_tokens);
    assert.ok(content.every(entry => entry.top_logprobs.length === 2));
  });

  it('logprobs name the other choices of the schema where one is made', async () => {
    const label = { type: 'string', enum: ['bug', 'feature', 'question'] };
    const { choices } = await complete(endpoint, {
      ...hello,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'intent',
          strict: true,
          schema: { type: 'object', properties: { label }, required: ['label'], additionalProperties: false },
        },
      },
      logprobs: true,
      top_logprobs: 3,
    });
    const content = choices[0]?.logprobs?.content ?? [];
    const chosen = content.find(({ token }) => token === 'bug');
    assert.deepEqual(
      chosen?.top_logprobs.map(({ token }) => token),
      ['bug', 'feature', 'question'],
    );
  });

  it('tool_choice forces a call with arguments that fit', async () => {
    const parameters = object({ path: string, lines: { type: 'integer', minimum: 1, maximum: 9 } });
    const tools = [{ type: 'function', function: { name: 'read_file', parameters, strict: true } }];
    const { choices } = await complete(endpoint, { ...hello, tools, tool_choice: 'required' });
    const call = choices[0]?.message.tool_calls?.[0];
    assert.equal(choices[0]?.finish_reason, 'tool_calls');
    assert.equal(call?.function.name, 'read_file');
    z.fromJSONSchema(parameters).parse(JSON.parse(call?.function.arguments ?? ''));

    const stream = await post(endpoint, { ...hello, tools, tool_choice: 'required', stream: true });
    const streamed = (await readStream(stream)).choices.flatMap(choice => choice.delta.tool_calls ?? []);
    assert.equal(streamed.map(bit => bit.function.arguments).join(''), call?.function.arguments);
  });
});

describe('the usage', () => {
  it('counts the prompt as the API does', async () => {
    // "Hello" and "user" are a token each; three frame the message and three start the answer.
    assert.equal((await complete(endpoint, hello)).usage.prompt_tokens, 8);
  });

  it('finds a prefix of 1024 tokens and more that it saw before', async () => {
    const long = { role: 'system', content: 'rule '.repeat(1500) };
    const cached = async (content: string) => {
      const { usage } = await complete(endpoint, { ...hello, messages: [long, { role: 'user', content }] });
      return usage.prompt_tokens_details.cached_tokens;
    };
    assert.equal(await cached('first'), 0);
    assert.equal(await cached('second'), 1408);
  });
});
