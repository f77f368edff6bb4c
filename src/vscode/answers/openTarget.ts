import * as vscode from 'vscode';
import { withoutIcons } from '../services/withoutIcons.ts';
import type { Target } from './findPlaces.ts';

/** Opens the one of several places that is meant. */
export async function openTarget(targets: readonly Target[]): Promise<void> {
  const target = await pickTarget(targets, vscode.l10n.t('Which one is meant?'));
  if (!target) return;
  const { uri, range } = target;
  // By the command, which opens what is no text, too.
  await vscode.commands.executeCommand('vscode.open', uri, range ? { selection: range } : {});
}

/** Has the user say which of several places is meant. @returns `undefined` when they do not, or there is none. */
export async function pickTarget(targets: readonly Target[], title: string): Promise<Target | undefined> {
  if (targets.length < 2) return targets[0];
  const items = targets.map(target => ({ label: withoutIcons(describeTarget(target)), target }));
  return (await vscode.window.showQuickPick(items, { title }))?.target;
}

/** A place for people to read: `src/queue.ts:12`. */
export function describeTarget({ uri, range }: Target): string {
  const line = range ? `:${range.start.line + 1}` : '';
  return vscode.workspace.asRelativePath(uri) + line;
}
