import * as vscode from 'vscode';
import { currentEndpoint } from '../services/endpoint.ts';
import type { Keys } from '../services/secrets.ts';

/** Asks for the key of the chosen provider. @returns whether there is a new one. */
export async function setApiKey(keys: Keys): Promise<boolean> {
  const endpoint = currentEndpoint();
  if (!endpoint) return false;
  const { origin, host, provider } = endpoint;
  return (await keys.ask(origin, host, provider.keysUrl)) !== undefined;
}

/** Forgets the key of the chosen provider, after asking. */
export async function clearApiKey(keys: Keys): Promise<void> {
  const endpoint = currentEndpoint();
  if (!endpoint) return;
  const { origin, host } = endpoint;
  if ((await keys.of(origin)) === undefined) {
    vscode.window.showInformationMessage(vscode.l10n.t('There is no API key for {0}.', host));
    return;
  }
  const clear = vscode.l10n.t('Clear');
  const question = vscode.l10n.t('Remove the API key for {0} from the system’s key store?', host);
  if ((await vscode.window.showWarningMessage(question, { modal: true }, clear)) !== clear) return;
  await keys.clear(origin);
  vscode.window.showInformationMessage(vscode.l10n.t('The API key for {0} is removed.', host));
}
