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
    [
      'FastAPI, of a field',
      {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'max_completion_tokens'],
            msg: 'Extra inputs are not permitted',
          },
          { type: 'missing', loc: ['body', 'model'], msg: 'Field required' },
        ],
      },
      { message: 'Extra inputs are not permitted', code: 'extra_forbidden', param: 'max_completion_tokens' },
    ],
    [
      'FastAPI, of a field further in',
      { detail: [{ type: 'string_type', loc: ['body', 'messages', 0, 'content'], msg: 'no' }] },
      { message: 'no', code: 'string_type', param: 'messages.0.content' },
    ],
    [
      'FastAPI, of another part of the request',
      { detail: [{ type: 'missing', loc: ['header', 'x'], msg: 'no' }] },
      { message: 'no', code: 'missing', param: 'header.x' },
    ],
    [
      'FastAPI, of the whole body',
      { detail: [{ type: 'json_invalid', loc: ['body'] }] },
      { code: 'json_invalid' },
    ],
    ['empty fields', { error: { message: null, type: null } }, {}],
  ];
  for (const [server, body, expected] of shapes) {
    it(server, () => assert.deepEqual(readErrorBody(body), expected));
  }

  for (const value of [
    null,
    3,
    'error',
    [],
    {},
    { choices: [] },
    { error: null },
    { detail: [] },
    { detail: [5] },
  ]) {
    it(`${JSON.stringify(value)} is none`, () => assert.equal(readErrorBody(value), undefined));
  }
});
