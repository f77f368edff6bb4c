import { fence } from '../models/fence.ts';
import type { TaskInput } from './task.ts';

/** What a task works on, for a message: the file's name, the text, and what the editor knows about it; empty without any. */
export function describeSource({ source, context }: Pick<TaskInput, 'source' | 'context'>): string {
  if (!source) return '';
  const text = `${source.fileName}\n\n${fence(source.text, source.languageId)}`;
  return context ? `${text}\n\n${describeContext(context)}` : text;
}

/** What the editor knows about a piece of code, for a message that has the code before it. */
export function describeContext(context: string): string {
  return `What the editor knows about this code:\n\n${fence(context, '')}`;
}
