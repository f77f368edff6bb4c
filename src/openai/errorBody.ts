import * as z from 'zod/mini';
import type { ErrorBody } from './failure.ts';

const text = z.nullish(z.string());
const code = z.nullish(z.union([z.string(), z.number()]));

const fields = z.object({ message: text, code, type: text, param: text });

/** FastAPI's list of what does not satisfy its model, and where. */
const validation = z.object({
  type: text,
  loc: z.nullish(z.array(z.union([z.string(), z.number()]))),
  msg: text,
});

/** OpenAI nests the error, OpenRouter adds numeric codes, vLLM marks it by `object`, FastAPI says `detail`. */
const shapes = z.union([
  z.object({ error: fields }),
  z.object({ error: z.string() }),
  z.object({ object: z.literal('error'), message: text, code, type: text, param: text }),
  z.object({ detail: z.string() }),
  z.object({ detail: z.array(validation).check(z.minLength(1)) }),
]);

/**
 * Reads an error out of a parsed reply body or stream event, whatever server wrote it.
 * @returns `undefined` when the value is no error.
 */
export function readErrorBody(value: unknown): ErrorBody | undefined {
  const parsed = shapes.safeParse(value);
  if (!parsed.success) return undefined;
  const body = parsed.data;
  if ('detail' in body) {
    return typeof body.detail === 'string' ? { message: body.detail } : normalise(firstOf(body.detail));
  }
  if ('object' in body) return normalise(body);
  return typeof body.error === 'string' ? { message: body.error } : normalise(body.error);
}

/** One thing can be put right at a time; the next request brings the next. */
function firstOf([first]: z.infer<typeof validation>[]): z.infer<typeof fields> {
  const [place, ...rest] = first?.loc ?? [];
  const path = place === 'body' ? rest : (first?.loc ?? []);
  return { message: first?.msg, code: first?.type, param: path.join('.') };
}

function normalise(error: z.infer<typeof fields>): ErrorBody {
  return {
    ...(error.message ? { message: error.message } : {}),
    ...(error.code === null || error.code === undefined ? {} : { code: String(error.code) }),
    ...(error.type ? { type: error.type } : {}),
    ...(error.param ? { param: error.param } : {}),
  };
}
