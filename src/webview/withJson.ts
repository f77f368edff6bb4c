import { late } from './late.ts';

/** What shows JSON. */
export const withJson = late(() => import('./jsonViews.ts'));
