/** What Gloss can do: one file a task, one line here. */
export { explain } from './explain.ts';
export { tags } from './tags.ts';
export { translate } from './translate.ts';
