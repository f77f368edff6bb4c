import * as z from 'zod/mini';
import { maxLength, minLength } from '../schema/lengths.ts';

/** A model as its server describes it. */
export interface ListedModel {
  id: string;
  /** Tokens of request and answer together. */
  contextWindow?: number;
  /** The day on which the server ends it; `YYYY-MM-DD`. */
  shutdown?: string;
}

/** A size that is none is one that the server did not give. */
const size = z.catch(z.nullish(z.int().check(z.positive())), undefined);

/** Every server says how large a window is in words of its own, or not at all. */
const model = z.object({
  // Names are shown to people, and some servers use paths of files; control characters are in none.
  id: z.string().check(minLength(1), maxLength(256), z.regex(/^\P{C}+$/u)),
  context_length: size,
  context_window: size,
  /** vLLM */
  max_model_len: size,
  /** LM Studio */
  max_context_length: size,
  /** llama.cpp: as it was started, and as the model was trained. */
  meta: z.catch(z.nullish(z.object({ n_ctx: size, n_ctx_train: size })), undefined),
  /** OpenAI */
  shutdown_date: z.catch(z.nullish(z.string()), undefined),
});

/** Ollama writes an empty list as `null`. */
const list = z.object({ data: z.nullable(z.array(z.unknown())) });

/** @returns `undefined` for what is no model. */
export function readModel(value: unknown): ListedModel | undefined {
  const parsed = model.safeParse(value);
  if (!parsed.success) return undefined;
  const { id, context_length, context_window, max_model_len, max_context_length, meta } = parsed.data;
  const sizes = [context_length, context_window, max_model_len, max_context_length, meta?.n_ctx];
  const contextWindow = [...sizes, meta?.n_ctx_train].find(size => size != null);
  const shutdown = dayOf(parsed.data.shutdown_date);
  return { id, ...(contextWindow ? { contextWindow } : {}), ...(shutdown ? { shutdown } : {}) };
}

/** @returns the entries that are models; `undefined` for what is no list, or has entries but no model. */
export function readModelList(value: unknown): ListedModel[] | undefined {
  const parsed = list.safeParse(value);
  if (!parsed.success) return undefined;
  const entries = parsed.data.data ?? [];
  const models = entries.flatMap(entry => readModel(entry) ?? []);
  return entries.length > 0 && models.length === 0 ? undefined : models;
}

/** The day of an ISO date, in UTC where a time goes with it. */
function dayOf(text: string | null | undefined): string | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(text ?? '') ?? [];
  // The parser takes the 30th of February for the 2nd of March.
  if (!text || !day || toDay(day) !== day) return undefined;
  return toDay(text);
}

function toDay(text: string): string | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
