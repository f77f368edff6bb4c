import type { FinishReason, Reply } from './reply.ts';
import { type ChatRequest, textOf } from './request.ts';
import { encodeText, type Piece } from './tokens.ts';

/** What the answer to one request has in common in every form it is sent in. */
export interface Completion {
  /** `chatcmpl-…` */
  id: string;
  /** Seconds since 1970. */
  created: number;
  request: ChatRequest;
  reply: Reply;
  promptTokens: number;
  cachedTokens: number;
}

const systemFingerprint = 'fp_stand_in_no_model';

/** The `chat.completion` object of an answer that is not streamed. */
export function formatCompletion(completion: Completion) {
  const { reply, request } = completion;
  const text = reply.pieces.map(piece => piece.text).join('');
  const message = {
    role: 'assistant',
    content: reply.lane === 'content' && reply.toolCalls.length === 0 ? text : null,
    refusal: reply.lane === 'refusal' ? text : null,
    annotations: reply.annotations ?? [],
    ...(reply.toolCalls.length > 0 && {
      tool_calls: reply.toolCalls.map(({ id, name, arguments: args }) => ({
        id,
        type: 'function',
        function: { name, arguments: args },
      })),
    }),
  };
  return {
    id: completion.id,
    object: 'chat.completion',
    created: completion.created,
    model: request.model,
    choices: choiceIndexes(request).map(index => ({
      index,
      message,
      logprobs: request.logprobs ? logprobs(request, reply, reply.pieces) : null,
      finish_reason: reply.finish,
    })),
    usage: usage(completion),
    service_tier: 'default',
    system_fingerprint: systemFingerprint,
  };
}

/**
 * The chunks of a streamed answer: the role, the text piece by piece, the finish reason, and the usage if the
 * request asked for it. `pieces` of the text carry `isText`, which is what `hold` counts.
 */
export function* formatChunks(completion: Completion): Generator<{ chunk: object; isText: boolean }> {
  const { reply, request } = completion;
  const indexes = choiceIndexes(request);
  const withUsage = request.stream_options?.include_usage === true;
  const envelope = (choices: object[], total: object | null = null) => ({
    id: completion.id,
    object: 'chat.completion.chunk',
    created: completion.created,
    model: request.model,
    service_tier: 'default',
    system_fingerprint: systemFingerprint,
    choices,
    ...(withUsage && { usage: total }),
  });
  const choice = (index: number, delta: object, finish: FinishReason | null, pieces: Piece[] = []) => ({
    index,
    delta,
    logprobs: request.logprobs && pieces.length > 0 ? logprobs(request, reply, pieces) : null,
    finish_reason: finish,
  });

  const opening = {
    role: 'assistant',
    content: reply.toolCalls.length > 0 || reply.lane === 'refusal' ? null : '',
    refusal: null,
  };
  for (const index of indexes) yield { chunk: envelope([choice(index, opening, null)]), isText: false };
  for (const delta of toolCallDeltas(reply)) {
    for (const index of indexes) yield { chunk: envelope([choice(index, delta, null)]), isText: false };
  }
  for (const piece of reply.pieces) {
    const delta = { [reply.lane]: piece.text };
    for (const index of indexes) {
      yield { chunk: envelope([choice(index, delta, null, [piece])]), isText: index === 0 };
    }
  }
  const { annotations } = reply;
  if (annotations) {
    for (const index of indexes)
      yield { chunk: envelope([choice(index, { annotations }, null)]), isText: false };
  }
  for (const index of indexes) {
    yield { chunk: envelope([choice(index, {}, reply.finish)]), isText: false };
  }
  if (withUsage) yield { chunk: envelope([], usage(completion)), isText: false };
}

function choiceIndexes(request: ChatRequest): number[] {
  return Array.from({ length: request.n ?? 1 }, (_, index) => index);
}

// The API names the call first and then sends its arguments in bits of JSON.
function* toolCallDeltas({ toolCalls }: Reply): Generator<object> {
  for (const [index, call] of toolCalls.entries()) {
    const { id, name } = call;
    yield { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] };
    for (const bit of call.arguments.match(/.{1,8}/gsu) ?? []) {
      yield { tool_calls: [{ index, function: { arguments: bit } }] };
    }
  }
}

function usage({ request, reply, promptTokens, cachedTokens }: Completion) {
  const text = reply.pieces.reduce((sum, piece) => sum + piece.tokens, 0);
  const calls = reply.toolCalls.map(call => encodeText(call.name + call.arguments).length);
  const prediction = predictionOf(request, reply);
  const answered = text + calls.reduce((sum, tokens) => sum + tokens, 0);
  const completionTokens = answered * (request.n ?? 1) + prediction.rejected;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: prediction.accepted,
      rejected_prediction_tokens: prediction.rejected,
    },
  };
}

/** What the answer has in common with its prediction at its start and its end is accepted, the rest rejected. */
function predictionOf(
  { prediction }: ChatRequest,
  { pieces }: Reply,
): { accepted: number; rejected: number } {
  if (!prediction) return { accepted: 0, rejected: 0 };
  const predicted = encodeText(textOf({ role: 'system', content: prediction.content }));
  const answered = encodeText(pieces.map(({ text }) => text).join(''));
  const most = Math.min(predicted.length, answered.length);
  let start = 0;
  while (start < most && predicted[start] === answered[start]) start += 1;
  let end = 0;
  while (end < most - start && predicted.at(-1 - end) === answered.at(-1 - end)) end += 1;
  return { accepted: start + end, rejected: predicted.length - start - end };
}

function logprobs(request: ChatRequest, reply: Reply, pieces: Piece[]) {
  const entries = pieces.map(piece => piece.logprob ?? madeUp(piece, request.top_logprobs ?? 0));
  return {
    content: reply.lane === 'content' ? entries : null,
    refusal: reply.lane === 'refusal' ? entries : null,
  };
}

// Made up, yet of the right kind: falling with the rank, at most 1 together, the same for the same token.
function madeUp({ text: token, rivals = [] }: Piece, alternatives: number) {
  const doubt = ([...bytesOf(token)].reduce((sum, byte) => sum + byte, 0) % 100) / 250;
  const ranked = (rank: number) => {
    const text = rank === 0 ? token : (rivals[rank - 1] ?? token + '.'.repeat(rank));
    const probability = rank === 0 ? 1 - doubt : doubt / 2 ** rank;
    // The API's own figure for what is next to impossible.
    return {
      token: text,
      logprob: probability > 0 ? Math.log(probability) : -9999,
      bytes: [...bytesOf(text)],
    };
  };
  return { ...ranked(0), top_logprobs: Array.from({ length: alternatives }, (_, rank) => ranked(rank)) };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
