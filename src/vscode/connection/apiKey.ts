import * as vscode from 'vscode';
import { currentEndpoint } from '../services/endpoint.ts';
import { noEndpointProblem } from '../services/problems.ts';
import type { Keys } from '../services/secrets.ts';

/** Asks for the key of the chosen provider. @returns whether there is a new one. */
export async function setApiKey(keys: Keys): Promise<boolean> {
  const endpoint = currentEndpoint();
  if (!endpoint) return tellNoEndpoint(false);
  const { origin, host, provider } = endpoint;
  if ((await keys.ask(origin, host, provider.keysUrl)) === undefined) return false;
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The key for {0} is set', host), 3_000);
  return true;
}

/** Forgets the key of the chosen provider, after asking. */
export async function clearApiKey(keys: Keys): Promise<void> {
  const endpoint = currentEndpoint();
  if (!endpoint) return tellNoEndpoint(undefined);
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

function tellNoEndpoint<Result>(result: Result): Result {
  vscode.window.showErrorMessage(noEndpointProblem().message);
  return result;
}
