import * as z from 'zod/mini';

/** The part of JSON Schema that Structured Outputs speaks; other keywords are kept, and refused in `strict.ts`. */
export interface Schema {
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
  items?: Schema | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  exclusiveMaximum?: number | undefined;
  multipleOf?: number | undefined;
  format?: string | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  $ref?: string | undefined;
  $defs?: Record<string, Schema> | undefined;
  definitions?: Record<string, Schema> | undefined;
  [keyword: string]: unknown;
}

const inner: z.ZodMiniType<Schema> = z.lazy(() => schema);
const count = z.optional(z.int().check(z.minimum(0)));

export const schema: z.ZodMiniType<Schema> = z.looseObject({
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  enum: z.optional(z.array(z.unknown()).check(z.minLength(1))),
  const: z.optional(z.unknown()),
  properties: z.optional(z.record(z.string(), inner)),
  required: z.optional(z.array(z.string())),
  additionalProperties: z.optional(z.union([z.boolean(), inner])),
  items: z.optional(inner),
  minItems: count,
  maxItems: count,
  minLength: count,
  maxLength: count,
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  exclusiveMinimum: z.optional(z.number()),
  exclusiveMaximum: z.optional(z.number()),
  multipleOf: z.optional(z.number()),
  format: z.optional(z.string()),
  anyOf: z.optional(z.array(inner).check(z.minLength(1))),
  oneOf: z.optional(z.array(inner).check(z.minLength(1))),
  $ref: z.optional(z.string()),
  $defs: z.optional(z.record(z.string(), inner)),
  definitions: z.optional(z.record(z.string(), inner)),
});

/** The schema that a local reference (`#`, `#/$defs/name`) names, or undefined. */
export function resolveRef(root: Schema, ref: string): Schema | undefined {
  if (ref === '#') return root;
  const [, group, name = ''] = /^#\/(\$defs|definitions)\/(.+)$/.exec(ref) ?? [];
  if (group === '$defs') return root.$defs?.[name];
  if (group === 'definitions') return root.definitions?.[name];
  return undefined;
}
