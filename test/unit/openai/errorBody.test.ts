import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readErrorBody } from '../../../src/openai/errorBody.ts';

describe('an error body is read, whatever server wrote it', () => {
  const shapes: [string, unknown, ReturnType<typeof readErrorBody>][] = [
    [
      'OpenAI',
      { error: { message: 'no', type: 'invalid_request_error', param: 'n', code: 'bad' } },
      { message: 'no', type: 'invalid_request_error', param: 'n', code: 'bad' },
    ],
    [
      'OpenRouter, with a numeric code',
      { error: { message: 'no', code: 402 } },
      { message: 'no', code: '402' },
    ],
    [
      'vLLM',
      { object: 'error', message: 'no', type: 'BadRequestError', code: 400 },
      { message: 'no', type: 'BadRequestError', code: '400' },
    ],
    ['a bare text', { error: 'no' }, { message: 'no' }],
    ['FastAPI', { detail: 'Not Found' }, { message: 'Not Found' }],
    ['empty fields', { error: { message: null, type: null } }, {}],
  ];
  for (const [server, body, expected] of shapes) {
    it(server, () => assert.deepEqual(readErrorBody(body), expected));
  }

  for (const value of [null, 3, 'error', [], {}, { choices: [] }, { error: null }]) {
    it(`${JSON.stringify(value)} is none`, () => assert.equal(readErrorBody(value), undefined));
  }
});
