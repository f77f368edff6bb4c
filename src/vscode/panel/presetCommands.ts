import * as vscode from 'vscode';
import { parameterSettings } from '../../models/parameters.ts';
import { type Preset, readPreset, writePreset } from '../../models/presets.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { panelView } from '../contributions/views.ts';
import type { SourcedValue } from '../services/parameterValues.ts';
import { mistakeSentence } from '../services/parameterWords.ts';
import { readPresetsSetting, writePresetSetting } from '../services/settings.ts';
import { withoutLinks } from '../services/withoutLinks.ts';

/** Keeps values under a name that the user gives. What names a person or their work stays out: presets are shared. */
export async function savePreset(values: ReadonlyMap<string, SourcedValue>): Promise<void> {
  const kept = parameterSettings.flatMap(({ key, identifies }) => {
    const set = values.get(key);
    return set && !identifies ? [[key, set.value] as const] : [];
  });
  if (kept.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('Set a parameter first.'));
    return;
  }
  const entered = await vscode.window.showInputBox({
    title: vscode.l10n.t('Save as preset'),
    prompt: vscode.l10n.t('A name for these values: {0}', kept.map(([key]) => key).join(', ')),
    validateInput: remarkOnName,
  });
  await backToPanel();
  const name = entered?.trim();
  if (name) await writePresetSetting(name, Object.fromEntries(kept));
}

/** Puts a preset into the clipboard, as JSON. */
export async function sharePreset(preset: Preset): Promise<void> {
  await vscode.env.clipboard.writeText(writePreset(preset));
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The preset is in the clipboard'), 3_000);
}

/** Removes a preset, after asking. */
export async function deletePreset(name: string): Promise<void> {
  const remove = vscode.l10n.t('Delete');
  const question = vscode.l10n.t('Delete the preset “{0}”?', name);
  if ((await vscode.window.showWarningMessage(question, { modal: true }, remove)) !== remove) return;
  await writePresetSetting(name, undefined);
}

/** Keeps a preset that somebody shared. */
export async function importPreset(): Promise<void> {
  const clipboard = await vscode.env.clipboard.readText();
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Import preset'),
    prompt: vscode.l10n.t('The preset as JSON: { "name": …, "parameters": { … } }'),
    // Only what is a preset: whatever else is in the clipboard is the user's own business.
    value: 'preset' in readPreset(parseJson(clipboard)) ? clipboard : '',
    validateInput: entered => (entered.trim() === '' ? undefined : remarkOn(entered)),
  });
  await backToPanel();
  const read = readPreset(parseJson(text ?? ''));
  if ('preset' in read) await writePresetSetting(read.preset.name, read.preset.parameters);
}

/** An input box takes the focus and gives it to the editor. */
async function backToPanel(): Promise<void> {
  await vscode.commands.executeCommand(`${panelView}.focus`);
}

function remarkOnName(entered: string): vscode.InputBoxValidationMessage | undefined {
  const name = entered.trim();
  if (name.length > 60) return remark('Error', vscode.l10n.t('At most 60 characters.'));
  // The one name that a setting cannot hold.
  if (name === '__proto__') return remark('Error', vscode.l10n.t('Another name, please.'));
  return readPresetsSetting().has(name)
    ? remark('Info', vscode.l10n.t('Replaces the preset of this name.'))
    : undefined;
}

/** Why a text is no preset, or what it would do that its owner may not expect. */
function remarkOn(text: string): vscode.InputBoxValidationMessage | undefined {
  const read = readPreset(parseJson(text));
  if ('preset' in read) return remarkOnPreset(read.preset);
  if (read.mistake === 'notPreset') return remark('Error', vscode.l10n.t('This is no preset.'));
  if ('unknown' in read.mistake) {
    return remark('Error', vscode.l10n.t('There is no parameter “{0}”.', read.mistake.unknown));
  }
  return remark('Error', mistakeSentence(read.mistake, 'chat'));
}

function remarkOnPreset({ name, parameters }: Preset): vscode.InputBoxValidationMessage | undefined {
  const about = remarkOnName(name);
  const personal = parameterSettings.filter(({ key, personal }) => personal && key in parameters);
  if (personal.length === 0) return about;
  const effect = vscode.l10n.t(
    'Sets what changes the cost or tells the provider of you: {0}.',
    personal.map(({ label }) => label).join(', '),
  );
  return remark('Info', about ? `${about.message} ${effect}` : effect);
}

function remark(severity: 'Info' | 'Error', message: string): vscode.InputBoxValidationMessage {
  return { message: withoutLinks(message), severity: vscode.InputBoxValidationSeverity[severity] };
}
