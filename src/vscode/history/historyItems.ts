import { env, l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon } from 'vscode';
import { findWords } from '../../chat/searchText.ts';
import { formatCost } from '../../usage/cost.ts';
import type { StoredConversation } from '../services/conversationStore.ts';
import { withoutIcons } from '../services/withoutIcons.ts';

/** An entry of the history; a separator is of no conversation. */
export interface HistoryItem extends QuickPickItem {
  conversation?: StoredConversation;
}

const day = 86_400_000;

/** What can be done with an entry beside opening it, by its icon. */
export const historyButtons = {
  pin: { iconPath: new ThemeIcon('pin'), tooltip: l10n.t('Pin') },
  unpin: { iconPath: new ThemeIcon('pinned'), tooltip: l10n.t('Unpin') },
  rename: { iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Rename') },
  remove: { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete') },
} as const;

export interface HistoryState {
  /** What is searched for; empty for everything. */
  words: string;
  /** The conversation that is open. */
  shown: string;
  isAnswering(id: string): boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** The entries of the history, the pinned before the others, which are parted by their age. */
export function historyItems(
  conversations: readonly StoredConversation[],
  state: HistoryState,
): HistoryItem[] {
  const items: HistoryItem[] = [];
  const sorted = [
    ...conversations.filter(({ pinned }) => pinned),
    ...conversations.filter(({ pinned }) => !pinned),
  ];
  let group: string | undefined;
  for (const conversation of sorted) {
    const item = itemOf(conversation, state);
    if (!item) continue;
    const next = conversation.pinned ? l10n.t('Pinned') : ageOf(conversation.changedAt, state.now);
    if (next !== group) items.push({ label: next, kind: QuickPickItemKind.Separator });
    group = next;
    items.push(item);
  }
  return items;
}

function itemOf(conversation: StoredConversation, state: HistoryState): HistoryItem | undefined {
  const { id, title, text, pinned, questions, cost, changedAt } = conversation;
  const isNamed = findWords(title, state.words) !== undefined;
  const excerpt = isNamed ? undefined : findWords(text, state.words);
  if (state.words.trim() !== '' && !isNamed && excerpt === undefined) return undefined;
  const sign = state.isAnswering(id) ? '$(loading~spin) ' : id === state.shown ? '$(comment) ' : '';
  const count = questions === 1 ? l10n.t('1 question') : l10n.t('{0} questions', questions);
  const money = cost > 0 ? [formatCost(cost, env.language)] : [];
  return {
    conversation,
    label: sign + withoutIcons(title),
    description: [whenOf(changedAt, state.now), count, ...money].join(' · '),
    ...(excerpt === undefined ? {} : { detail: withoutIcons(excerpt) }),
    // Gloss has done the search already.
    alwaysShow: true,
    buttons: [
      pinned ? historyButtons.unpin : historyButtons.pin,
      historyButtons.rename,
      historyButtons.remove,
    ],
  };
}

/** Days by the user's own midnights. */
function daysAgo(time: number, now: number): number {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return time >= midnight ? 0 : Math.ceil((midnight - time) / day);
}

function ageOf(time: number, now: number): string {
  const days = daysAgo(time, now);
  if (days === 0) return l10n.t('Today');
  if (days === 1) return l10n.t('Yesterday');
  return days < 7 ? l10n.t('Last 7 days') : l10n.t('Older');
}

/** The time of today, the day of anything before. */
function whenOf(time: number, now: number): string {
  const format: Intl.DateTimeFormatOptions =
    daysAgo(time, now) === 0 ? { hour: 'numeric', minute: 'numeric' } : { dateStyle: 'medium' };
  return new Intl.DateTimeFormat(env.language, format).format(time);
}
