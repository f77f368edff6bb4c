import type { Fields, RequestField } from '../openai/request.ts';
import { type ParameterSetting, parameterSettings } from './parameters.ts';

export interface Sampling {
  fields: Fields;
  /** Keys under `gloss.request` whose value was not usable and is not sent. */
  mistakes: string[];
}

/**
 * Turns the values of `gloss.request.*` into fields of the request. Unset values are left out; a value that the parameter
 * does not take is left out too and reported, never sent for the provider to refuse.
 * @param values setting key → value, as the editor holds it.
 */
export function samplingFrom(values: Readonly<Record<string, unknown>>): Sampling {
  const fields: Fields = {};
  const mistakes: string[] = [];
  for (const parameter of parameterSettings) {
    const value = values[parameter.key];
    if (isUnset(value)) continue;
    const sent = read(parameter, value);
    if (sent === undefined) mistakes.push(parameter.key);
    else fields[parameter.field] = sent;
  }
  if (fields.top_logprobs !== undefined && fields.logprobs !== true) delete fields.top_logprobs;
  return { fields, mistakes };
}

function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 'default') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** @returns the value as sent, or `undefined` when the parameter does not take it. */
function read(parameter: ParameterSetting & { field: RequestField }, value: unknown): unknown {
  switch (parameter.control) {
    case 'number':
      return isNumberWithin(value, parameter) && (!parameter.integer || Number.isInteger(value))
        ? value
        : undefined;
    case 'choice':
      if (typeof value !== 'string' || !parameter.choices.includes(value)) return undefined;
      return parameter.field === 'response_format' ? { type: value } : value;
    case 'switch':
      return value === 'on' ? true : value === 'off' ? false : undefined;
    case 'text':
      return typeof value === 'string' && value.length <= parameter.maxLength ? value : undefined;
    case 'list':
      return Array.isArray(value) &&
        value.length <= parameter.maxItems &&
        value.every(item => typeof item === 'string')
        ? value
        : undefined;
    case 'map':
      return isMapOf(parameter, value) ? value : undefined;
  }
}

function isMapOf(parameter: Extract<ParameterSetting, { control: 'map' }>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.values(value);
  if (entries.length > parameter.maxItems) return false;
  return entries.every(entry =>
    parameter.values === 'text' ? typeof entry === 'string' : isNumberWithin(entry, parameter),
  );
}

function isNumberWithin(value: unknown, range: { minimum?: number; maximum?: number }): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return value >= (range.minimum ?? -Infinity) && value <= (range.maximum ?? Infinity);
}
