import type * as z from 'zod/mini';
import { jsonSchemaOf } from '../schema/jsonSchema.ts';
import type { WorkspaceView } from './workspaceView.ts';

/** A look at the workspace that a model may take. */
export interface BuiltInTool {
  /** As the model calls it, such as `read_file`. */
  name: string;
  /** For the model, one or two sentences. */
  description: string;
  /** Of the arguments, as the API's strict mode takes it: every property is required, optional ones may be null, nothing else. */
  parameters: Record<string, unknown>;
  /**
   * Reads arguments.
   * @returns a call that can be run, whose result is a text for the model and which never rejects; or what is wrong with the
   * arguments, in words for the model.
   */
  prepare(args: unknown): Look | { mistake: string };
}

interface Look {
  run(workspace: WorkspaceView, signal: AbortSignal): Promise<string>;
}

interface Definition<Arguments> {
  name: string;
  description: string;
  arguments: z.ZodMiniType<Arguments>;
  /** @returns at most `longestResult`. */
  run(args: Arguments, workspace: WorkspaceView, signal: AbortSignal): Promise<string>;
}

/** A tool of the schema of its arguments and what is done with them. */
export function builtInTool<Arguments>(definition: Definition<Arguments>): BuiltInTool {
  const { name, description, arguments: schema, run } = definition;
  return {
    name,
    description,
    parameters: jsonSchemaOf(schema),
    prepare(args) {
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        const wrong = new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the arguments'));
        return { mistake: `What was given to ${name} is not in its form: ${[...wrong].join(', ')}.` };
      }
      return {
        async run(workspace, signal) {
          try {
            return await run(parsed.data, workspace, signal);
          } catch {
            return `${name} found nothing out: the editor could not tell.`;
          }
        },
      };
    },
  };
}
