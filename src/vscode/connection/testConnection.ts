import * as vscode from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import type { Failure } from '../../openai/failure.ts';
import { abortOn } from '../services/abortOn.ts';
import type { Endpoint } from '../services/endpoint.ts';
import type { Models } from '../services/models.ts';
import { failureProblem } from '../services/problems.ts';
import type { Remedies } from '../services/remedies.ts';
import { withoutLinks } from '../services/withoutLinks.ts';

/** What a test has shown. */
export type Finding =
  | { found: 'model' | 'noList' | 'otherModels' | 'pathWithoutV1'; elapsed: number }
  | { found: 'failure'; failure: Failure };

/** Finds out whether the chosen model can be asked, without asking it anything: what is sent costs nothing. */
export async function testConnection(models: Models, remedies: Remedies): Promise<void> {
  const retry = (): Promise<void> => testConnection(models, remedies);
  const ready = await models.ready();
  if ('problem' in ready) return remedies.tell(ready.problem, retry);
  const { endpoint } = ready.model;
  const { host } = endpoint;
  const finding = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Testing {0}', host),
      cancellable: true,
    },
    async (_progress, token) => {
      const found = await examine(models, endpoint, abortOn(token));
      return token.isCancellationRequested ? undefined : found;
    },
  );
  if (!finding) return;
  const problem = problemIn(finding, endpoint);
  if (problem) return remedies.tell(problem, retry);
  const elapsed = 'elapsed' in finding ? finding.elapsed : 0;
  const message =
    endpoint.provider.key === 'required'
      ? vscode.l10n.t(
          '{0} answers in {1} ms, accepts the key and offers {2}.',
          host,
          elapsed,
          endpoint.model.id,
        )
      : vscode.l10n.t('{0} answers in {1} ms and offers {2}.', host, elapsed, endpoint.model.id);
  vscode.window.showInformationMessage(withoutLinks(message));
}

/** Looks at what an endpoint answers to requests that cost nothing. */
export async function examine(models: Models, endpoint: Endpoint, signal: AbortSignal): Promise<Finding> {
  const { listModels, probeChat, retrieveModel } = await import('../../openai/wire.ts');
  const connection = await models.connectionTo(endpoint.provider);
  const { id } = endpoint.model;
  const begun = performance.now();
  const listed = await listModels(connection, signal);
  const elapsed = Math.round(performance.now() - begun);
  if ('failure' in listed && !isElsewhere(listed.failure) && listed.failure.kind !== 'forbidden') {
    return { found: 'failure', failure: listed.failure };
  }
  // A list may be open to everybody, and a key may be for chats alone: only a chat shows what it is good for.
  const keyless = endpoint.provider.key === 'none' && 'models' in listed;
  const probed = keyless ? undefined : await probeChat(connection, signal);
  if ('models' in listed) {
    if (probed && (isElsewhere(probed) || isAboutKey(probed))) return { found: 'failure', failure: probed };
    if (listed.models.some(model => model.id === id)) return { found: 'model', elapsed };
    // Some lists are not complete, such as those without fine-tunes.
    const retrieved = await retrieveModel(connection, id, signal);
    return { found: 'model' in retrieved ? 'model' : 'otherModels', elapsed };
  }
  // A request without a word in it is refused by whoever reads it, so that is a sign of life.
  if (!probed || probed.kind === 'badRequest' || probed.kind === 'modelNotFound')
    return { found: 'noList', elapsed };
  if (!isElsewhere(probed)) return { found: 'failure', failure: probed };
  const below = await listModels({ ...connection, baseUrl: `${connection.baseUrl}/v1` }, signal);
  const isBelow = 'models' in below || !isElsewhere(below.failure);
  return isBelow ? { found: 'pathWithoutV1', elapsed } : { found: 'failure', failure: probed };
}

function isAboutKey({ kind }: Failure): boolean {
  return kind === 'wrongKey' || kind === 'forbidden' || kind === 'noQuota';
}

/** Whether a failure says that something answers, but no API at this path. */
function isElsewhere({ kind }: Failure): boolean {
  return kind === 'pathNotFound' || kind === 'notAnApi' || kind === 'redirected';
}

/** What to tell of a finding; `undefined` when all is well. */
export function problemIn(finding: Finding, endpoint: Endpoint): Problem | undefined {
  const { host, model, provider } = endpoint;
  switch (finding.found) {
    case 'model':
      return undefined;
    case 'failure':
      return failureProblem(finding.failure, endpoint);
    case 'noList':
      return {
        message: vscode.l10n.t(
          '{0} answers in {1} ms, but lists no models, so only a question will show whether it has {2}.',
          host,
          finding.elapsed,
          model.id,
        ),
        remedies: [],
      };
    case 'otherModels':
      return {
        message: vscode.l10n.t(
          '{0} answers in {1} ms, but does not offer {2}, or not to you. Choose another model.',
          host,
          finding.elapsed,
          model.id,
        ),
        remedies: ['selectModel'],
      };
    case 'pathWithoutV1':
      return {
        message: vscode.l10n.t(
          '{0} answers, but not at this path: its API is at {1}/v1. Change the base URL.',
          host,
          provider.baseUrl,
        ),
        remedies: ['openProviderSettings'],
      };
  }
}
