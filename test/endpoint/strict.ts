import { resolveRef, type Schema } from './schema.ts';

// https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
const types = ['string', 'number', 'boolean', 'integer', 'object', 'array', 'null'];
const keywords = new Set([
  ...['type', 'enum', 'const', 'title', 'description', '$schema', '$id', '$ref', '$defs', 'definitions'],
  ...['properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems', 'anyOf'],
  ...['pattern', 'format', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);
const maxDepth = 10;
const maxProperties = 5000;
const maxEnumValues = 1000;
// Of one enum with more than `manyEnumValues`; and of all names and values together.
const manyEnumValues = 250;
const maxEnumLength = 15_000;
const maxTotalLength = 120_000;

/**
 * What Structured Outputs has against a schema with `strict: true`, as `In context=(…), …`, or undefined
 * when it takes it.
 */
export function findStrictViolation(root: Schema): string | undefined {
  const total = { properties: 0, enumValues: 0, length: 0 };
  if (root.type !== 'object') return 'In context=(), schema must be a JSON Schema of \'type: "object"\'.';
  return visit(root, [], 1);

  function visit(schema: Schema, context: string[], depth: number): string | undefined {
    const problem = findOwnViolation(root, schema);
    if (problem) return `In context=(${context.map(key => `'${key}'`).join(', ')}), ${problem}`;
    total.properties += Object.keys(schema.properties ?? {}).length;
    total.enumValues += schema.enum?.length ?? 0;
    const enumLength = lengthOf(schema.enum);
    total.length += enumLength + lengthOf(Object.keys(schema.properties ?? {}));
    if (depth > maxDepth) return `more than ${maxDepth} levels of nesting are not allowed.`;
    if (total.properties > maxProperties) return `more than ${maxProperties} properties are not allowed.`;
    if (total.enumValues > maxEnumValues) return `more than ${maxEnumValues} enum values are not allowed.`;
    if (enumLength > maxEnumLength && (schema.enum?.length ?? 0) > manyEnumValues) {
      return `more than ${maxEnumLength} characters in an enum of more than ${manyEnumValues} values are not allowed.`;
    }
    if (total.length > maxTotalLength) return `more than ${maxTotalLength} characters are not allowed.`;
    for (const [path, inner, nested] of children(schema)) {
      const found = visit(inner, [...context, ...path], nested ? depth + 1 : depth);
      if (found) return found;
    }
    return undefined;
  }
}

function lengthOf(values: readonly unknown[] = []): number {
  return values.filter(value => typeof value === 'string').join('').length;
}

function findOwnViolation(root: Schema, schema: Schema): string | undefined {
  const unknown = Object.keys(schema).find(key => !keywords.has(key));
  if (unknown) return `'${unknown}' is not permitted.`;
  if (schema.$ref !== undefined) {
    return resolveRef(root, schema.$ref) ? undefined : `reference '${schema.$ref}' can not be resolved.`;
  }
  if (schema.anyOf) return undefined;
  const declared = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (declared.length === 0 && !schema.enum && schema.const === undefined) {
    return "schema must have a 'type' key.";
  }
  const wrong = declared.find(type => !types.includes(type));
  if (wrong !== undefined) return `'${wrong}' is not a valid type.`;
  if (declared.includes('array') && !schema.items) return 'array schema missing items.';
  return declared.includes('object') ? findObjectViolation(schema) : undefined;
}

function findObjectViolation(schema: Schema): string | undefined {
  if (schema.additionalProperties !== false) {
    return "'additionalProperties' is required to be supplied and to be false.";
  }
  const names = Object.keys(schema.properties ?? {});
  const missing = names.find(name => !schema.required?.includes(name));
  if (missing !== undefined) {
    return `'required' is required to be an array including every key in properties. Missing '${missing}'.`;
  }
  const extra = schema.required?.find(name => !names.includes(name));
  return extra === undefined ? undefined : `'required' names the unknown property '${extra}'.`;
}

type Child = [path: string[], schema: Schema, nested: boolean];

// Definitions are visited where they are defined, so a schema that refers to itself ends.
function children(schema: Schema): Child[] {
  const named = (group: string, schemas: Record<string, Schema> = {}, nested = false): Child[] =>
    Object.entries(schemas).map(([name, inner]) => [[group, name], inner, nested]);
  return [
    ...named('properties', schema.properties, true),
    ...named('$defs', schema.$defs),
    ...named('definitions', schema.definitions),
    ...(schema.items ? [[['items'], schema.items, true] satisfies Child] : []),
    ...(schema.anyOf ?? []).map((inner, i): Child => [['anyOf', String(i)], inner, false]),
  ];
}
