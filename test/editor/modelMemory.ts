import { assert } from 'chai';
import { readCustomEndpoints } from '../../src/models/customEndpoints.ts';
import { modelOf, type Provider } from '../../src/models/provider.ts';
import { providers } from '../../src/models/providers/index.ts';
import { endpointOf } from '../../src/vscode/services/endpoint.ts';
import type { ModelMemory } from '../../src/vscode/services/modelMemory.ts';
import { emptyModelMemory } from './inMemory.ts';

/** What endpoints have shown of their models. */
export function modelMemory(): void {
  describe('what is remembered of a model', () => {
    let memory: ModelMemory;
    beforeEach(() => {
      memory = emptyModelMemory();
    });
    afterEach(() => memory.dispose());

    function custom(entry: object): Provider {
      const [provider] = readCustomEndpoints(
        [{ id: 'gw', baseUrl: 'https://gw.example/v1', ...entry }],
        providers,
      ).providers;
      if (!provider) throw new Error('The entry is not usable.');
      return provider;
    }
    const at = (provider: Provider, id = 'gpt-4o-mini') => endpointOf(provider, modelOf(provider, id));

    it('goes before the profile, until the server says otherwise', async () => {
      const endpoint = at(custom({}));
      await memory.add(endpoint, { contextWindow: 4096, shutdown: '2026-12-24' });
      assert.deepInclude(memory.recall(endpoint).model, { contextWindow: 4096, shutdown: '2026-12-24' });
      await memory.add(endpoint, { contextWindow: undefined, shutdown: undefined });
      assert.strictEqual(memory.recall(endpoint).model.contextWindow, 128_000);
      assert.notProperty(memory.recall(endpoint).model, 'shutdown');
    });

    it('does not go before what the user says', async () => {
      const own = { models: [{ id: 'gpt-4o-mini', contextWindow: 8192 }] };
      await memory.add(at(custom(own)), { contextWindow: 4096 });
      assert.strictEqual(memory.recall(at(custom(own))).model.contextWindow, 8192);
    });

    it('is of one endpoint, not of its neighbour at the same host', async () => {
      const one = at(custom({ baseUrl: 'https://gw.example/a' }));
      const other = at(custom({ baseUrl: 'https://gw.example/b' }));
      await memory.addRefusal(one, { change: 'drop', field: 'temperature' });
      assert.notProperty(memory.recall(one).model.takes, 'temperature');
      assert.property(memory.recall(other).model.takes, 'temperature');
      assert.strictEqual(await memory.forgetRefusals(other), 0);
      assert.strictEqual(await memory.forgetRefusals(), 1);
      assert.property(memory.recall(one).model.takes, 'temperature');
    });
  });
}
