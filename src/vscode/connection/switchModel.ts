import * as vscode from 'vscode';
import { fitFields } from '../../models/fitFields.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Model } from '../../models/provider.ts';
import type { ListedModel } from '../../openai/listedModel.ts';
import { chooseEndpoint, type Endpoint, endpointOf } from '../services/endpoint.ts';
import type { ModelMemory } from '../services/modelMemory.ts';
import { parameterValues, samplingOf } from '../services/parameterValues.ts';
import { labelOf } from '../services/parameterWords.ts';
import { withoutLinks } from '../services/withoutLinks.ts';

/** Whoever can be chosen in place of the current model. */
export interface Successor {
  provider: Endpoint['provider'];
  model: Model;
  /** What the provider's list says of it, if there is one. */
  listed?: ListedModel | undefined;
}

/**
 * Lets another model answer from the next request on. What is set stays set, and is sent as far as the new model takes
 * it; the user is told what it does not take and the old one did.
 * @param chat the conversation's own parameters.
 * @returns what is no longer sent, by its names in the form.
 */
export async function switchModel(
  from: Endpoint | undefined,
  to: Successor,
  { memory, chat }: { memory: ModelMemory; chat: ParameterValues | undefined },
): Promise<string[]> {
  await chooseEndpoint(to.provider.id, to.model.id);
  const chosen = endpointOf(to.provider, to.model);
  // Also that it says nothing of them any more.
  if (to.listed) {
    const { contextWindow, shutdown } = to.listed;
    await memory.add(chosen, { contextWindow, shutdown });
  }
  const { model } = memory.recall(chosen);
  const { fields } = samplingOf(parameterValues({ chat }));
  const before = from ? fitFields(from.model, fields).left.map(({ field }) => field) : [];
  const dropped = fitFields(model, fields)
    .left.filter(({ field, why }) => why !== 'clamped' && !before.includes(field))
    .map(({ field }) => labelOf(field));
  if (dropped.length === 0) return dropped;
  const settings = vscode.l10n.t('Parameters');
  const message = vscode.l10n.t(
    '{0} answers from now on. Your settings stay; it does not take these, so they are not sent: {1}.',
    to.model.id,
    dropped.join(', '),
  );
  // Not awaited: the model is already another, and the notification stays for as long as the user likes.
  void vscode.window.showInformationMessage(withoutLinks(message), settings).then(chosen => {
    if (chosen === settings) return vscode.commands.executeCommand('gloss.showParameters');
    return undefined;
  });
  return dropped;
}
