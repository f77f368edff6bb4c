import { l10n, workspace } from 'vscode';
import type { Left } from '../../models/fitFields.ts';
import { leftSentence } from '../services/parameterWords.ts';

/** That the tools which a chat offers do not go along, and why. @returns `undefined` when they do. */
export function noToolsSentence(left: readonly Left[]): string | undefined {
  const tools = left.find(({ field }) => field === 'tools');
  return tools && l10n.t('No tools were offered. {0}', leftSentence(tools));
}

/** That some of the tools which were chosen do not go along. @param absent their names. @returns `undefined` when there are none. */
export function absentSentence(absent: readonly string[]): string | undefined {
  if (absent.length === 0) return undefined;
  if (!workspace.isTrusted) return l10n.t('No tools are offered in a workspace that is not trusted.');
  return l10n.t('Not offered, because the editor does not have them now: {0}.', absent.join(', '));
}
