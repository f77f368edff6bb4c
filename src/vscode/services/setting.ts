import * as vscode from 'vscode';
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

/** The names and values of a setting that is a map; of any other none. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
