import { env, l10n, Uri, workspace } from 'vscode';
import { type Batch, filesIn } from '../../tasks/batch.ts';
import { cardText } from '../../tasks/cardText.ts';
import type { UnfitReason } from '../../tasks/unfitReason.ts';
import { formatCost } from '../../usage/cost.ts';

/** How far a batch has come, in a sentence: every file is in one of its numbers. */
export function batchSentence(title: string, batch: Batch): string {
  const count = (state: Parameters<typeof filesIn>[1]) => filesIn(batch, state).length;
  const [waiting, done, failed, skipped] = [
    count('waiting'),
    count('done'),
    count('failed'),
    count('skipped'),
  ];
  const { cost } = batch.spent;
  const rest = [
    ...(failed > 0 ? [l10n.t('{0} failed', failed)] : []),
    ...(waiting > 0 ? [l10n.t('{0} not begun', waiting)] : []),
    ...(skipped > 0 ? [l10n.t('{0} left out', skipped)] : []),
    ...(cost ? [formatCost(cost, env.language)] : []),
  ];
  const sentence = l10n.t('{0}: {1} of {2} files done', title, done, done + failed + waiting);
  return `${[sentence, ...rest].join(', ')}.`;
}

/** A file's name as the user knows it. */
export function pathOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri, true));
}

/** Why a file is left out, to stand after its name. */
export function unfitWords(reason: UnfitReason): string {
  switch (reason) {
    case 'empty':
      return l10n.t('empty');
    case 'tooLarge':
      return l10n.t('over 1 MB');
    case 'binary':
      return l10n.t('not text');
    case 'minified':
      return l10n.t('minified');
    case 'generated':
      return l10n.t('generated');
    case 'tooLong':
      return l10n.t('more text than the model can take in');
    case 'unreadable':
      return l10n.t('cannot be read');
    case 'secrets':
      return l10n.t('a file for secrets');
    case 'ignored':
      return l10n.t('left out by gloss.ignore or .glossignore');
    case 'outside':
      return l10n.t('a link that leads out of the workspace');
    case 'readOnly':
      return l10n.t('read-only');
    case 'secretInside':
      return l10n.t('what looks like a secret is in it');
  }
}

/** What became of each file, as Markdown. */
export function batchAccount(title: string, batch: Batch): string {
  const section = (heading: string, lines: string[]) =>
    lines.length > 0 ? [`## ${heading} (${lines.length})`, '', ...lines, ''] : [];
  const line = (uri: string, words = '') => `- \`${pathOf(uri)}\`${words ? `: ${words}` : ''}`;
  return [
    `# ${batchSentence(title, batch)}`,
    '',
    ...section(
      l10n.t('Failed'),
      filesIn(batch, 'failed').map(({ uri, problem }) => line(uri, problem)),
    ),
    ...section(
      l10n.t('Not begun'),
      filesIn(batch, 'waiting').map(({ uri }) => line(uri)),
    ),
    ...section(
      l10n.t('Left out'),
      filesIn(batch, 'skipped').map(({ uri, reason }) => line(uri, unfitWords(reason))),
    ),
    ...section(
      l10n.t('Done'),
      filesIn(batch, 'done').map(({ uri, card }) => line(uri, cardText(card).replaceAll('\n', ' '))),
    ),
  ].join('\n');
}
