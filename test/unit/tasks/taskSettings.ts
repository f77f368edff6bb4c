import type { TaskSettings } from '../../../src/tasks/taskSettings.ts';

/** What somebody has who has set nothing. */
export const taskSettings: TaskSettings = {
  language: 'English',
  explain: { depth: 'normal', audience: '' },
  tags: { vocabulary: [], style: 'kebab-case', language: 'English', count: 6 },
  intent: { labels: [{ name: 'bug', description: '' }], set: 'own', threshold: 0.6 },
};
