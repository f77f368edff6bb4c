import * as vscode from 'vscode';
import { parameterSettings } from '../../models/parameters.ts';
import { type SettingKey, settings } from '../contributions/settings.ts';

/**
 * The value of a setting, read when it is used. Those of application scope come from the user's own settings alone, even
 * if the editor were tricked into offering another: a cloned repository can never redirect a key.
 * @returns the raw value; whoever asks checks it.
 */
function read(key: SettingKey): unknown {
  const configuration = vscode.workspace.getConfiguration('gloss');
  if (settings[key].scope !== 'application') return configuration.get(key);
  const inspected = configuration.inspect(key);
  return inspected?.globalValue ?? inspected?.defaultValue;
}

/** A setting that is a text; anything else counts as empty. */
export function readText(key: SettingKey): string {
  const value = read(key);
  return typeof value === 'string' ? value.trim() : '';
}

/** A setting in seconds, as milliseconds; `undefined` when it is not a positive number. */
export function readSeconds(key: SettingKey): number | undefined {
  const value = read(key);
  return typeof value === 'number' && value > 0 ? value * 1000 : undefined;
}

export function readCustomEndpointsSetting(): unknown {
  return read('customEndpoints');
}

/** The values of `gloss.request.*`, by key, for a document's language. */
export function readRequestValues(languageId: string | undefined): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(
    'gloss.request',
    languageId ? { languageId } : undefined,
  );
  return Object.fromEntries(
    parameterSettings.map(({ key, personal }) => {
      if (!personal) return [key, configuration.get(key)];
      const inspected = configuration.inspect(key);
      return [key, inspected?.globalValue ?? inspected?.defaultValue];
    }),
  );
}

/** The English name of the language to write in: `gloss.language`, or the editor's own. */
export function readLanguage(): { name: string; chosen: boolean } {
  const code = readText('language');
  const named = code ? languageName(code) : undefined;
  return named
    ? { name: named, chosen: true }
    : { name: languageName(vscode.env.language) ?? 'English', chosen: false };
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
