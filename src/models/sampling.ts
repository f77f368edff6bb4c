import type { Fields, RequestField } from '../openai/request.ts';
import { type Control, type ParameterSetting, parameterSettings } from './parameters.ts';
import { schemaFormOf } from './schemaForm.ts';
import { isSchema } from './strictSchema.ts';

/** A value that a parameter, or another setting, does not take, and why; `limit` is the bound that it is past. */
export type Mistake = { key: string } & (
  | { why: 'notNumber' | 'notWhole' | 'notText' | 'notSwitch' | 'notList' | 'notMap' }
  | { why: 'notSchema' | 'noSchema' }
  | { why: 'notBoolean' | 'notArray' | 'notLanguage' }
  | { why: 'range'; minimum: number; maximum: number }
  | { why: 'notChoice'; choices: readonly string[] }
  | { why: 'tooLong' | 'tooMany'; limit: number }
  /** A name or a value within a map, or what stands in a list. */
  | { why: 'entry'; entry: string }
);

export interface Sampling {
  fields: Fields;
  /** One for each value that was not usable and is not sent. */
  mistakes: Mistake[];
}

/**
 * Turns the values of `gloss.request.*` into fields of the request. Unset values are left out; a value that the parameter
 * does not take is left out too and reported, never sent for the provider to refuse.
 * @param values setting key → value, as the editor holds it.
 */
export function samplingFrom(values: Readonly<Record<string, unknown>>): Sampling {
  const fields: Fields = {};
  const mistakes: Mistake[] = [];
  for (const parameter of parameterSettings) {
    const value = values[parameter.key];
    if (isUnset(parameter, value)) continue;
    const mistake = mistakeIn(parameter, value);
    if (mistake) mistakes.push(mistake);
    // What goes along with another setting is sent with that.
    else if (!parameter.within) fields[parameter.field] = sentAs(parameter, value);
  }
  if (values['responseFormat'] === 'json_schema') {
    const schema = values['jsonSchema'];
    const isUsable = isSchema(schema) && Object.keys(schema).length > 0 && !mistakes.some(isOfSchema);
    if (isUsable) fields.response_format = schemaFormOf(schema).form;
    else delete fields.response_format;
    // What is wrong with a schema has been said.
    if (!isUsable && !mistakes.some(isOfSchema)) mistakes.push({ key: 'responseFormat', why: 'noSchema' });
  }
  const { webSearch, webSearchLocation: location } = values;
  const isLocated = !isUnset({ control: 'map' }, location) && !mistakes.some(isOfLocation);
  if (fields.web_search_options && isLocated) {
    fields.web_search_options = {
      search_context_size: webSearch,
      user_location: { type: 'approximate', approximate: location },
    };
  }
  return { fields, mistakes };
}

function isOfLocation({ key }: Mistake): boolean {
  return key === 'webSearchLocation';
}

function isOfSchema({ key }: Mistake): boolean {
  return key === 'jsonSchema';
}

/** Whether a value of a parameter stands for "not sent". */
export function isUnset({ control }: Pick<ParameterSetting, 'control'>, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  // The entry of choices and switches that stands for it; of a text the very same may be meant.
  if (value === 'default') return control !== 'text';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Of values by key those of parameters that are set, in the table's order. */
export function setValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const set = parameterSettings.filter(parameter => !isUnset(parameter, values[parameter.key]));
  return Object.fromEntries(set.map(({ key }) => [key, values[key]]));
}

/** Why a setting does not take a value; `undefined` when it does. */
export function mistakeIn(parameter: Control & { key: string }, value: unknown): Mistake | undefined {
  const { key } = parameter;
  switch (parameter.control) {
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return { key, why: 'notNumber' };
      const { minimum, maximum } = parameter;
      if (!isWithin(value, parameter)) return { key, why: 'range', minimum, maximum };
      return parameter.integer && !Number.isInteger(value) ? { key, why: 'notWhole' } : undefined;
    }
    case 'choice': {
      const { choices } = parameter;
      return typeof value === 'string' && choices.includes(value)
        ? undefined
        : { key, why: 'notChoice', choices };
    }
    case 'switch':
      return value === 'on' || value === 'off' ? undefined : { key, why: 'notSwitch' };
    case 'text':
      if (typeof value !== 'string') return { key, why: 'notText' };
      return value.length > parameter.maxLength
        ? { key, why: 'tooLong', limit: parameter.maxLength }
        : undefined;
    case 'list':
      if (!Array.isArray(value) || value.some(item => typeof item !== 'string' || item === '')) {
        return { key, why: 'notList' };
      }
      return value.length > parameter.maxItems
        ? { key, why: 'tooMany', limit: parameter.maxItems }
        : undefined;
    case 'schema':
      if (!isSchema(value) || value['type'] !== 'object') return { key, why: 'notSchema' };
      return JSON.stringify(value).length > parameter.maxLength
        ? { key, why: 'tooLong', limit: parameter.maxLength }
        : undefined;
    case 'map':
      return mistakeInMap(parameter, value);
  }
}

type MapSetting = Extract<Control, { control: 'map' }> & { key: string };

function mistakeInMap(parameter: MapSetting, value: unknown): Mistake | undefined {
  const { key, maxItems, keys } = parameter;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { key, why: 'notMap' };
  const entries = Object.entries(value);
  if (entries.length > maxItems) return { key, why: 'tooMany', limit: maxItems };
  const names = new RegExp(keys);
  const wrong = entries.find(([name, entry]) => !names.test(name) || !isEntry(parameter, name, entry));
  return wrong ? { key, why: 'entry', entry: wrong[0] } : undefined;
}

function isEntry(parameter: MapSetting, name: string, entry: unknown): boolean {
  if (parameter.values === 'number') {
    if (typeof entry !== 'number' || (parameter.integer && !Number.isInteger(entry))) return false;
    return isWithin(entry, parameter);
  }
  if (typeof entry !== 'string' || entry.length > (parameter.maxLength ?? Infinity)) return false;
  return new RegExp(parameter.forms?.[name] ?? '').test(entry);
}

function isWithin(value: number, range: { minimum?: number; maximum?: number }): boolean {
  return value >= (range.minimum ?? -Infinity) && value <= (range.maximum ?? Infinity);
}

/** A usable value in the form of the API. */
function sentAs({ control, field }: ParameterSetting & { field: RequestField }, value: unknown): unknown {
  if (control === 'switch') return value === 'on';
  if (field === 'response_format') return { type: value };
  if (field === 'web_search_options') return { search_context_size: value };
  // The API's own `default` is what stands for "not sent" in a setting.
  if (field === 'service_tier' && value === 'standard') return 'default';
  return value;
}
