import * as vscode from 'vscode';
import type { Problem, RemedyAction } from '../../chat/turn.ts';
import { currentEndpoint } from './endpoint.ts';
import { remedyLabel } from './problems.ts';
import { openSettings } from './settings.ts';
import { withoutLinks } from './withoutLinks.ts';

/** The remedies that features provide; they say whether what stood in the way is now out of it. */
export interface RemedyProviders {
  setKey(): Promise<boolean>;
  selectModel(): Promise<boolean>;
  newChat(): Promise<void>;
  /** Asks the panel's last question again, if it failed. */
  retryChat(): Promise<void>;
}

/** What each remedy does, the same behind a button of the panel and behind one of a notification. */
export class Remedies {
  readonly #providers: RemedyProviders;

  constructor(providers: RemedyProviders) {
    this.#providers = providers;
  }

  /** Tells of a problem in a notification. Its text is Gloss's own: the editor runs command links that it finds there. */
  async tell({ message, remedies }: Problem, retry: () => Promise<void>): Promise<void> {
    const labels = remedies.map(remedyLabel);
    const chosen = await vscode.window.showErrorMessage(withoutLinks(message), ...labels);
    const action = remedies[labels.indexOf(chosen ?? '')];
    if (action) await this.apply(action, retry);
  }

  /** Lets the user choose who answers. @returns whether they did. */
  selectModel(): Promise<boolean> {
    return this.#providers.selectModel();
  }

  /** @param retry what failed, to be done again when the remedy has helped; the panel's last question by default. */
  async apply(
    action: RemedyAction,
    retry: () => Promise<void> = () => this.#providers.retryChat(),
  ): Promise<void> {
    switch (action) {
      case 'retry':
        return retry();
      case 'setKey':
        return (await this.#providers.setKey()) ? retry() : undefined;
      case 'selectModel':
        return (await this.selectModel()) ? retry() : undefined;
      case 'newChat':
        return this.#providers.newChat();
      case 'openBilling':
        return openBilling();
      case 'openBudget':
        return openSettings('budget');
      case 'showUsage':
        await vscode.commands.executeCommand('gloss.showUsage');
        return;
      case 'openProviderSettings':
        return openSettings('');
      case 'openToolSettings':
        return openSettings('tools');
      case 'openParameters':
        await vscode.commands.executeCommand('gloss.showParameters');
        return;
      case 'openProxySettings':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
    }
  }
}

async function openBilling(): Promise<void> {
  const page = currentEndpoint()?.provider.billingUrl;
  if (page) await vscode.env.openExternal(vscode.Uri.parse(page, true));
}
