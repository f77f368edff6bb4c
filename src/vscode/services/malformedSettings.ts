/** What is wrong with settings. Loaded with the first request: the catalogue has all their words with it. */
import * as z from 'zod/mini';
import type { Mistake } from '../../models/sampling.ts';
import { settingMistake } from '../contributions/settingMistake.ts';
import { type SettingKey, type SettingSchema, settings } from '../contributions/settings.ts';
import { entriesOf, read } from './setting.ts';
import { taskOverride } from './settings.ts';

/** What in the settings is not in the form asked for, and so not used. */
export function malformedSettings(): Mistake[] {
  const mistakes = Object.entries<SettingSchema>(settings).flatMap(([key, schema]) =>
    // What is wrong with an endpoint is said when it is to be asked.
    isSettingKey(key) && key !== 'customEndpoints' ? (settingMistake(key, schema, read(key)) ?? []) : [],
  );
  return [...mistakes, ...malformedMaps()];
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settings, key);
}

function malformedMaps(): Mistake[] {
  const forms = { tasks: taskOverride, presets: z.record(z.string(), z.unknown()) };
  return (['tasks', 'presets'] as const).flatMap((key): Mistake[] => {
    const value = read(key);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ key, why: 'notMap' }];
    return entriesOf(value)
      .filter(([, entry]) => !forms[key].safeParse(entry).success)
      .map(([entry]) => ({ key, why: 'entry', entry }));
  });
}
