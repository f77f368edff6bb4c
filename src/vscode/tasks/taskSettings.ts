import { labelSets } from '../../tasks/labelSets.ts';
import type { TaskSettings } from '../../tasks/taskSettings.ts';
import { readChoice, readText, readTexts } from '../services/setting.ts';
import { languageNamed, readLabels, readLanguage, readNumber } from '../services/settings.ts';

/** What the settings say of the tasks at this moment. */
export function readTaskSettings(): TaskSettings {
  const ownLabels = readLabels();
  const set = readChoice('intent.set', ['comments', 'commits', 'issues']);
  return {
    language: readLanguage().name,
    explain: {
      depth: readChoice('explain.depth', ['normal', 'brief', 'lines']),
      audience: readText('explain.audience'),
    },
    tags: {
      vocabulary: readTexts('tags.vocabulary'),
      style: readChoice('tags.style', ['kebab-case', 'snake_case', 'camelCase', 'words']),
      language: languageNamed(readText('tags.language')) ?? 'English',
      count: readNumber('tags.count', { minimum: 1, maximum: 20, integer: true, fallback: 6 }),
    },
    intent: {
      ...(ownLabels.length > 0 ? { labels: ownLabels, set: 'own' } : { labels: labelSets[set], set }),
      threshold: readNumber('intent.threshold', { minimum: 0, maximum: 1, fallback: 0.6 }),
    },
  };
}
