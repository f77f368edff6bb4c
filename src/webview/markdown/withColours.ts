import { late } from '../late.ts';

/** What colours code. */
export const withColours = late(() => import('./highlight.ts'));
