import { l10n } from 'vscode';

/** Says how many tag characters were left out of a request. */
export function cleanedSentence(tags: number): string {
  return l10n.t(
    'Tag characters that nobody can see, but a model reads, were left out of what was sent: {0}.',
    tags,
  );
}
