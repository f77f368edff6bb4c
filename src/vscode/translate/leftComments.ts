import * as vscode from 'vscode';
import { withoutLinks } from '../services/withoutLinks.ts';
import type { TextFault } from './translateTexts.ts';

/**
 * Why a comment stays as it is.
 *
 * - `unsafe`: its translation could change code, or the structure of Markdown
 * - `altered`: its translation has not all that is to stay as it is, such as names, tags and addresses, or more of it
 * - `edited`: it is not as it was when it was asked about
 */
export type LeftReason = TextFault | 'unsafe' | 'altered' | 'edited';

/** A comment that stays as it is, though its translation was asked for. */
export interface LeftComment {
  /** Where several files are translated. */
  file?: string;
  /** Zero-based. */
  line: number;
  /** What it says. */
  text: string;
  reason: LeftReason;
}

/** Named in the notification; the list that it offers has them all. */
const mostNamed = 4;

/** Says which comments stay as they are, and why of each. */
export async function tellLeft(left: readonly LeftComment[]): Promise<void> {
  if (left.length === 0) return;
  const lines = left.map(lineOf);
  const named = lines.slice(0, mostNamed);
  const count = vscode.l10n.t('Left as they are: {0}.', left.length);
  const showAll = vscode.l10n.t('Show All');
  const chosen = await vscode.window.showWarningMessage(
    withoutLinks([count, ...named, ...(lines.length > named.length ? ['…'] : [])].join(' ')),
    ...(lines.length > named.length ? [showAll] : []),
  );
  if (chosen !== showAll) return;
  const content = [count, '', ...lines.map(line => `- ${line}`), ''].join('\n');
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'markdown', content }),
  );
}

function lineOf({ file, line, reason }: LeftComment): string {
  const words = reasonWords(reason);
  return file
    ? vscode.l10n.t('{0}, line {1}: {2}.', file, line + 1, words)
    : vscode.l10n.t('Line {0}: {1}.', line + 1, words);
}

function reasonWords(reason: LeftReason): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t('no translation came back');
    case 'doubled':
      return vscode.l10n.t('more than one translation came back');
    case 'empty':
      return vscode.l10n.t('the translation is empty');
    case 'tooLong':
      return vscode.l10n.t('what came back is far longer than it');
    case 'tooMuch':
      return vscode.l10n.t('it is more text than the model can take in');
    case 'cut':
      return vscode.l10n.t('the answer reached its longest length');
    case 'failed':
      return vscode.l10n.t('its request failed');
    case 'unsafe':
      return vscode.l10n.t('its translation could change more than its text');
    case 'altered':
      return vscode.l10n.t('a name, a tag, a link or code in it came back otherwise');
    case 'edited':
      return vscode.l10n.t('it was edited meanwhile');
  }
}
