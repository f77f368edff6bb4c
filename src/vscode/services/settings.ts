import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type ParameterValues, readPresets } from '../../models/presets.ts';
import { mistakeIn } from '../../models/sampling.ts';
import { labelsIn } from '../../tasks/labelsIn.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import type { Label } from '../../tasks/taskSettings.ts';
import type { SettingKey } from '../contributions/settings.ts';

/** Those that a workspace may set; the catalogue itself, with all its words, is not loaded for that. */
export const ofWorkspaces: readonly SettingKey[] = [
  'language',
  'tags.vocabulary',
  'tags.style',
  'tags.language',
  'tags.count',
  'intent.labels',
  'intent.set',
  'intent.threshold',
  'translate.keepOriginal',
  'translate.strings',
  'translate.markdown',
  'translate.mutual',
  'translate.licences',
  'translate.glossary',
];

/**
 * The value of a setting, read when it is used. Those of application scope come from the user's own settings alone, even
 * if the editor were tricked into offering another: a cloned repository can never redirect a key.
 * @returns the raw value; whoever asks checks it, and `malformedSettings` says what is wrong with it.
 */
export function read(key: SettingKey): unknown {
  const configuration = vscode.workspace.getConfiguration('gloss');
  if (ofWorkspaces.includes(key)) return configuration.get(key);
  const inspected = configuration.inspect(key);
  return inspected?.globalValue ?? inspected?.defaultValue;
}

/** A setting that is a text; anything else counts as empty. */
export function readText(key: SettingKey): string {
  const value = read(key);
  return typeof value === 'string' ? value.trim() : '';
}

/** A setting in seconds, as milliseconds; `undefined` when it is not a number of at least one. */
export function readSeconds(key: SettingKey): number | undefined {
  const value = read(key);
  return typeof value === 'number' && value >= 1 ? value * 1000 : undefined;
}

/** A setting in US dollars; `undefined` when it is not a number from 0. */
export function readDollars(key: SettingKey): number | undefined {
  const value = read(key);
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/** A setting that is a list of texts; blank ones, those that come twice and anything else count as not there. */
export function readTexts(key: SettingKey): string[] {
  const value = read(key);
  const texts = Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
  return [...new Set(texts.map(text => text.trim()))].filter(text => text !== '');
}

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

/** One of several names; anything else counts as the first. */
export function readChoice<Choice extends string>(
  key: SettingKey,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = read(key);
  return choices.find(choice => choice === value) ?? choices[0];
}

/** A setting that is true or false; anything else counts as the fallback. */
export function readSwitch(key: SettingKey, fallback: boolean): boolean {
  const value = read(key);
  return typeof value === 'boolean' ? value : fallback;
}

/** A setting with a text for each name; entries that are anything else count as not there. */
export function readTextMap(key: SettingKey): Record<string, string> {
  const texts = entriesOf(read(key)).flatMap(([name, value]) =>
    name.trim() !== '' && typeof value === 'string' ? [[name.trim(), value.trim()] as const] : [],
  );
  return Object.fromEntries(texts);
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

/** The names and values of a setting that is a map; of any other none. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
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
