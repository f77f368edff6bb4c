import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { events, key, served } from './answerFrom.ts';

describe('the dialects of servers', () => {
  const stop = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };

  it('an empty finish reason is none', async () => {
    const { text, end } = await served(
      events(
        { choices: [{ index: 0, delta: { content: 'Hello ' }, finish_reason: '' }] },
        { choices: [{ index: 0, delta: { content: 'world' }, finish_reason: '' }] },
        stop,
      ),
    );
    assert.equal(text, 'Hello world');
    assert.equal(end.state, 'complete');
  });

  it('text in parts, an index as text and a count that is none lose nothing', async () => {
    const { text, end } = await served(
      events(
        { choices: [{ index: '0', delta: { content: [{ type: 'text', text: 'Hello ' }] } }] },
        { choices: [{ index: 0, delta: { content: 'world' } }], usage: { prompt_tokens: '5' } },
        stop,
      ),
    );
    assert.equal(text, 'Hello world');
    assert.equal(end.state, 'complete');
  });

  it('a choice that cannot be read keeps the answer from counting as complete', async () => {
    const { text, end } = await served(
      events({ choices: [{ delta: { content: 'Hello ' } }] }, { choices: [{ delta: { content: 7 } }] }, stop),
    );
    assert.equal(text, 'Hello ');
    assert.equal(end.state, 'interrupted');
    assert.equal(end.failure?.kind, 'malformed');
  });

  it('an index that no request leads to is left out', async () => {
    for (const index of [-1, 128, 4294967294, 0.5, '__proto__']) {
      const { text, end } = await served(
        events(
          { choices: [{ index, delta: { content: 'evil' } }] },
          { choices: [{ index: 0, delta: { content: 'fine' } }] },
          stop,
        ),
      );
      assert.equal(text, 'fine');
      assert.equal(end.state, 'complete');
    }
  });

  it('thinking proves that the model is at work', async () => {
    const { end } = await served(
      events(
        { choices: [{ delta: { reasoning_content: 'Hm.' } }] },
        { choices: [{ delta: { content: 'Yes.' } }] },
        stop,
      ),
    );
    assert.equal(end.state, 'complete');
  });

  it('FastAPI names the field that it does not take', async () => {
    const detail = [
      { type: 'extra_forbidden', loc: ['body', 'seed'], msg: 'Extra inputs are not permitted' },
    ];
    const { end } = await served(JSON.stringify({ detail }), 'application/json', 422);
    assert.deepEqual(end.failure, {
      kind: 'badRequest',
      status: 422,
      code: 'extra_forbidden',
      param: 'seed',
      detail: 'Extra inputs are not permitted',
    });
  });

  it('a page that names the key does not pass it on', async () => {
    const { end } = await served(`<html><title>No entry for ${key}</title></html>`, 'text/html');
    assert.equal(end.failure?.kind, 'notAnApi');
    assert.match(end.failure?.detail ?? '', /No entry/);
    assert.doesNotMatch(JSON.stringify(end), /canary/);
  });
});
