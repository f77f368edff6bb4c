import { env, l10n } from 'vscode';
import type { CardAction, CardActionView, CardView } from '../../chat/protocol.ts';
import type { Attachment } from '../../chat/turn.ts';
import type { Card, Hits, LabelCard } from '../../tasks/card.ts';
import { formatProbability, labelText } from '../../tasks/labelText.ts';
import { tagActions } from '../tags/tagActions.ts';

/** A result in words and shapes. */
export function cardView(card: Card): CardView {
  switch (card.kind) {
    case 'tags':
      return {
        icon: 'tag',
        title: l10n.t('Tags'),
        aside: card.fromVocabulary ? l10n.t('from your vocabulary') : '',
        body: { type: 'chips', items: card.tags },
      };
    case 'label':
      return labelView(card);
    case 'keywords':
      return {
        icon: 'search',
        title: l10n.t('Search keywords'),
        aside: '',
        body: {
          type: 'rows',
          rows: card.keywords.map(({ text, identifier, hits }) => ({
            text,
            detail: hits ? hitsText(hits) : '',
            code: identifier,
          })),
        },
      };
    case 'rewrite':
      return {
        icon: 'edit',
        title: card.unchanged ? l10n.t('Nothing to change') : l10n.t('Rewritten'),
        aside: '',
        body: { type: 'code', languageId: card.languageId, text: card.text },
      };
    case 'text':
      return {
        icon: 'wand',
        title: l10n.t('Result'),
        aside: '',
        body: { type: 'code', languageId: '', text: card.text },
      };
    case 'data':
      return {
        icon: 'json',
        title: l10n.t('Result'),
        aside: '',
        body: { type: 'code', languageId: 'json', text: card.json },
      };
  }
}

function hitsText({ count, files, more }: Hits): string {
  const { format } = new Intl.NumberFormat(env.language);
  if (count === 0) return more ? l10n.t('no hits in the files searched') : l10n.t('no hits');
  if (more) return `≥ ${format(count)}`;
  return files === 1
    ? l10n.t('{0} in 1 file', format(count))
    : l10n.t('{0} in {1} files', format(count), format(files));
}

/** Of many labels only these are shown. */
const mostBars = 5;

function labelView({ labels, set, unsure }: LabelCard): CardView {
  const [first] = labels;
  const untold = first?.probability === null ? [l10n.t('probability not given')] : [];
  return {
    icon: unsure ? 'question' : 'target',
    title: unsure ? notSure(labels) : (first?.name ?? ''),
    aside: [setName(set), ...untold].join(' · '),
    body: {
      type: 'bars',
      ...(unsure ? { unsure } : {}),
      bars: labels.slice(0, mostBars).map(({ name, probability }) => ({
        label: name,
        share: probability,
        text: probability === null ? '' : formatProbability(probability, env.language),
      })),
    },
  };
}

/** The two that it lies between. */
function notSure(labels: LabelCard['labels']): string {
  const between = labels.slice(0, 2).map(label => labelText(label, env.language));
  return l10n.t('Not sure: {0}', between.join(', '));
}

function setName(set: LabelCard['set']): string {
  switch (set) {
    case 'comments':
      return l10n.t('kinds of comments');
    case 'commits':
      return l10n.t('kinds of commits');
    case 'issues':
      return l10n.t('issue triage');
    case 'own':
      return l10n.t('your labels');
  }
}

/**
 * What can be done with the results of a turn, all of which are of one kind.
 * @param attachments what they are the results of.
 */
export function cardActionViews(
  cards: readonly Card[],
  attachments: readonly Attachment[],
): CardActionView[] {
  const [first] = cards;
  if (!first) return [];
  if (cards.every(card => card.kind === 'rewrite' && card.unchanged)) return [];
  const actions: Record<Card['kind'], CardAction[]> = {
    tags: tagActions(attachments),
    label: ['copyJson'],
    keywords: ['search', 'copy'],
    rewrite: ['apply', 'showDiff', 'followUp', 'copy'],
    text: first.kind === 'text' ? textActions(first) : [],
    data: ['copyJson', 'openAsFile'],
  };
  return actions[first.kind].map((action, index) => ({
    action,
    label: actionLabel(action),
    primary: index === 0 && action !== 'copyJson',
  }));
}

/** What the task wrote it for comes first. */
function textActions({ destination }: Extract<Card, { kind: 'text' }>): CardAction[] {
  const named = { clipboard: 'copy', insert: 'insert', newFile: 'openAsFile' } as const;
  return [...new Set<CardAction>([named[destination], 'copy', 'insert', 'openAsFile'])];
}

function actionLabel(action: CardAction): string {
  switch (action) {
    case 'copy':
      return l10n.t('Copy');
    case 'copyJson':
      return l10n.t('Copy as JSON');
    case 'copyCsv':
      return l10n.t('Copy as CSV');
    case 'insertFrontMatter':
      return l10n.t('Put into front matter');
    case 'insertComment':
      return l10n.t('Insert as comment');
    case 'saveTags':
      return l10n.t('Save in gloss-tags.json');
    case 'search':
      return l10n.t('Search');
    case 'showDiff':
      return l10n.t('Show changes');
    case 'followUp':
      return l10n.t('Follow up…');
    case 'apply':
      return l10n.t('Apply');
    case 'insert':
      return l10n.t('Insert at cursor');
    case 'openAsFile':
      return l10n.t('Open as file');
  }
}
