import * as z from 'zod/mini';
import { maxLength, minLength } from '../schema/lengths.ts';
import { parameterSettings } from './parameters.ts';
import { isUnset, type Mistake, mistakeIn } from './sampling.ts';

/** Values of parameters by the keys of their settings. */
export type ParameterValues = Readonly<Record<string, unknown>>;

const values = z.record(z.string(), z.unknown());

/** A named set of values, in the form in which it is shared. */
const shared = z.strictObject({
  name: z.string().check(minLength(1), maxLength(60)),
  parameters: values,
});
export type Preset = z.infer<typeof shared>;

/** Reads `gloss.presets`: name → values. What is no set of values is left out. */
export function readPresets(setting: unknown): Map<string, ParameterValues> {
  const presets = values.safeParse(setting);
  return new Map(
    Object.entries(presets.data ?? {}).flatMap(([name, value]) => {
      const parsed = values.safeParse(value);
      return parsed.success && name !== '' ? [[name, parsed.data]] : [];
    }),
  );
}

/** A preset as text to share. */
export function writePreset(preset: Preset): string {
  return JSON.stringify(preset, null, 2);
}

/**
 * Reads a preset that somebody shared.
 * @param value parsed from its JSON.
 * @returns why it cannot be used: it is no preset, or holds a value or a name that no parameter has.
 */
export function readPreset(
  value: unknown,
): { preset: Preset } | { mistake: Mistake | 'notPreset' | { unknown: string } } {
  const parsed = shared.safeParse(value);
  if (!parsed.success) return { mistake: 'notPreset' };
  for (const [key, value] of Object.entries(parsed.data.parameters)) {
    const parameter = parameterSettings.find(candidate => candidate.key === key);
    if (!parameter) return { mistake: { unknown: key } };
    const mistake = isUnset(parameter, value) ? undefined : mistakeIn(parameter, value);
    if (mistake) return { mistake };
  }
  return { preset: parsed.data };
}
