import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listModels } from '../../../src/openai/modelList.ts';
import { document, key } from '../../wire/wireCase.ts';
import { type Step, startWireServer, type Visit } from '../../wire/wireServer.ts';
import { endless, withServer } from './serve.ts';

/** What comes of asking for the models, and the request that was made for it. */
async function asked(
  reply: readonly Step[],
): Promise<{ outcome: Awaited<ReturnType<typeof listModels>>; visits: Visit[] }> {
  await using server = await startWireServer();
  const visits: Visit[] = [];
  const baseUrl = server.urlOf(reply, visit => visits.push(visit));
  return { outcome: await listModels({ baseUrl, apiKey: key }, new AbortController().signal), visits };
}

describe('an exchange', () => {
  it('carries the key, and nothing of the user’s system', async () => {
    const { outcome, visits } = await asked(document(200, { data: [{ id: 'm' }] }));
    assert.deepEqual(outcome, { models: [{ id: 'm' }] });
    assert.equal(visits.length, 1);
    assert.match(
      visits[0]?.request ?? '',
      new RegExp(`^GET /0/v1/models HTTP/1.1\r\n(.*\r\n)*authorization: Bearer ${key}\r\n`),
    );
    assert.doesNotMatch(visits[0]?.request ?? '', /stainless|openai/i);
  });

  it('says what the server says, under whatever status', async () => {
    const error = { error: { message: 'no', code: 'server_error' } };
    const refused = { kind: 'server', code: 'server_error', detail: 'no' };
    assert.deepEqual((await asked(document(200, error))).outcome, { failure: { ...refused, status: 200 } });
    assert.deepEqual((await asked(document(503, error))).outcome, { failure: { ...refused, status: 503 } });
  });

  it('says of anything else that it is no API', async () => {
    const page = document(200, '<html><title>Welcome</title></html>');
    assert.deepEqual((await asked(page)).outcome, {
      failure: { kind: 'notAnApi', detail: 'Welcome', status: 200 },
    });
    assert.deepEqual((await asked(document(200, { models: [] }))).outcome, {
      failure: { kind: 'notAnApi', detail: '{"models":[]}', status: 200 },
    });
  });

  it('that does not come to an end is left', async () => {
    // What is under way in sockets is on top of what is taken in.
    for (const [status, failure, most] of [
      [200, { kind: 'tooLarge' }, 100],
      [401, { kind: 'wrongKey', status: 401 }, 50],
    ] as const) {
      const { listener, sent } = endless(status);
      await withServer(listener, async host => {
        const connection = { baseUrl: `http://${host}/v1`, apiKey: key };
        const outcome = await listModels(connection, new AbortController().signal);
        assert.deepEqual(outcome, { failure });
      });
      assert.ok(sent() < most, `${sent()} MB of a ${status}`);
    }
  });

  it('is not tried twice', async () => {
    const { outcome, visits } = await asked(document(500, 'Oops'));
    assert.ok('failure' in outcome && outcome.failure.kind === 'server');
    assert.equal(visits.length, 1);
  });

  it('that nobody waits for any more closes its socket', async () => {
    await using server = await startWireServer();
    const controller = new AbortController();
    let arrived: (visit: Visit) => void = () => undefined;
    const visit = new Promise<Visit>(resolve => (arrived = resolve));
    const baseUrl = server.urlOf(['hang'], arrived);
    void visit.then(() => controller.abort());
    const outcome = await listModels({ baseUrl, apiKey: key }, controller.signal);
    assert.ok('failure' in outcome);
    await (await visit).closed;
  });
});
