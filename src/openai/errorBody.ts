import * as z from 'zod/mini';
import { minLength } from '../schema/lengths.ts';
import type { ErrorBody } from './failure.ts';

const text = z.nullish(z.string());
const words = z.string().check(minLength(1));
const code = z.nullish(z.union([z.string(), z.number()]));

/** A field that holds something else than it does elsewhere is left out; the others still count. */
const fields = z.object({
  message: z.catch(text, undefined),
  code: z.catch(code, undefined),
  type: z.catch(text, undefined),
  param: z.catch(text, undefined),
  /** OpenRouter: what the server behind it said. */
  metadata: z.catch(z.nullish(z.object({ raw: z.catch(text, undefined) })), undefined),
});

/** FastAPI's list of what does not satisfy its model, and where. */
const validation = z.object({
  type: text,
  loc: z.nullish(z.array(z.union([z.string(), z.number()]))),
  msg: text,
});

/** OpenAI and most others. What stands beside it, choices even, changes nothing. */
const nested = z.object({ error: z.union([fields, words]) });

/** Of whatever else has an answer in it, none is an error. */
const answer = z.object({ choices: z.unknown() });

const others = z.union([
  /** vLLM */
  z.extend(fields, { object: z.literal('error') }),
  /** Gateways: Cloudflare's, which say so several times, Amazon's, Azure's and Kong's. */
  z.object({ errors: z.array(z.union([fields, words])).check(minLength(1)) }),
  z.extend(fields, { message: words }),
  z.object({ msg: words }),
  /** FastAPI, and the problem documents of RFC 9457. */
  z.object({ detail: z.union([words, z.array(validation).check(minLength(1)), fields]) }),
]);

/**
 * Reads an error out of a parsed reply body or stream event, whatever server wrote it.
 * @returns `undefined` when the value is no error.
 */
export function readErrorBody(value: unknown): ErrorBody | undefined {
  // Google puts its errors into a list of one.
  if (Array.isArray(value)) return value.length === 1 ? readErrorBody(value[0]) : undefined;
  const direct = nested.safeParse(value);
  if (direct.success) return normalise(direct.data.error);
  const parsed = answer.safeParse(value).success ? undefined : others.safeParse(value);
  if (!parsed?.success) return undefined;
  const body = parsed.data;
  if ('errors' in body) return normalise(body.errors[0] ?? {});
  if ('msg' in body) return normalise(body.msg);
  if (!('detail' in body)) return normalise(body);
  return Array.isArray(body.detail) ? normalise(firstOf(body.detail)) : normalise(body.detail);
}

type Fields = Partial<z.infer<typeof fields>>;

/** One thing can be put right at a time; the next request brings the next. */
function firstOf([first]: z.infer<typeof validation>[]): Fields {
  const [place, ...rest] = first?.loc ?? [];
  const path = place === 'body' ? rest : (first?.loc ?? []);
  return { message: first?.msg, code: first?.type, param: path.join('.') };
}

function normalise(error: Fields | string): ErrorBody {
  if (typeof error === 'string') return { message: error };
  const message = [error.message, error.metadata?.raw].filter(Boolean).join(': ');
  return {
    ...(message ? { message } : {}),
    ...(error.code === null || error.code === undefined ? {} : { code: String(error.code) }),
    ...(error.type ? { type: error.type } : {}),
    ...(error.param ? { param: error.param } : {}),
  };
}
