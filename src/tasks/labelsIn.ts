import * as z from 'zod/mini';
import { minLength } from '../schema/lengths.ts';
import type { Label } from './taskSettings.ts';

const label = z.object({
  name: z.string().check(z.trim(), minLength(1)),
  description: z.catch(z._default(z.string(), ''), ''),
});

/** The labels of a setting: those that have a name, none twice; of two of the same name the first counts. */
export function labelsIn(value: unknown): Label[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  const labels = new Map<string, Label>();
  for (const entry of entries) {
    const parsed = label.safeParse(entry);
    if (parsed.success && !labels.has(parsed.data.name)) labels.set(parsed.data.name, parsed.data);
  }
  return [...labels.values()];
}
