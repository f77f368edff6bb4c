import * as vscode from 'vscode';
import type { Model, Provider } from '../../models/provider.ts';
import { formatCost } from '../../usage/cost.ts';
import { allProviders, chooseEndpoint, currentEndpoint, type Endpoint } from '../services/endpoint.ts';

interface ModelItem extends vscode.QuickPickItem {
  choice?: { provider: string; model: string };
}

/** Lets the user choose who answers. @returns whether they did. */
export async function selectModel(): Promise<boolean> {
  const { providers, mistakes } = allProviders();
  const current = currentEndpoint();
  const items: ModelItem[] = providers.flatMap(provider => [
    { label: provider.name, kind: vscode.QuickPickItemKind.Separator },
    ...withCurrent(provider, current).map(model =>
      itemOf(provider, model, model.id === current?.model.id && provider.id === current.provider.id),
    ),
    {
      label: `$(edit) ${vscode.l10n.t('Another model of {0}…', provider.name)}`,
      choice: { provider: provider.id, model: '' },
    },
  ]);
  if (mistakes.length > 0) {
    const names = mistakes.join(', ');
    vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Not usable in gloss.customEndpoints: {0}. Each needs an id of its own, and a base URL that is https:, or http: on this machine.',
        names,
      ),
    );
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Provider and model'),
    placeHolder: vscode.l10n.t('Who is to answer?'),
    matchOnDescription: true,
  });
  if (!picked?.choice) return false;
  const { provider } = picked.choice;
  const model = picked.choice.model || (await askForModel());
  if (!model) return false;
  await chooseEndpoint(provider, model);
  return true;
}

/** A provider's models, with the one in use if it was entered by name. */
function withCurrent({ id, models }: Provider, current: Endpoint | undefined): readonly Model[] {
  if (current?.provider.id !== id || models.some(model => model.id === current.model.id)) return models;
  return [current.model, ...models];
}

function itemOf(provider: Provider, model: Model, isCurrent: boolean): ModelItem {
  const window = model.contextWindow
    ? vscode.l10n.t('{0} tokens', model.contextWindow.toLocaleString(vscode.env.language))
    : vscode.l10n.t('window not known');
  const price = model.price
    ? vscode.l10n.t('{0} in, {1} out per million', dollars(model.price.input), dollars(model.price.output))
    : vscode.l10n.t('price not known');
  return {
    label: isCurrent ? `$(check) ${model.id}` : model.id,
    description: `${window} · ${price}`,
    choice: { provider: provider.id, model: model.id },
  };
}

function dollars(amount: number): string {
  return formatCost(amount, vscode.env.language);
}

async function askForModel(): Promise<string | undefined> {
  const entered = await vscode.window.showInputBox({
    title: vscode.l10n.t('Model'),
    prompt: vscode.l10n.t('The provider’s name for the model'),
  });
  return entered?.trim() || undefined;
}
