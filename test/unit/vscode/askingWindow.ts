import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadyModel } from '../../../src/vscode/services/models.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import '../../standIn/useStandIn.ts';
import { settings } from '../../standIn/vscode.ts';

const vscode = await import('vscode');
const { BatchStore } = await import('../../../src/vscode/batch/batchStore.ts');
const { ModelMemory } = await import('../../../src/vscode/services/modelMemory.ts');
const { Models } = await import('../../../src/vscode/services/models.ts');
const { Keys } = await import('../../../src/vscode/services/secrets.ts');
const { TranslationStore } = await import('../../../src/vscode/translate/translationStore.ts');
const { Money } = await import('../../../src/vscode/usage/money.ts');

/** What asks in a window, on an empty disk, with an endpoint of its own. */
export interface AskingWindow {
  /** A folder that goes away with it. */
  folder: string;
  endpoint: Endpoint;
  model: ReadyModel;
  batches: InstanceType<typeof BatchStore>;
  translations: InstanceType<typeof TranslationStore>;
}

const log = { error: () => undefined, warn: () => undefined };
const globalState = { keys: () => [], get: () => undefined, update: async () => undefined };
/** So that nobody waits for their turn. */
const limits = { requests: 1_000_000, tokens: 1_000_000_000, minute: 60_000 };

/** @param contextWindow of its model, as Gloss knows it, in tokens */
export async function withAskingWindow<Result>(
  contextWindow: number,
  use: (window: AskingWindow) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'gloss-asking-'));
  const endpoint = await startEndpoint({ limits });
  const { baseUrl } = endpoint;
  const id = 'gpt-4o-mini';
  const chosen = {
    'gloss.customEndpoints': [{ id: 'local', baseUrl, key: 'none', models: [{ id, contextWindow }] }],
    'gloss.provider': 'local',
    'gloss.model': id,
  };
  for (const [name, value] of Object.entries(chosen)) settings.set(name, value);
  try {
    const globalStorageUri = vscode.Uri.file(join(folder, 'storage'));
    const money = new Money({ globalStorageUri, globalState }, log);
    const models = new Models({
      keys: new Keys(noSecrets()),
      memory: new ModelMemory({ globalStorageUri, globalState }, log),
      log,
      money: async () => money,
    });
    const ready = await models.ready();
    assert.ok('model' in ready);
    const batches = new BatchStore(globalStorageUri, log);
    const translations = new TranslationStore(globalStorageUri, log);
    return await use({ folder, endpoint, model: ready.model, batches, translations });
  } finally {
    for (const name of Object.keys(chosen)) settings.delete(name);
    await endpoint.close();
    await rm(folder, { recursive: true });
  }
}

function noSecrets() {
  return {
    get: async () => undefined,
    keys: async () => [],
    store: async () => undefined,
    delete: async () => undefined,
    onDidChange: () => ({ dispose() {} }),
  };
}
