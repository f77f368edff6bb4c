import { l10n } from 'vscode';
import type { Refusal } from '../../models/refusals.ts';
import { labelOf } from './parameterWords.ts';

/** What an endpoint has refused, in a sentence; `undefined` when nothing. */
export function refusedSentence(refusals: readonly Refusal[]): string | undefined {
  if (refusals.length === 0) return undefined;
  return l10n.t('This endpoint refused, so Gloss does without: {0}.', refusals.map(refusedWord).join(', '));
}

/** What was refused and what is done about it, in two sentences for the turn. */
export function adaptedSentence(
  { refusal, again }: { refusal: Refusal; again: boolean },
  host: string,
): string {
  const then = again
    ? l10n.t('It was asked again that way, and will be from now on.')
    : l10n.t('From now on it will be asked that way: try again.');
  return `${whatWasRefused(refusal, host)} ${then}`;
}

function whatWasRefused(refusal: Refusal, host: string): string {
  switch (refusal.change) {
    case 'drop':
      return l10n.t('{0} refused {1}, so it goes without.', host, labelOf(refusal.field));
    case 'rename':
      return l10n.t('{0} wants {1} under the name {2}.', host, labelOf(refusal.field), refusal.as);
    case 'value':
      return l10n.t(
        '{0} does not take {1} “{2}”, so it goes without.',
        host,
        labelOf(refusal.field),
        refusal.value,
      );
    case 'role':
      return l10n.t('{0} wants instructions in the role “{1}”.', host, refusal.role);
    case 'unstructured':
      return l10n.t('{0} takes no schemas, so they go in words.', host);
  }
}

function refusedWord(refusal: Refusal): string {
  switch (refusal.change) {
    case 'drop':
      return labelOf(refusal.field);
    case 'rename':
      return l10n.t('{0} (goes as {1})', labelOf(refusal.field), refusal.as);
    case 'value':
      return l10n.t('{0} “{1}”', labelOf(refusal.field), refusal.value);
    case 'role':
      return l10n.t('the role of instructions (goes as {0})', refusal.role);
    case 'unstructured':
      return l10n.t('schemas');
  }
}
