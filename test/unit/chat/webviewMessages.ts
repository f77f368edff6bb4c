import type { WebviewMessage } from '../../../src/chat/protocol.ts';
import { pick } from '../random.ts';

/** Messages that the panel posts, of every kind. */
export const webviewMessages: readonly WebviewMessage[] = [
  { type: 'ready' },
  { type: 'painted' },
  { type: 'send', text: 'Why?' },
  { type: 'stop' },
  { type: 'showEarlier', before: 'a' },
  { type: 'showEarlier', before: 'a', to: 'b' },
  { type: 'retry', id: 'a' },
  { type: 'copy', text: 'x' },
  { type: 'block', id: 'a', index: 0, action: 'terminal' },
  { type: 'findLinks', id: 'a' },
  { type: 'openPlace', id: 'a', text: 'src/a.ts:12' },
  { type: 'showRequest', id: 'a' },
  { type: 'openLink', url: 'https://example.com/' },
  { type: 'remedy', action: 'setKey' },
  { type: 'selectModel' },
  { type: 'selectTools' },
  { type: 'decideCall', id: 'a1', seal: 'ab12', decision: 'always' },
  { type: 'notice', accept: true },
  { type: 'showParameters', open: true },
  { type: 'setScope', scope: 'user' },
  { type: 'draft', text: '' },
  { type: 'chooseModel', provider: 'openai', model: 'gpt-6-luna' },
  { type: 'setParameter', key: 'temperature', value: 0.2 },
  { type: 'setParameter', key: 'temperature', value: null },
  { type: 'setParameter', key: 'stop', value: ['END'] },
  { type: 'setParameter', key: 'logitBias', value: { 7: -100 } },
  { type: 'setParameter', key: 'jsonSchema', value: `{"title":"${'a'.repeat(60_000)}"}` },
  { type: 'showTokens', id: 'a' },
  { type: 'preset', action: 'apply', name: 'Steady' },
  { type: 'savePreset' },
  { type: 'importPreset' },
  { type: 'copyRequest', format: 'curl' },
  { type: 'forgetRefusals' },
  { type: 'openSettings' },
  { type: 'edit', id: 'a', text: 'Why not?' },
  { type: 'step', id: 'a', by: -1 },
  { type: 'goOn', id: 'a' },
  { type: 'pinTurn', id: 'a', pinned: true },
  { type: 'remove', id: 'a' },
  { type: 'card', id: 'a', action: 'apply' },
  { type: 'suggest', mark: '@', query: 'que', request: 1 },
  { type: 'attach', id: 'a' },
  { type: 'detach', id: 'a' },
  {
    type: 'attachImage',
    picture: { name: 'a.png', type: 'image/png', data: 'AAAA', thumbnail: 'AAAA', width: 1, height: 1 },
  },
  { type: 'attachFile', name: 'a.txt', bytes: Uint8Array.of(97) },
  { type: 'notAttached', name: 'a.txt', reason: 'tooLarge' },
  { type: 'nextImageDetail', id: 'a' },
];

/** What scripts, people and other programs put where something else belongs. */
const oddValues: readonly ((next: () => number) => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -1,
  () => 0.5,
  () => 2 ** 53,
  () => true,
  () => 7n,
  () => [],
  () => ['a', ['b']],
  () => ({}),
  () => ({ toString: 'x', valueOf: 'y' }),
  () => JSON.parse('{"__proto__": {"polluted": true}}'),
  () => JSON.parse('{"constructor": {"prototype": {"polluted": true}}}'),
  () => new Map([['type', 'ready']]),
  () => new Date(0),
  () => new Uint8Array(8),
  () => nested(2_000),
  () => 'a'.repeat(300_000),
  () => '\ud800\0\u202e\ufeff',
  () => 'command:workbench.action.terminal.new',
  () => '../../etc/passwd',
  () => 'file:///etc/passwd',
  next => String.fromCharCode(...Array.from({ length: 20 }, () => Math.floor(next() * 0x10000))),
  next => (next() - 0.5) * 10 ** Math.floor(next() * 300),
];

/** Names that mean something to JavaScript, or would to a host that takes orders. */
const oddNames = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
    'toJSON',
    'length',
    '0',
    '',
  ],
  ...['command', 'args', 'uri', 'path', 'key', 'apiKey', 'baseUrl', 'html', 'seq', 'type ', 'Type', '\u0000'],
];

const oddTypes = [
  ...[
    'executeCommand',
    'Ready',
    'ready ',
    'ready\0',
    '__proto__',
    'constructor',
    'toString',
    '',
    'snapshot',
    'delta',
  ],
  ...['openFile', 'eval', 'setApiKey', 'getKey', 'send\n', 'SEND'],
];

function nested(depth: number): unknown {
  let value: unknown = 'a';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** A message with one to three things wrong with it; now and then they come out right. */
export function mutated(message: WebviewMessage, next: () => number): unknown {
  let value: unknown = structuredClone(message);
  for (let count = 1 + Math.floor(next() * 3); count > 0; count -= 1) value = mutateOnce(value, next);
  return value;
}

function mutateOnce(value: unknown, next: () => number): unknown {
  const odd = () => pick(oddValues, next)(next);
  if (typeof value !== 'object' || value === null) return odd();
  const entries = Object.entries(value);
  const at = Math.floor(next() * Math.max(1, entries.length));
  const change = (how: (entry: [string, unknown]) => [string, unknown][]) =>
    fromEntries(entries.flatMap((entry, index) => (index === at ? how(entry) : [entry])));
  switch (Math.floor(next() * 8)) {
    case 0:
      return change(() => []);
    case 1:
      return fromEntries([...entries, [pick(oddNames, next), odd()]]);
    case 2:
    case 3:
      return change(([name]) => [[name, odd()]]);
    case 4:
      return change(([name, inner]) => [[name, mutateOnce(inner, next)]]);
    case 5:
      return change(([, inner]) => [[pick(oddNames, next), inner]]);
    case 6:
      return fromEntries([...entries.filter(([name]) => name !== 'type'), ['type', pick(oddTypes, next)]]);
    default:
      return pick([[value], { data: value }, String(Object.keys(value))], next);
  }
}

/** As `Object.fromEntries`, which makes even of `__proto__` a property like others. */
function fromEntries(entries: readonly [string, unknown][]): unknown {
  return Object.fromEntries(entries);
}
