import type { TextTask } from './task.ts';

export interface ExplainInput {
  /** The language to answer in, by its English name. */
  language: string;
}

/** Explains the code that the conversation has as an attachment. */
export const explain: TextTask<ExplainInput> = {
  id: 'explain',
  prompt: ({ language }) => ({
    instructions:
      `Explain the attached code in ${language} to a programmer who is new to it. Say first, in one or two sentences, ` +
      'what it does and why it would exist; then how it works, in the order a reader needs it; then what is surprising ' +
      'or risky in it, if anything is. Do not repeat the code and do not suggest changes.',
    content: 'Explain this code.',
  }),
  sampling: {},
};
