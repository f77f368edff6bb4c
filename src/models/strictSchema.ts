import * as z from 'zod/mini';

export type JsonSchema = Record<string, unknown>;

/** What strict mode has against a schema. */
export type SchemaFault = { at: readonly (string | number)[] } & (
  | { why: 'rootNotObject' | 'notSchema' | 'noType' | 'noItems' | 'open' | 'noChoices' | 'tooDeep' }
  | { why: 'keyword' | 'type' | 'notProperty'; name: string }
);

// https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
const types = ['string', 'number', 'boolean', 'integer', 'object', 'array', 'null'];
const keywords = new Set([
  ...['type', 'enum', 'const', 'title', 'description', '$ref', '$defs', 'definitions', 'anyOf'],
  ...['properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems'],
  ...['pattern', 'format', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);
const deepest = 10;

const record = z.record(z.string(), z.unknown());

/** Whether a value may be a schema at all. */
export function isSchema(value: unknown): value is JsonSchema {
  return record.safeParse(value).success;
}

/**
 * A JSON schema as strict mode takes it: where an object does not say so itself, it is closed and all of its properties
 * are required.
 * @returns what strict mode would refuse, too; with any of it the schema is of no use.
 */
export function strictSchema(root: JsonSchema): { schema: JsonSchema; faults: SchemaFault[] } {
  const faults: SchemaFault[] = [];
  if (root['type'] !== 'object') faults.push({ at: ['type'], why: 'rootNotObject' });
  return { schema: visit(root, [], 1), faults };

  function visit(value: unknown, at: readonly (string | number)[], depth: number): JsonSchema {
    const parsed = record.safeParse(value);
    if (!parsed.success || depth > deepest) {
      faults.push({ at, why: parsed.success ? 'tooDeep' : 'notSchema' });
      return {};
    }
    const schema = parsed.data;
    check(schema, at);
    const each = (group: string, deeper: number): JsonSchema => {
      const inner = record.safeParse(schema[group]);
      if (schema[group] === undefined) return {};
      if (!inner.success) faults.push({ at: [...at, group], why: 'notSchema' });
      const entries = Object.entries(inner.data ?? {});
      return {
        [group]: Object.fromEntries(
          entries.map(([name, member]) => [name, visit(member, [...at, group, name], depth + deeper)]),
        ),
      };
    };
    const { anyOf } = schema;
    return {
      ...schema,
      ...each('$defs', 0),
      ...each('definitions', 0),
      ...(schema['items'] === undefined
        ? {}
        : { items: visit(schema['items'], [...at, 'items'], depth + 1) }),
      ...(Array.isArray(anyOf)
        ? { anyOf: anyOf.map((member, index) => visit(member, [...at, 'anyOf', index], depth)) }
        : {}),
      ...(isOf(schema, 'object') ? closed(schema, each('properties', 1), at) : {}),
    };
  }

  function check(schema: JsonSchema, at: readonly (string | number)[]): void {
    for (const name of Object.keys(schema)) {
      if (!keywords.has(name)) faults.push({ at: [...at, name], why: 'keyword', name });
    }
    for (const name of typesOf(schema)) {
      if (!types.includes(name)) faults.push({ at: [...at, 'type'], why: 'type', name });
    }
    const said = ['type', 'enum', 'const', 'anyOf', '$ref'].some(name => schema[name] !== undefined);
    if (!said && at.length > 0) faults.push({ at, why: 'noType' });
    if (isOf(schema, 'array') && schema['items'] === undefined) faults.push({ at, why: 'noItems' });
    for (const name of ['enum', 'anyOf']) {
      const choices = schema[name];
      if (choices !== undefined && (!Array.isArray(choices) || choices.length === 0)) {
        faults.push({ at: [...at, name], why: 'noChoices' });
      }
    }
  }

  function closed(schema: JsonSchema, properties: JsonSchema, at: readonly (string | number)[]): JsonSchema {
    if ((schema['additionalProperties'] ?? false) !== false) {
      faults.push({ at: [...at, 'additionalProperties'], why: 'open' });
    }
    const names = Object.keys(record.safeParse(properties['properties']).data ?? {});
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    for (const name of required) {
      if (!names.includes(name)) {
        faults.push({ at: [...at, 'required'], why: 'notProperty', name: String(name) });
      }
    }
    return { properties: {}, ...properties, required: names, additionalProperties: false };
  }
}

function typesOf({ type }: JsonSchema): string[] {
  return (Array.isArray(type) ? type : type === undefined ? [] : [type]).map(String);
}

function isOf(schema: JsonSchema, type: string): boolean {
  return typesOf(schema).includes(type);
}
