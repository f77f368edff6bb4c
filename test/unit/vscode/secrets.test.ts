import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import '../../standIn/useStandIn.ts';
import { entered, told } from '../../standIn/vscode.ts';

const { Keys } = await import('../../../src/vscode/services/secrets.ts');

const origin = 'https://api.example';
const name = `gloss.key:${origin}`;

/** As much of the editor's storage as `Keys` uses; while it is locked it rejects whatever is asked. */
function storage() {
  const kept = new Map<string, string>();
  const asked = { isLocked: false };
  const open = async <Result>(result: () => Result): Promise<Result> => {
    if (asked.isLocked) throw new Error('The key store is locked.');
    return result();
  };
  return {
    kept,
    asked,
    secrets: {
      get: (key: string) => open(() => kept.get(key)),
      keys: () => open(() => [...kept.keys()]),
      store: (key: string, value: string) => open(() => void kept.set(key, value)),
      delete: (key: string) => open(() => void kept.delete(key)),
      onDidChange: () => ({ dispose() {} }),
    },
  };
}

describe('an API key', () => {
  beforeEach(() => {
    told.length = 0;
    entered.length = 0;
  });

  it('that the key store refuses is used until the window is closed, and goes nowhere else', async () => {
    const { kept, asked, secrets } = storage();
    const keys = new Keys(secrets);
    asked.isLocked = true;
    entered.push('sk-unkept');
    assert.equal(await keys.ask(origin, 'api.example', undefined), 'sk-unkept');
    assert.match(told.join(), /until this window is closed, and not kept/);
    assert.equal(await keys.of(origin), 'sk-unkept');
    assert.equal(await keys.of('https://other.example'), undefined);
    assert.deepEqual(await keys.all(), ['sk-unkept'], 'what must not go along with a text');
    asked.isLocked = false;
    assert.deepEqual([...kept], []);
    assert.equal(await new Keys(secrets).of(origin), undefined, 'another window');

    entered.push('sk-kept');
    assert.equal(await keys.ask(origin, 'api.example', undefined), 'sk-kept');
    assert.deepEqual([...kept], [[name, 'sk-kept']]);
    assert.equal(await keys.of(origin), 'sk-kept');
  });

  it('that is cleared is gone, kept or not', async () => {
    const { asked, secrets } = storage();
    const keys = new Keys(secrets);
    asked.isLocked = true;
    entered.push('sk-unkept');
    await keys.ask(origin, 'api.example', undefined);
    asked.isLocked = false;
    await keys.clear(origin);
    assert.equal(await keys.of(origin), undefined);
  });

  it('that cannot be read is none, and that is told once', async () => {
    const { asked, secrets } = storage();
    const keys = new Keys(secrets);
    asked.isLocked = true;
    assert.equal(await keys.of(origin), undefined);
    assert.equal(await keys.of(origin), undefined);
    assert.deepEqual(told, [
      'The API keys could not be read: is the system’s key store locked? Unlock it and try again.',
    ]);
  });
});
