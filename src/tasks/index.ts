import { explain } from './explain.ts';
import { intent } from './intent.ts';
import { keywords } from './keywords.ts';
import { rewrite } from './rewrite.ts';
import { tags } from './tags.ts';
import type { Task } from './task.ts';

/** What Gloss can do: one file a task, one line here. `npm run manifest` makes a command of each. */
export const tasks: readonly Task[] = [explain, tags, intent, keywords, rewrite];
