import type { CardActionView, CardView } from '../../../src/chat/protocol.ts';

/** A card of every kind, as the host sends them. */
export const cardViews = {
  tags: {
    icon: 'tag',
    title: 'Tags',
    aside: 'from your vocabulary',
    body: { type: 'chips', items: ['retry', 'upload', 'queue', 'error-handling'] },
  },
  label: {
    icon: 'target',
    title: 'Feature request',
    aside: 'issue triage',
    body: {
      type: 'bars',
      bars: [
        { label: 'feature', share: 0.91, text: '0.91' },
        { label: 'question', share: 0.07, text: '0.07' },
        { label: 'bug', share: 0.02, text: '0.02' },
      ],
    },
  },
  unsure: {
    icon: 'question',
    title: 'Not sure',
    aside: '',
    body: {
      type: 'bars',
      unsure: true,
      bars: [
        { label: 'feature', share: 0.48, text: '0.48' },
        { label: 'question', share: 0.45, text: '0.45' },
      ],
    },
  },
  keywords: {
    icon: 'search',
    title: 'Search keywords',
    aside: '',
    body: {
      type: 'rows',
      rows: [
        { text: 'uploadWithRetry', detail: '', code: true },
        { text: 'retry', detail: '', code: false },
        { text: 'maxAttempts', detail: '', code: true },
      ],
    },
  },
  rewrite: {
    icon: 'edit',
    title: 'Rewritten',
    aside: '',
    body: { type: 'code', languageId: 'typescript', text: 'const a: number = 1; // one\nlet b;' },
  },
} satisfies Record<string, CardView>;

export const actions = {
  tags: [
    { action: 'insertComment', label: 'Insert as comment', primary: true },
    { action: 'saveTags', label: 'Save in gloss-tags.json', primary: false },
    { action: 'copy', label: 'Copy', primary: false },
  ],
  label: [{ action: 'copyJson', label: 'Copy as JSON', primary: false }],
  keywords: [
    { action: 'search', label: 'Search', primary: true },
    { action: 'copy', label: 'Copy', primary: false },
  ],
  rewrite: [
    { action: 'apply', label: 'Apply', primary: true },
    { action: 'showDiff', label: 'Show changes', primary: false },
  ],
} satisfies Record<string, CardActionView[]>;
