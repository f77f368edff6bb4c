import type { LabelCard } from './card.ts';

/** A label that a text can be given, and what it means. */
export interface Label {
  name: string;
  description: string;
}

/** What the user's settings say of the tasks. */
export interface TaskSettings {
  /** To answer in, by its English name. */
  language: string;
  explain: {
    /** `lines`: line by line. */
    depth: 'brief' | 'normal' | 'lines';
    /** Who it is explained to; empty for a programmer who is new to the code. */
    audience: string;
  };
  tags: {
    /** The only tags there are; empty when any will do. */
    vocabulary: readonly string[];
    style: 'kebab-case' | 'snake_case' | 'camelCase' | 'words';
    /** Of the tags, by its English name. */
    language: string;
    /** At most so many. */
    count: number;
  };
  intent: {
    labels: readonly Label[];
    /** Where the labels are from. */
    set: LabelCard['set'];
    /** Below this probability the result is "not sure". */
    threshold: number;
  };
}
