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
    [
      'OpenRouter, of the server behind it',
      { error: { message: 'Provider returned error', code: 429, metadata: { raw: 'slow down' } } },
      { message: 'Provider returned error: slow down', code: '429' },
    ],
    ['Google, in a list of one', [{ error: { message: 'no', code: 503 } }], { message: 'no', code: '503' }],
    [
      'several',
      { errors: [{ message: 'no', code: 1000 }, { message: 'nor that' }] },
      { message: 'no', code: '1000' },
    ],
    ['several, in words', { success: false, errors: ['no'] }, { message: 'no' }],
    ['Azure’s gateway', { statusCode: 401, message: 'no' }, { message: 'no' }],
    [
      'a message with a code',
      { code: 429, message: 'no', type: 'x' },
      { message: 'no', code: '429', type: 'x' },
    ],
    ['a word', { msg: 'no' }, { message: 'no' }],
    ['a problem document', { title: 'No', status: 400, detail: 'no' }, { message: 'no' }],
    ['FastAPI, in an object', { detail: { message: 'no', code: 'x' } }, { message: 'no', code: 'x' }],
    ['an error beside an answer', { choices: [], error: { message: 'no' } }, { message: 'no' }],
    ['fields of other forms', { error: { message: ['no'], code: {}, type: 'x', param: 7 } }, { type: 'x' }],
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
    { error: '' },
    { error: true },
    { message: '' },
    { message: { role: 'assistant', content: 'Hi' } },
    { object: 'list', message: 7 },
    { errors: [] },
    { choices: [], message: 'ok', detail: 'fine', msg: 'yes' },
    [{ error: { message: 'no' } }, 2],
    { detail: [5] },
  ]) {
    it(`${JSON.stringify(value)} is none`, () => assert.equal(readErrorBody(value), undefined));
  }
});
