import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { webviewMessage } from '../../../src/chat/protocol.ts';

describe('a message from the webview', () => {
  const fine = [
    { type: 'ready' },
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
  ];
  for (const message of fine) {
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
