import { isRecord } from '../schema/isRecord.ts';
import type { Chunk } from './chunk.ts';

/** Longer names are for the schema to judge. */
const longestName = 200;

/**
 * Reads the chunk that nearly all are: words of one choice, and nothing else that Gloss knows of. To have the schemas of an
 * error and of a chunk look at each costs several times what parsing the JSON does; they say the same of such a one.
 * @returns `undefined` for a value in any other form, of which that says nothing.
 */
export function readPlainChunk(value: unknown): Chunk | undefined {
  if (!isRecord(value)) return undefined;
  const { id, model, system_fingerprint, choices, usage, error } = value;
  if (!isName(id) || !isName(model) || !isName(system_fingerprint)) return undefined;
  if (!isMissing(usage) || !isMissing(error)) return undefined;
  if (!Array.isArray(choices) || choices.length !== 1) return undefined;
  const [choice]: unknown[] = choices;
  if (!isRecord(choice)) return undefined;
  const { index, delta, message, logprobs, finish_reason } = choice;
  if (typeof index !== 'number' || !Number.isFinite(index)) return undefined;
  if (!isMissing(message) || !isMissing(logprobs) || !isMissing(finish_reason)) return undefined;
  if (!isRecord(delta)) return undefined;
  const { content, refusal, reasoning, reasoning_content, tool_calls, annotations } = delta;
  if (typeof content !== 'string' || !isMissing(refusal)) return undefined;
  if (!isMissing(reasoning) || !isMissing(reasoning_content)) return undefined;
  if (!isMissing(tool_calls) || !isMissing(annotations)) return undefined;
  const words = { content, annotations: [] };
  return { id, model, system_fingerprint, choices: [{ index, delta: words, logprobs: [] }] };
}

function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isName(value: unknown): value is string | null | undefined {
  return isMissing(value) || (typeof value === 'string' && value.length <= longestName);
}
