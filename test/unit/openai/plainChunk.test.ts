import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChunk } from '../../../src/openai/chunk.ts';
import { readErrorBody } from '../../../src/openai/errorBody.ts';
import { readPlainChunk } from '../../../src/openai/plainChunk.ts';
import { seededRandom } from '../../ui/webview/random.ts';
import { healthy } from '../../wire/dialects.ts';

const plain = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_760_000_000,
  model: 'gpt-4o-mini',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
  choices: [{ index: 0, delta: { content: 'a' }, logprobs: null, finish_reason: null }],
  usage: null,
  obfuscation: 'x',
};

/** What a field may hold where nobody expects it. */
const oddities = [
  null,
  0,
  1,
  -1,
  0.5,
  Number.POSITIVE_INFINITY,
  '',
  'a',
  'x'.repeat(201),
  true,
  [],
  ['a'],
  [null],
  {},
  { content: 7 },
  { message: 'a' },
  { content: [{ token: 'a', logprob: 0 }] },
  { prompt_tokens: 1 },
  [{ type: 'url_citation', url_citation: { url: 'https://example.com' } }],
  [{ function: { name: 'a' } }],
  [{ index: 0, delta: { content: 'b' } }],
  [plain.choices[0], plain.choices[0]],
];
const envelope = [
  'id',
  'model',
  'system_fingerprint',
  'choices',
  'usage',
  'error',
  'message',
  'detail',
  'errors',
];
const inChoice = ['index', 'delta', 'message', 'logprobs', 'finish_reason'];
const inDelta = ['role', 'content', 'refusal', 'reasoning', 'reasoning_content', 'tool_calls', 'annotations'];

/** A chunk with something odd in a place or two. */
function oddChunk(random: () => number): object {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const delta: Record<string, unknown> = { content: 'a' };
  const choice: Record<string, unknown> = { index: 0, delta, logprobs: null, finish_reason: null };
  const chunk: Record<string, unknown> = { ...plain, choices: [choice] };
  for (const [object, names] of [
    [delta, inDelta],
    [choice, inChoice],
    [chunk, envelope],
  ] as const) {
    if (random() < 0.5) object[pick(names) ?? ''] = pick(oddities);
    if (random() < 0.2) delete object[pick(names) ?? ''];
  }
  return chunk;
}

/** Without what stands for nothing, which the schemas keep as they find it. */
function filled(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_name, inner) => (inner === null ? undefined : inner)));
}

describe('a plain chunk', () => {
  it('is what the servers of the dialects send their words in', () => {
    const chunks = healthy.flatMap(({ frames }) =>
      frames.filter(({ adds }) => adds).map(({ raw }) => /^data: ?(\{.*\})\r?$/m.exec(raw)?.[1] ?? '{}'),
    );
    const read = chunks.filter(json => readPlainChunk(JSON.parse(json)) !== undefined);
    assert.ok(read.length > chunks.length / 2, `${read.length} of ${chunks.length}`);
  });

  it('is read as the schemas read it, whatever is odd about it', () => {
    const random = seededRandom(1);
    let read = 0;
    for (let tried = 0; tried < 20_000; tried += 1) {
      const chunk = oddChunk(random);
      const found = readPlainChunk(chunk);
      if (found === undefined) continue;
      read += 1;
      assert.equal(readErrorBody(chunk), undefined, JSON.stringify(chunk));
      assert.deepEqual(filled(found), filled(readChunk(chunk)), JSON.stringify(chunk));
    }
    assert.ok(read > 1_000 && read < 19_000, `${read} read`);
  });

  it('is nothing but an object', () => {
    for (const value of [
      undefined,
      null,
      7,
      'a',
      [],
      [plain],
      { choices: { 0: plain.choices[0], length: 1 } },
    ]) {
      assert.equal(readPlainChunk(value), undefined);
    }
  });
});
