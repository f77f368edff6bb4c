import { gzipSync } from 'node:zlib';
import {
  byteByByte,
  chunk,
  chunked,
  completion,
  document,
  done,
  events,
  head,
  stop,
  stream,
  usage,
  type WireCase,
  words,
} from '../wireCase.ts';

const complete = (text: string) => ({ state: 'complete', text }) as const;
const many = 'Grüße, 你好 🌍 👩‍👩‍👧 e\u0301 \u{1F1E9}\u{1F1EA}!';
const gzipped = gzipSync(events(words('Hello '), words('world'), stop, done));
const damaged = Buffer.from(events(words('ab#cd'), stop, done));
damaged[damaged.indexOf('#')] = 0xff;
const overlong = Buffer.from(events(words('ab##cd'), stop, done));
overlong.set([0xc0, 0x80], overlong.indexOf('#'));
const replacement = events(words('a\uFFFDb'), stop, done);

/** What the text may be made of: W2 to W4, W29, W46, W50, W59 to W62. */
export const text: readonly WireCase[] = [
  {
    name: 'characters of up to four bytes',
    reply: stream(words(many), stop, done),
    required: complete(many),
  },
  {
    name: 'characters cut through at every byte',
    reply: [head(), ...byteByByte(events(words(many), stop, done))],
    required: complete(many),
  },
  {
    name: 'characters cut through by chunks',
    reply: [
      head(200, { 'transfer-encoding': 'chunked' }),
      ...[...Buffer.from(events(words('🌍'), stop, done))].flatMap(byte => [
        Buffer.concat([Buffer.from('1\r\n'), Uint8Array.of(byte), Buffer.from('\r\n')]),
      ]),
      '0\r\n\r\n',
    ],
    required: complete('🌍'),
  },
  {
    name: 'a replacement character of the model’s own',
    reply: [head(), replacement],
    required: complete('a\uFFFDb'),
  },
  {
    name: 'that replacement character byte by byte',
    reply: [head(), ...byteByByte(replacement)],
    required: complete('a\uFFFDb'),
  },
  {
    name: 'a byte that is no text',
    reply: [head(), damaged],
    required: { state: 'interrupted', text: 'ab\uFFFDcd', kind: 'malformed' },
  },
  {
    name: 'an overlong form',
    reply: [head(), overlong],
    required: { state: 'interrupted', text: 'ab\uFFFD\uFFFDcd', kind: 'malformed' },
  },
  {
    name: 'the end within a character',
    reply: [head(), Buffer.from(events(words('a'), words('🌍'))).subarray(0, -30)],
    required: { state: 'interrupted', text: 'a', kind: 'brokenOff' },
  },
  {
    name: 'escapes of JSON',
    reply: stream(
      '{"choices":[{"index":0,"delta":{"content":"\\u4f60\\n\\t\\"\\\\\\/"},"finish_reason":"stop"}]}',
      done,
    ),
    required: complete('你\n\t"\\/'),
  },
  {
    name: 'a surrogate pair in two deltas',
    reply: stream(
      '{"choices":[{"index":0,"delta":{"content":"a\\ud83c"}}]}',
      '{"choices":[{"index":0,"delta":{"content":"\\udf0db"}}]}',
      stop,
      done,
    ),
    required: complete('a🌍b'),
  },
  {
    name: 'half a character as the last',
    reply: stream('{"choices":[{"index":0,"delta":{"content":"a\\ud83c"}}]}'),
    required: { state: 'interrupted', text: 'a', kind: 'brokenOff' },
  },
  {
    name: 'U+2028, NUL and a byte order mark in the text',
    reply: stream(words('a\u2028b\0c\uFEFF'), stop, done),
    required: complete('a\u2028b\0c\uFEFF'),
  },
  {
    name: 'a text that looks like the protocol',
    reply: stream(words('data: [DONE]\n\n'), words('event: error\n'), stop, done),
    required: complete('data: [DONE]\n\nevent: error\n'),
  },
  {
    name: 'a text that is an error',
    reply: stream(words('{"error":{"message":"no"}}'), stop, done),
    required: complete('{"error":{"message":"no"}}'),
  },
  {
    name: 'no content',
    reply: stream(chunk({ content: null }), words('Hi'), chunk({ content: '' }), stop, done),
    required: complete('Hi'),
  },
  {
    name: 'content in parts',
    reply: stream(
      chunk({
        content: [
          { type: 'text', text: 'H' },
          { type: 'text', text: 'i' },
        ],
      }),
      stop,
      done,
    ),
    required: complete('Hi'),
  },
  {
    name: 'no role, and an empty one',
    reply: stream(chunk({ role: '', content: 'H' }), words('i'), stop, done),
    required: complete('Hi'),
  },
  {
    name: 'another id, model and fingerprint with every chunk',
    reply: stream(
      { ...words('H'), id: '', model: 'x', system_fingerprint: 'a' },
      { ...words('i'), id: 7, created: null, system_fingerprint: 'b' },
      stop,
      done,
    ),
    required: complete('Hi'),
  },
  {
    name: 'fields that nobody knows',
    reply: stream({ ...words('Hi'), p: 'abc', obfuscation: 'xyz', nested: { deep: [1] } }, stop, done),
    required: complete('Hi'),
  },
  {
    name: '__proto__ in a chunk',
    reply: stream(
      '{"__proto__":{"polluted":1},"choices":[{"index":0,"delta":{"content":"Hi","__proto__":{"polluted":1}}}]}',
      stop,
      done,
    ),
    required: complete('Hi'),
  },
  {
    name: 'thoughts in reasoning_content',
    reply: stream(chunk({ reasoning_content: 'Hm.' }), words('Hi'), stop, done),
    required: complete('Hi'),
  },
  {
    name: 'thoughts in reasoning',
    reply: stream(chunk({ reasoning: 'Hm.', content: '' }), words('Hi'), stop, done),
    required: complete('Hi'),
  },
  {
    name: 'thoughts alone',
    reply: stream(chunk({ reasoning_content: 'Hm.' })),
    required: { state: 'error', text: '', kind: 'brokenOff' },
  },
  {
    name: 'twenty thousand characters one by one',
    reply: [head(), events(words('x')).repeat(20_000), events(stop, done)],
    required: complete('x'.repeat(20_000)),
  },
  {
    name: 'one delta of four million characters',
    reply: stream(words('y'.repeat(4_000_000)), stop, done),
    required: complete('y'.repeat(4_000_000)),
  },
  {
    name: 'packed though that was not asked for',
    reply: [head(200, { 'content-encoding': 'gzip' }), gzipped],
    required: complete('Hello world'),
  },
  {
    name: 'packed, and cut',
    reply: [head(200, { 'content-encoding': 'gzip' }), gzipped.subarray(0, -40)],
    required: { state: 'error', text: '', kind: 'brokenOff' },
  },
  {
    name: 'one document though a stream was asked for',
    reply: document(200, completion({ role: 'assistant', content: 'Hi' })),
    required: { ...complete('Hi'), usage: [9, 2] },
  },
  {
    name: 'one document as an event stream',
    reply: document(200, completion({ content: 'Hi' }), { 'content-type': 'text/event-stream' }),
    required: complete('Hi'),
  },
  {
    name: 'one document behind blanks that keep the line open',
    reply: [
      head(200, { 'content-type': 'application/json' }),
      '   \n',
      '  \n',
      JSON.stringify(completion({ content: 'Hi' })),
    ],
    required: complete('Hi'),
  },
  {
    name: 'one document, pretty',
    reply: document(200, JSON.stringify(completion({ content: 'Hi' }), undefined, 2)),
    required: complete('Hi'),
  },
  {
    name: 'one document, asked for',
    asked: { stream: false },
    reply: document(200, completion({ content: 'Hi' })),
    required: complete('Hi'),
  },
  {
    name: 'one document that is cut',
    reply: document(200, JSON.stringify(completion({ content: 'Hi there' })).slice(0, 170)),
    required: { state: 'error', text: '', kind: 'brokenOff' },
  },
  {
    name: 'one document without a finish reason',
    reply: document(200, completion({ content: 'Hi' }, null)),
    required: { state: 'interrupted', text: 'Hi', kind: 'brokenOff' },
  },
  {
    name: 'one document that ends at the length',
    reply: document(200, completion({ content: 'Hi' }, 'length')),
    required: { state: 'cut', text: 'Hi' },
  },
  {
    name: 'two choices, mixed',
    asked: { n: 2 },
    reply: stream(words('a'), words('b', null, 1), words('A'), words('B', 'stop', 1), stop, done),
    required: { ...complete('aA'), second: 'bB' },
  },
  {
    name: 'two choices, of which one never comes',
    asked: { n: 2 },
    reply: stream(words('a', 'stop')),
    required: { state: 'interrupted', text: 'a', kind: 'brokenOff' },
  },
  {
    name: 'two choices asked of a server that gives one',
    asked: { n: 2 },
    reply: stream(words('a', 'stop'), done),
    required: complete('a'),
  },
  {
    name: 'two choices, of which one is cut off',
    asked: { n: 2 },
    reply: stream(words('a', 'stop'), words('b', null, 1), done),
    required: { state: 'interrupted', text: 'a', second: 'b', kind: 'brokenOff' },
  },
  {
    name: 'two choices in one document',
    asked: { n: 2, stream: false },
    reply: document(200, {
      choices: [0, 1].map(index => ({ index, message: { content: 'ab'[index] }, finish_reason: 'stop' })),
    }),
    required: { ...complete('a'), second: 'b' },
  },
  {
    name: 'text after the finish reason',
    reply: stream(words('Hi', 'stop'), words('LATE'), done),
    required: complete('Hi'),
  },
  { name: 'the finish reason twice', reply: stream(words('Hi'), stop, stop, done), required: complete('Hi') },
  {
    name: 'usage before the finish reason',
    reply: stream(words('Hi'), usage(9, 2), stop, done),
    required: { ...complete('Hi'), usage: [9, 2] },
  },
  {
    name: 'usage in every chunk',
    reply: stream(
      { ...words('Hi'), usage: { prompt_tokens: 9, completion_tokens: 1 } },
      { ...stop, usage: { prompt_tokens: 9, completion_tokens: 2 } },
      done,
    ),
    required: { ...complete('Hi'), usage: [9, 2] },
  },
  {
    name: 'usage of null, and an empty one behind the real one',
    reply: stream({ ...words('Hi'), usage: null }, stop, usage(9, 2), { choices: [], usage: {} }, done),
    required: { ...complete('Hi'), usage: [9, 2] },
  },
  {
    name: 'usage that is nonsense',
    reply: stream({ ...words('Hi', 'stop'), usage: 'many' }, done),
    required: complete('Hi'),
  },
  {
    name: 'chunks of a chunked body that says how it goes on',
    reply: [
      head(200, { 'transfer-encoding': 'chunked', trailer: 'x-status' }),
      ...chunked(events(words('Hi', 'stop'), done)).slice(0, -1),
      '0\r\nx-status: ok\r\n\r\n',
    ],
    required: complete('Hi'),
  },
];
