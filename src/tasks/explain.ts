import { describeSource } from './describeSource.ts';
import type { Task } from './task.ts';

const depths = {
  brief: 'Say in one to three sentences what it does and why it would exist. Nothing else.',
  normal:
    'Say first, in one or two sentences, what it does and why it would exist; then how it works, in the order a reader ' +
    'needs it; then what is surprising or risky in it, if anything is.',
  lines:
    'Go through it line by line, or by the few lines that belong together: quote each in a code span or a short block, ' +
    'then say what it does and why.',
};

/** Explains code, as a turn of the conversation that can be asked about further. */
export const explain: Task = {
  id: 'explain',
  title: 'Explain Selection',
  command: 'gloss.explainSelection',
  inLightbulb: true,
  icon: 'comment-discussion',
  input: 'selection',
  wantsContext: true,
  prompt: (input, { language, explain: { depth, audience } }) => ({
    instructions:
      `Explain the attached code in ${language} to ${audience || 'a programmer who is new to it'}. ${depths[depth]} ` +
      'Do not suggest changes.',
    content: describeSource(input) || 'Explain this code.',
  }),
  sampling: {},
};
