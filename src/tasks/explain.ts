import type { Prompt } from './task.ts';

/** What the model is told to explain the code that the conversation has attached. @param language by its English name. */
export function explain(language: string): Prompt {
  return {
    instructions:
      `Explain the attached code in ${language} to a programmer who is new to it. Say first, in one or two sentences, ` +
      'what it does and why it would exist; then how it works, in the order a reader needs it; then what is surprising ' +
      'or risky in it, if anything is. Do not repeat the code and do not suggest changes.',
    content: 'Explain this code.',
  };
}
