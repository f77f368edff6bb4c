import type { JsonSchema } from './strictSchema.ts';

/** A function that the model may call. */
export interface ToolDefinition {
  /** Letters, digits, `_` and `-`; at most 64. */
  name: string;
  description: string;
  /** The JSON schema of its arguments, of an object. */
  parameters: JsonSchema;
  /** Whether the model is held to the schema, which then is as strict mode takes it. */
  strict: boolean;
}

/** Of a tool what the model is told, and no more. */
export function definitionOf({ name, description, parameters, strict }: ToolDefinition): ToolDefinition {
  return { name, description, parameters, strict };
}
