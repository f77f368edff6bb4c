import { l10n } from 'vscode';

/** Of characters that nobody sees: how many were left out of a request, and how many were sent. */
export interface Unseen {
  leftOut: number;
  sent: number;
}

/** Says what a request had in it that nobody sees. @param isOneOfMany the same is then said for all of them, without numbers. */
export function unseenSentence({ leftOut, sent }: Unseen, isOneOfMany = false): string {
  const tags = isOneOfMany
    ? l10n.t('Tag characters that nobody can see, but a model reads, were left out of what was sent.')
    : l10n.t(
        'Tag characters that nobody can see, but a model reads, were left out of what was sent: {0}.',
        leftOut,
      );
  const others = isOneOfMany
    ? l10n.t('Characters that nobody can see, but a model reads, are in what was sent.')
    : l10n.t('Characters that nobody can see, but a model reads, are in what was sent: {0}.', sent);
  return [...(leftOut > 0 ? [tags] : []), ...(sent > 0 ? [others] : [])].join(' ');
}
