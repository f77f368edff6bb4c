import * as vscode from 'vscode';
import { isLoopback } from '../../models/baseUrl.ts';
import { type EndpointMistake, readCustomEndpoints } from '../../models/customEndpoints.ts';
import { type Model, modelOf, type Provider } from '../../models/provider.ts';
import { providers } from '../../models/providers/index.ts';
import type { Patience } from '../../openai/silence.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import { readSeconds, readText } from './setting.ts';
import { readCustomEndpointsSetting, readTaskChoice } from './settings.ts';

/** Who answers, as the settings say at this moment. */
export interface Endpoint {
  provider: Provider;
  model: Model;
  /** What the key is bound to. */
  origin: string;
  /** For people to read, with the port if it is not the usual one. */
  host: string;
  patience: Patience;
}

/** Every provider there is to choose from, and the entries of `gloss.customEndpoints` that are not usable. */
export function allProviders(): { providers: Provider[]; mistakes: EndpointMistake[] } {
  const custom = readCustomEndpoints(readCustomEndpointsSetting(), providers);
  const builtIn = providers.filter(({ id }) => custom.providers.every(own => own.id !== id));
  return { providers: [...builtIn, ...custom.providers], mistakes: custom.mistakes };
}

/**
 * @param task its id, when `gloss.tasks` may name another model for it.
 * @param choice what the task says of itself.
 * @returns `undefined` when `gloss.provider` names nobody.
 */
export function currentEndpoint(task?: string, choice?: TaskChoice): Endpoint | undefined {
  const own = task === undefined ? {} : readTaskChoice(task, choice);
  const id = own.provider ?? readText('provider');
  const provider = allProviders().providers.find(candidate => candidate.id === id);
  const model = own.model ?? readText('model');
  if (!provider || !model) return undefined;
  return endpointOf(provider, modelOf(provider, model));
}

/** Where a provider is: what its key is bound to, and the same for people to read. */
export function addressOf({ baseUrl }: Provider): Pick<Endpoint, 'origin' | 'host'> {
  const { origin, host } = new URL(baseUrl);
  return { origin, host };
}

/** A model of a provider, as somebody who answers. */
export function endpointOf(provider: Provider, model: Model): Endpoint {
  const isLocal = isLoopback(new URL(provider.baseUrl));
  return {
    provider,
    model,
    ...addressOf(provider),
    patience: {
      firstToken: readSeconds('timeout.firstToken') ?? (isLocal ? 600_000 : 60_000),
      stall: readSeconds('timeout.stall') ?? 90_000,
      warning: readSeconds('timeout.warning') ?? 45_000,
    },
  };
}

/** Keeps the user's choice in their own settings: both or, when one cannot be written, neither. */
export async function chooseEndpoint(provider: string, model: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('gloss');
  const before = configuration.inspect('provider')?.globalValue;
  await configuration.update('provider', provider, vscode.ConfigurationTarget.Global);
  try {
    await configuration.update('model', model, vscode.ConfigurationTarget.Global);
  } catch (error) {
    await configuration.update('provider', before, vscode.ConfigurationTarget.Global);
    throw error;
  }
}
