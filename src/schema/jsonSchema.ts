import * as z from 'zod/mini';

/**
 * A schema as the API takes it: strict mode wants every object closed, which zod's own output is, and all of its properties
 * required, be they none. It knows no lengths of texts.
 */
export function jsonSchemaOf(schema: z.ZodMiniType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    override({ jsonSchema }) {
      if (jsonSchema.type === 'object') jsonSchema.required ??= [];
      delete jsonSchema.minLength;
      delete jsonSchema.maxLength;
    },
  });
  return rest;
}
