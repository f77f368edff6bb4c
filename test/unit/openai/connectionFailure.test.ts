import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { connectionFailureKindOf, type Failure } from '../../../src/openai/failure.ts';
import { listModels } from '../../../src/openai/modelList.ts';
import { always, withListening, withServer } from './serve.ts';

async function failureAt(baseUrl: string): Promise<Failure> {
  const outcome = await listModels({ baseUrl, apiKey: 'k' }, new AbortController().signal);
  assert.ok('failure' in outcome);
  return outcome.failure;
}

describe('a request that no server answered', () => {
  it('went to a name that nobody has', async () => {
    assert.equal((await failureAt('https://nonexistent.invalid/v1')).kind, 'unresolved');
  });

  it('went to a server whose certificate nobody vouches for', async () => {
    const pem = readFileSync(join(import.meta.dirname, 'fixtures', 'selfSigned.pem'));
    let asked = 0;
    const server = createServer({ key: pem, cert: pem }, (request, response) => {
      asked += 1;
      always(200, { data: [] })(request, response);
    });
    const failure = await withListening(server, host => failureAt(`https://${host}/v1`));
    assert.equal(failure.kind, 'tls');
    assert.equal(failure.code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
    assert.equal(asked, 0, 'the key stays here');
  });

  it('went to a server that does not speak TLS', async () => {
    const failure = await withServer(always(200, {}), host => failureAt(`https://${host}/v1`));
    assert.equal(failure.kind, 'tls');
  });

  it('went where nobody listens', async () => {
    const free = await withServer(always(200, {}), async host => host);
    assert.equal((await failureAt(`http://${free}/v1`)).kind, 'unreachable');
  });

  const codes: Record<ReturnType<typeof connectionFailureKindOf>, (string | undefined)[]> = {
    unresolved: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL'],
    tls: [
      ...[
        'CERT_HAS_EXPIRED',
        'CERT_NOT_YET_VALID',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'DEPTH_ZERO_SELF_SIGNED_CERT',
      ],
      ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'EPROTO'],
      ...['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ],
    noFirstToken: ['UND_ERR_HEADERS_TIMEOUT'],
    unreachable: [
      'ECONNREFUSED',
      'ECONNRESET',
      'ETIMEDOUT',
      'UND_ERR_CONNECT_TIMEOUT',
      'EHOSTUNREACH',
      undefined,
    ],
  };
  for (const [kind, members] of Object.entries(codes)) {
    for (const code of members) {
      it(`with ${code ?? 'no code'} is ${kind}`, () => assert.equal(connectionFailureKindOf(code), kind));
    }
  }
});
