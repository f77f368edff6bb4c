/** Checks answers that were to be JSON. Loaded on first use: zod's reader of schemas is large. */
import { fromJSONSchema } from 'zod';
import { jsonPath } from '../markdown/jsonPath.ts';
import type { JsonSchema } from '../models/strictSchema.ts';
import type { JsonFault } from './jsonFault.ts';

/** So many mistakes are named of an answer; more are no help. */
const mostNamed = 5;
/** What shows it, and what checks it, goes into it level by level. */
const deepest = 100;

/**
 * @param texts the JSON of each answer that was asked for.
 * @param schema that each has to satisfy; without one it has to be an object.
 * @returns nothing when all is well, else what is wrong first.
 */
export function checkJson(texts: readonly string[], schema?: JsonSchema): JsonFault[] {
  const faults = texts.flatMap((text, index) =>
    faultsIn(text, schema).map(fault => (texts.length > 1 ? { ...fault, answer: index + 1 } : fault)),
  );
  return faults.slice(0, mostNamed);
}

function faultsIn(text: string, schema: JsonSchema | undefined): JsonFault[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [{ why: 'notJson', message: error instanceof Error ? error.message : '' }];
  }
  if (isDeeper(value, deepest)) return [{ why: 'tooDeep' }];
  if (!schema) return isObject(value) ? [] : [{ why: 'notObject' }];
  try {
    const checked = fromJSONSchema(schema).safeParse(value);
    return (checked.error?.issues ?? []).map(({ path, message }) => ({
      why: 'schema',
      at: jsonPath(path.map(key => (typeof key === 'symbol' ? String(key) : key))),
      message: message.replace(/^Invalid (?:input|option): /, ''),
    }));
  } catch (error) {
    return [{ why: 'unusableSchema', message: error instanceof Error ? error.message : '' }];
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}
