/** Answers in a form that the user wrote as a JSON schema. Loaded on first use: zod's reader of such is large. */
import { fromJSONSchema } from 'zod';
import type { JsonSchema } from '../models/strictSchema.ts';
import { parseJson } from '../openai/parseJson.ts';
import type { Card } from './card.ts';
import type { TypedAnswer } from './typedAnswer.ts';
import { unfence } from './unfence.ts';

/**
 * @param schema as strict mode takes it.
 * @throws when it is no schema after all: it refers to what is not there, or has a pattern that is none.
 */
export function schemaAnswer(schema: JsonSchema): TypedAnswer<Card> {
  const form = fromJSONSchema(schema);
  return {
    schema,
    read(text) {
      const parsed = form.safeParse(parseJson(unfence(text)));
      return parsed.success ? { kind: 'data', json: JSON.stringify(parsed.data, null, 2) } : undefined;
    },
  };
}
