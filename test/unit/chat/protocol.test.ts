import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type WebviewMessage, webviewMessage } from '../../../src/chat/protocol.ts';
import { pick, random } from '../random.ts';
import { mutated, webviewMessages } from './webviewMessages.ts';

describe('a message from the webview', () => {
  for (const message of webviewMessages) {
    it(`${JSON.stringify(message).slice(0, 100)} is taken`, () =>
      assert.deepEqual(webviewMessage.parse(message), message));
  }

  const refused: [string, unknown][] = [
    ['nothing', undefined],
    ['a text', 'ready'],
    ['an unknown type', { type: 'executeCommand', command: 'workbench.action.terminal.new' }],
    ['a further key', { type: 'ready', command: 'x' }],
    ['a missing text', { type: 'send' }],
    ['a text that is none', { type: 'send', text: { toString: 'x' } }],
    ['a text past the limit', { type: 'send', text: 'a'.repeat(8_000_001) }],
    ['an unknown remedy', { type: 'remedy', action: 'workbench.action.quit' }],
    ['a value of a deeper kind', { type: 'setParameter', key: 'metadata', value: { a: { b: 1 } } }],
    ['a schema past the limit', { type: 'setParameter', key: 'jsonSchema', value: 'a'.repeat(100_001) }],
    ['a list past the limit', { type: 'setParameter', key: 'stop', value: Array(65).fill('a') }],
    ['an unknown format', { type: 'copyRequest', format: 'powershell' }],
    ['a text in place of a block’s number', { type: 'block', id: 'a', index: 'rm -rf', action: 'terminal' }],
    ['a text beside a block’s number', { type: 'block', id: 'a', index: 0, action: 'insert', text: 'x' }],
    ['a part of a block', { type: 'block', id: 'a', index: 0.5, action: 'insert' }],
    ['a block before the first', { type: 'block', id: 'a', index: -1, action: 'insert' }],
    ['an unknown action', { type: 'block', id: 'a', index: 0, action: 'run' }],
    ['a place past the limit', { type: 'openPlace', id: 'a', text: 'a'.repeat(257) }],
    ['an address in place of a place', { type: 'openPlace', id: 'a', uri: 'file:///etc/passwd' }],
    ['a number of turns', { type: 'showEarlier', before: 'a', count: 1e9 }],
    ['an id past the limit', { type: 'retry', id: 'a'.repeat(65) }],
  ];
  for (const [what, message] of refused) {
    it(`${what} is refused`, () => assert.equal(webviewMessage.safeParse(message).success, false));
  }
});

describe('messages that a script in the webview made up', () => {
  const count = Number(process.env['GLOSS_MESSAGES'] ?? 10_000);
  const seed = count > 10_000 ? Date.now() : 1;

  it(`do not get past the schema, ${count} from the seed ${seed} on, unless they say what the panel may`, () => {
    const next = random(seed);
    const kinds = new Map(webviewMessages.map(message => [message.type, shapeOf(message)]));
    let taken = 0;
    for (let made = 0; made < count; made += 1) {
      const message = mutated(pick(webviewMessages, next), next);
      const parsed = webviewMessage.safeParse(message);
      if (!parsed.success) continue;
      taken += 1;
      // By another way than the schema: no further names, nothing of another kind, nothing endless.
      const known = kinds.get(parsed.data.type) ?? {};
      for (const [name, kind] of Object.entries(shapeOf(parsed.data))) {
        assert.equal(kind, known[name] ?? 'any', `${parsed.data.type}.${name}, number ${made}`);
      }
      assert.deepEqual(Object.keys(parsed.data).sort(), Object.keys(Object(message)).sort());
      assert.ok(JSON.stringify(parsed.data).length < 1_000_000);
    }
    assert.ok(taken > 0 && taken < count / 4, `${taken} were taken`);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

/** What kind of value each name has; the values of parameters and the ends of ranges are left open. */
function shapeOf(message: WebviewMessage): Record<string, string> {
  const kinds = Object.entries(message).map(([name, value]): [string, string] => {
    const isOpen = (message.type === 'setParameter' && name === 'value') || name === 'to';
    return [name, isOpen ? 'any' : typeof value];
  });
  return Object.fromEntries(kinds);
}
