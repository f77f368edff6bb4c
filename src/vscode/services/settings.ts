import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type ParameterValues, readPresets } from '../../models/presets.ts';
import { mistakeIn } from '../../models/sampling.ts';
import { labelsIn } from '../../tasks/labelsIn.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import type { Label } from '../../tasks/taskSettings.ts';
import type { SettingKey } from '../contributions/settings.ts';
import { entriesOf, read, readText } from './setting.ts';

/** A number setting; outside the range, or none at all, counts as the fallback. */
export function readNumber(
  key: SettingKey,
  { fallback, ...range }: { minimum: number; maximum: number; integer?: true; fallback: number },
): number {
  const value = read(key);
  const isUsable = typeof value === 'number' && !mistakeIn({ key, control: 'number', ...range }, value);
  return isUsable ? value : fallback;
}

/** How many requests of a task over many files, or over several cursors, are under way at once. */
export function readConcurrency(): number {
  return readNumber('batch.concurrency', { minimum: 1, maximum: 16, integer: true, fallback: 4 });
}

/** `gloss.intent.labels`; those without a name, those that come twice and anything else count as not there. */
export function readLabels(): Label[] {
  return labelsIn(read('intent.labels'));
}

/** `gloss.customEndpoints` as it is; `models/customEndpoints` reads it. */
export function readCustomEndpointsSetting(): unknown {
  return read('customEndpoints');
}

/** What `gloss.tasks` may say of a task. */
export const taskOverride = z.object({
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
  parameters: z._default(z.record(z.string(), z.unknown()), {}),
});

const anyEntry = z.record(z.string(), z.unknown());

/**
 * Who answers a task and with which parameters: what `gloss.tasks` says of it goes before what it says of itself.
 * @param task its id. A task of the user's own is `user:name` there, and `name` in the settings.
 */
export function readTaskChoice(task: string, own: TaskChoice = {}): TaskChoice {
  const name = task.replace(/^user:/, '');
  const parsed = taskOverride.safeParse(entriesOf(read('tasks')).find(([key]) => key === name)?.[1]);
  const { provider, model, parameters } = parsed.success ? parsed.data : {};
  // A model is one of a provider: the two are taken from one place.
  const who = provider || model ? { provider, model } : own;
  return {
    ...(who.provider ? { provider: who.provider } : {}),
    ...(who.model ? { model: who.model } : {}),
    parameters: { ...own.parameters, ...parameters },
  };
}

/** The entries of `gloss.tasks` that are tasks of their own, by name, as they were written. */
export function readOwnTasks(): { name: string; said: Record<string, unknown>; instructions: string }[] {
  return entriesOf(read('tasks')).flatMap(([name, entry]) => {
    const { instructions, ...said } = anyEntry.safeParse(entry).data ?? {};
    if (instructions === undefined) return [];
    return [{ name, said, instructions: typeof instructions === 'string' ? instructions : '' }];
  });
}

/** The presets that the user has saved, by name. */
export function readPresetsSetting(): Map<string, ParameterValues> {
  return readPresets(read('presets'));
}

/** Keeps a preset in the user's own settings; without values it is removed. */
export async function writePresetSetting(name: string, values: ParameterValues | undefined): Promise<void> {
  const presets = readPresetsSetting();
  if (values) presets.set(name, values);
  else presets.delete(name);
  await writeOwn('presets', Object.fromEntries(presets));
}

/** Sets a parameter in the user's own settings; `undefined` removes it from them. */
export async function writeRequestValue(key: string, value: unknown): Promise<void> {
  await writeOwn(`request.${key}`, value);
}

/** Sets which tools chats are offered, in the user's own settings. */
export async function writeOffered(tools: readonly string[]): Promise<void> {
  await writeOwn('tools.offered', tools);
}

async function writeOwn(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('gloss').update(key, value, vscode.ConfigurationTarget.Global);
}

/** The language to write in, with its English name: `gloss.language`, or the editor's own. */
export function readLanguage(): { code: string; name: string; chosen: boolean } {
  const own = readText('language');
  const named = languageNamed(own);
  if (named) return { code: own, name: named, chosen: true };
  const name = languageName(vscode.env.language);
  return name
    ? { code: vscode.env.language, name, chosen: false }
    : { code: 'en', name: 'English', chosen: false };
}

/** A language's English name. @param code empty for none. */
export function languageNamed(code: string): string | undefined {
  return code ? languageName(code) : undefined;
}

function languageName(code: string): string | undefined {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code);
  } catch {
    return undefined; // not a language code
  }
}

/** Opens the Settings editor at Gloss's settings whose name begins so. */
export async function openSettings(prefix: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `gloss.${prefix}`);
}
