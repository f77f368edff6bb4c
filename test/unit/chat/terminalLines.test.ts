import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { terminalLines } from '../../../src/chat/terminalLines.ts';

describe('the commands of a block', () => {
  it('are its lines, without comments and blank ones', () => {
    const text = '# first\nnpm ci\n\n  npm test\n';
    assert.deepEqual(terminalLines({ language: 'sh', text }), ['npm ci', 'npm test']);
  });

  it('go on where a line says so', () => {
    const text = 'docker run \\\n  -it \\\n  x\nls';
    assert.deepEqual(terminalLines({ language: 'sh', text }), ['docker run -it x', 'ls']);
    assert.deepEqual(terminalLines({ language: 'powershell', text: 'Get-Item `\n  x' }), ['Get-Item x']);
  });

  it('never have a sign that a terminal takes for a key', () => {
    for (const line of terminalLines({ language: '', text: 'a\tb\r\nc\rd\n\n' }))
      assert.doesNotMatch(line, /[\t\r\n]/);
  });
});
