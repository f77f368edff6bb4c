import * as z from 'zod/mini';
import { type JsonSchema, type SchemaFault, strictSchema } from './strictSchema.ts';

/** `response_format` with a schema of the user's own. */
const schemaForm = z.object({
  type: z.literal('json_schema'),
  json_schema: z.object({
    name: z.string(),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean(),
  }),
});
export type SchemaForm = z.infer<typeof schemaForm>;

/**
 * A schema that the user wrote, as the API takes it: strictly where strict mode can hold a model to it, else as it stands.
 * @returns also what strict mode has against it.
 */
export function schemaFormOf(written: JsonSchema): { form: SchemaForm; faults: SchemaFault[] } {
  // It says what kind of schema it is, not what the answer is like.
  const { $schema: _dialect, ...own } = written;
  const { schema, faults } = strictSchema(own);
  const strict = faults.length === 0;
  const name = nameFor(own['title']);
  return {
    form: { type: 'json_schema', json_schema: { name, schema: strict ? schema : own, strict } },
    faults,
  };
}

/** A form with a schema, if a `response_format` is one. */
export function readSchemaForm(format: unknown): SchemaForm['json_schema'] | undefined {
  return schemaForm.safeParse(format).data?.json_schema;
}

function nameFor(title: unknown): string {
  const name = typeof title === 'string' ? title.replace(/[^\w-]+/g, '_').slice(0, 64) : '';
  return /[A-Za-z0-9]/.test(name) ? name : 'answer';
}
