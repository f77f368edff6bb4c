import { unfence } from '../tasks/unfence.ts';
import { nextAnswer } from './nextAnswer.ts';

/** The JSON in an answer that is to be nothing else: one text for each answer that was asked for. */
export function jsonTexts(text: string): string[] {
  return text.split(nextAnswer).map(unfence);
}
