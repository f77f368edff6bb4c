import * as vscode from 'vscode';
import type { Models } from '../services/models.ts';
import { failureProblem } from '../services/problems.ts';
import type { Remedies } from '../services/remedies.ts';

/** Lists the endpoint's models, which costs nothing, and says what that shows. */
export async function testConnection(models: Models, remedies: Remedies): Promise<void> {
  const retry = (): Promise<void> => testConnection(models, remedies);
  const ready = await models.ready();
  if ('problem' in ready) return remedies.tell(ready.problem, retry);
  const { endpoint } = ready.model;
  const { host, model } = endpoint;
  const begun = performance.now();
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Testing {0}', host),
      cancellable: true,
    },
    (_progress, token) => models.list(endpoint, token),
  );
  if (outcome === 'cancelled') return;
  if ('failure' in outcome) return remedies.tell(failureProblem(outcome.failure, endpoint), retry);
  const elapsed = Math.round(performance.now() - begun);
  if (outcome.models.includes(model.id)) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('{0} answers in {1} ms, accepts the key and offers {2}.', host, elapsed, model.id),
    );
    return;
  }
  await remedies.tell(
    {
      message: vscode.l10n.t(
        '{0} answers in {1} ms and accepts the key, but does not list {2}. Choose another model.',
        host,
        elapsed,
        model.id,
      ),
      remedies: ['selectModel'],
    },
    retry,
  );
}
