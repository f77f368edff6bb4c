import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { BodyTooLarge } from '../../../src/openai/body.ts';
import { type ErrorBody, type FailureKind, failureKindOf } from '../../../src/openai/failure.ts';
import { documentFailure, failureOf, notAnApi } from '../../../src/openai/failureOf.ts';

describe('the cause of an error reply', () => {
  const causes: [status: number | undefined, body: ErrorBody, kind: FailureKind][] = [
    [400, {}, 'badRequest'],
    [401, {}, 'wrongKey'],
    [402, {}, 'noQuota'],
    [403, {}, 'forbidden'],
    [404, {}, 'pathNotFound'],
    [404, { param: 'model' }, 'modelNotFound'],
    [400, { param: 'model' }, 'badRequest'],
    [405, {}, 'badRequest'],
    [407, {}, 'unreachable'],
    [408, {}, 'server'],
    [409, {}, 'server'],
    [413, {}, 'contextTooLong'],
    [413, { code: 'rate_limit_exceeded' }, 'contextTooLong'],
    [422, {}, 'badRequest'],
    [425, {}, 'server'],
    [429, {}, 'rateLimit'],
    [451, {}, 'region'],
    [499, {}, 'badRequest'],
    [500, {}, 'server'],
    [501, {}, 'server'],
    [529, {}, 'server'],
    [300, {}, 'redirected'],
    [399, {}, 'redirected'],
    [400, { code: 'invalid_api_key' }, 'wrongKey'],
    [400, { type: 'authentication_error' }, 'wrongKey'],
    [400, { type: 'permission_error' }, 'forbidden'],
    [403, { code: 'unsupported_country_region_territory' }, 'region'],
    [400, { code: 'model_not_found' }, 'modelNotFound'],
    [404, { code: 'DeploymentNotFound' }, 'modelNotFound'],
    [404, { type: 'NotFoundError' }, 'modelNotFound'],
    [400, { code: 'context_length_exceeded' }, 'contextTooLong'],
    [400, { type: 'exceed_context_size_error' }, 'contextTooLong'],
    [400, { code: 'string_above_max_length' }, 'contextTooLong'],
    [400, { code: 'content_filter' }, 'questionFiltered'],
    [400, { code: 'content_policy_violation' }, 'questionFiltered'],
    [429, { code: 'insufficient_quota' }, 'noQuota'],
    [429, { type: 'insufficient_quota' }, 'noQuota'],
    [400, { code: 'billing_hard_limit_reached' }, 'noQuota'],
    [400, { code: 'rate_limit_exceeded' }, 'rateLimit'],
    [400, { type: 'rate_limit_error' }, 'rateLimit'],
    [400, { type: 'server_error' }, 'server'],
    [400, { code: 'server_is_overloaded' }, 'server'],
    [400, { type: 'overloaded_error' }, 'server'],
    [400, { type: 'InternalServerError' }, 'server'],
    [400, { code: 'nobody_knows', type: 'nor_this' }, 'badRequest'],
    [400, { code: 'constructor' }, 'badRequest'],
    [undefined, {}, 'provider'],
    [200, {}, 'provider'],
    [299, {}, 'provider'],
    [undefined, { type: 'invalid_request_error' }, 'badRequest'],
    [undefined, { code: '400' }, 'badRequest'],
    [undefined, { code: '413' }, 'contextTooLong'],
    [undefined, { code: '429' }, 'rateLimit'],
    [200, { code: '503' }, 'server'],
    [undefined, { code: '200' }, 'provider'],
    [undefined, { code: '5030' }, 'provider'],
    [undefined, { code: '1500' }, 'provider'],
    [404, { code: '503' }, 'pathNotFound'],
  ];
  for (const [status, body, kind] of causes) {
    it(`${status ?? 'in a stream'} ${JSON.stringify(body)} is ${kind}`, () => {
      assert.equal(failureKindOf(status, body), kind);
    });
  }
});

describe('a failure', () => {
  const refused = (status: number, error: unknown, headers: Record<string, string> = {}, text = '') =>
    failureOf(APIError.generate(status, error as object, text, new Headers(headers)));

  it('says what the server wants done about it', () => {
    const error = { error: { message: 'no' } };
    assert.equal(refused(500, error, { 'x-should-retry': 'true' }).shouldRetry, true);
    assert.equal(refused(500, error, { 'x-should-retry': 'false' }).shouldRetry, false);
    assert.equal('shouldRetry' in refused(500, error, { 'x-should-retry': 'maybe' }), false);
    assert.equal(refused(500, error, { 'retry-after': '3' }).retryAfter, 3_000);
    assert.equal('retryAfter' in refused(500, error), false);
    assert.equal(refused(500, error, { 'x-request-id': 'req_1' }).requestId, 'req_1');
  });

  it('of a page says the same', () => {
    const page = '<!DOCTYPE html><title> Busy </title>';
    const failure = refused(503, undefined, { 'retry-after': '3', 'x-request-id': 'req_1' }, page);
    assert.deepEqual(failure, {
      kind: 'notAnApi',
      detail: 'Busy',
      status: 503,
      requestId: 'req_1',
      retryAfter: 3_000,
    });
  });

  it('keeps the words of a reply that is no JSON', () => {
    assert.equal(refused(404, undefined, {}, '404 page not found').detail, '404 page not found');
    assert.equal('detail' in refused(500, undefined, {}, ''), false);
    const event = ': hi\n\nevent: error\ndata: {"error":{"message":"no","code":"server_error"}}\n\n';
    assert.deepEqual(refused(400, undefined, {}, event), {
      kind: 'server',
      status: 400,
      code: 'server_error',
      detail: 'no',
    });
  });

  it('keeps the words of an error that is nothing else', () => {
    assert.equal(refused(400, { error: 'no such thing' }).detail, 'no such thing');
  });

  it('of a redirect names the host that it leads to, and of nothing else', () => {
    assert.equal(refused(302, undefined, { location: 'https://a.example:8/x?y' }).target, 'a.example:8');
    assert.equal('target' in refused(302, undefined, { location: '/login' }), false);
    assert.equal('target' in refused(302, undefined), false);
    assert.equal('target' in refused(500, undefined, { location: 'https://a.example' }), false);
  });

  it('of an empty account is a rate limit where a time to wait goes with it', () => {
    const error = { error: { code: 'insufficient_quota', message: 'no' } };
    assert.equal(refused(429, error).kind, 'noQuota');
    assert.equal(refused(429, error, { 'retry-after': '0' }).kind, 'rateLimit');
    assert.equal(
      refused(401, { error: { code: 'invalid_api_key' } }, { 'retry-after': '1' }).kind,
      'wrongKey',
    );
  });

  it('of a connection is told apart by the innermost code', () => {
    const caused = (code: string) =>
      new Error('outer', { cause: Object.assign(new Error('inner'), { code }) });
    const detail = 'inner';
    const connection = failureOf(new APIConnectionError({ cause: caused('ECONNREFUSED') }));
    assert.deepEqual(connection, { kind: 'unreachable', code: 'ECONNREFUSED', detail });
    assert.deepEqual(failureOf(caused('ECONNRESET')), { kind: 'brokenOff', code: 'ECONNRESET', detail });
    assert.equal(failureOf(caused('UND_ERR_BODY_TIMEOUT')).kind, 'stalled');
    assert.equal(failureOf(new APIConnectionTimeoutError()).kind, 'noFirstToken');
    assert.deepEqual(failureOf(new BodyTooLarge()), { kind: 'tooLarge' });
    assert.deepEqual(failureOf(Object.assign(new Error('x'), { code: 7 })), {
      kind: 'brokenOff',
      detail: 'x',
    });
    assert.deepEqual(failureOf('thrown'), { kind: 'brokenOff' });
    assert.deepEqual(failureOf(new Error('x', { cause: 7 })), { kind: 'brokenOff', detail: 'x' });
  });
});

describe('a document where an answer should be', () => {
  it('that is JSON is cut, or something else', () => {
    for (const cut of ['{', '{"a', '{"a":"}]', '[{"a":1}', '{"a":"\\"}', ' [1,', '{"a":1}{']) {
      assert.deepEqual(documentFailure(cut), { kind: 'brokenOff' }, cut);
    }
    for (const whole of ['{"a":1}x', '{x}', '[1]]', '{"a":"["}.']) {
      assert.deepEqual(documentFailure(whole), { kind: 'malformed' }, whole);
    }
  });

  it('that is a page has its title for a reason, plain words themselves', () => {
    assert.deepEqual(documentFailure('<p>no title</p>'), { kind: 'notAnApi' });
    assert.deepEqual(notAnApi(' <TITLE a="b"> x\n</title>'), { kind: 'notAnApi', detail: 'x' });
    assert.deepEqual(notAnApi(' a few\nwords '), { kind: 'notAnApi', detail: 'a few\nwords' });
    assert.deepEqual(notAnApi(''), { kind: 'notAnApi' });
  });
});
