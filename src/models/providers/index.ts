import type { Provider } from '../provider.ts';
import { openai } from './openai.ts';

/** Every provider that Gloss knows by itself; the user's own are in `gloss.customEndpoints`. */
export const providers: readonly Provider[] = [openai];
