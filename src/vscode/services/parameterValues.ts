import * as vscode from 'vscode';
import { type ParameterSetting, parameterSettings } from '../../models/parameters.ts';
import type { ParameterValues } from '../../models/presets.ts';
import { isUnset, type Sampling, samplingFrom } from '../../models/sampling.ts';
import type { TaskChoice } from '../../tasks/task.ts';
import { readTaskChoice } from './settings.ts';

/** Where a value comes from; each goes before those after it. */
export type ValueSource = 'chat' | 'task' | 'folder' | 'workspace' | 'language' | 'user';

/** A value and where it comes from. */
export interface SourcedValue {
  value: unknown;
  source: ValueSource;
}

/** What settings may depend on. */
export interface ValueScope {
  uri?: vscode.Uri;
  languageId: string;
}

/** What decides which values hold. */
export interface ValueContext {
  /** Of the document, for settings that depend on its language or its folder. */
  scope?: ValueScope | undefined;
  /** The task's id, for `gloss.tasks`. */
  task?: string | undefined;
  /** What the task says of itself. */
  choice?: TaskChoice | undefined;
  /** The conversation's own values. */
  chat?: ParameterValues | undefined;
}

/** The values of parameters that are set, by setting key: the conversation's, else the task's, else those of the settings. */
export function parameterValues({ scope, task, choice, chat = {} }: ValueContext): Map<string, SourcedValue> {
  const configuration = vscode.workspace.getConfiguration('gloss.request', scope);
  const { parameters: ofTask = {} } = task ? readTaskChoice(task, choice) : {};
  const values = new Map<string, SourcedValue>();
  for (const parameter of parameterSettings) {
    const { key } = parameter;
    const found: SourcedValue | undefined =
      set(parameter, chat[key], 'chat') ??
      set(parameter, ofTask[key], 'task') ??
      inSettings(configuration, parameter);
    if (found) values.set(key, found);
  }
  return values;
}

/**
 * Values as fields of a request, wherever they come from.
 * @param typed of a typed task, which searches the web only where that is set for the task: a search costs more than a
 *   hundred of its answers, of which there may be thousands, and shows in none of them.
 */
export function samplingOf(values: ReadonlyMap<string, SourcedValue>, typed = false): Sampling {
  const sampling = samplingFrom(Object.fromEntries([...values].map(([key, { value }]) => [key, value])));
  if (typed && values.get('webSearch')?.source !== 'task') delete sampling.fields.web_search_options;
  return sampling;
}

function set(parameter: ParameterSetting, value: unknown, source: ValueSource): SourcedValue | undefined {
  return isUnset(parameter, value) ? undefined : { value, source };
}

function inSettings(
  configuration: vscode.WorkspaceConfiguration,
  parameter: ParameterSetting,
): SourcedValue | undefined {
  const { key, personal } = parameter;
  const inspected = configuration.inspect(key);
  // What costs money is the user's own, even if the editor were tricked into offering another's.
  if (personal) return set(parameter, inspected?.globalValue, 'user');
  const value: unknown = configuration.get(key);
  if (!inspected) return undefined;
  const source =
    (inspected.workspaceFolderLanguageValue ?? inspected.workspaceFolderValue) !== undefined
      ? 'folder'
      : (inspected.workspaceLanguageValue ?? inspected.workspaceValue) !== undefined
        ? 'workspace'
        : inspected.globalLanguageValue !== undefined
          ? 'language'
          : 'user';
  return set(parameter, value, source);
}

/** What the user's own settings say, whatever a workspace puts over it, and for which languages they say something else. */
export function ownValues(): Map<string, { value: unknown; languages: readonly string[] }> {
  const configuration = vscode.workspace.getConfiguration('gloss.request');
  return new Map(
    parameterSettings.map(parameter => {
      const { globalValue, languageIds = [] } = configuration.inspect(parameter.key) ?? {};
      const value: unknown = isUnset(parameter, globalValue) ? undefined : globalValue;
      return [parameter.key, { value, languages: languageIds }];
    }),
  );
}
