import type * as z from 'zod/mini';
import type { Fields } from '../openai/request.ts';

/** What a task says to the model. */
export interface Prompt {
  /** The system message. */
  instructions: string;
  /** The user message. */
  content: string;
}

/** A task whose result is data: it comes back through a strict schema, never out of prose. */
export interface TypedTask<Input, Result> {
  /** Also the name of the schema on the wire. */
  id: string;
  prompt(input: Input): Prompt;
  /** The task's defaults; the user's own `gloss.request.*` go before them. */
  sampling: Fields;
  result: z.ZodMiniType<Result>;
}

/** A piece of a document that a task works on. */
export interface SourceText {
  text: string;
  languageId: string;
  /** The file's name, for the model to know what it looks at. */
  fileName: string;
}
