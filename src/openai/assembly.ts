import type { AnswerEnd, AnswerNames, Citation, EndState, TokenLogprob, Usage } from './answer.ts';
import type { Chunk, Content } from './chunk.ts';
import { addCitations } from './citations.ts';
import type { Failure } from './failure.ts';
import { ToolCalls } from './toolCalls.ts';

/** The API's own limit of choices is 128. */
const highestChoice = 127;

/** Other words for `length`: Mistral's, and those of gateways to other makers. */
const cutReasons = ['length', 'max_tokens', 'MAX_TOKENS', 'model_length'];
const filterReasons = ['content_filter', 'SAFETY', 'safety'];
/** Reasons that are none, because the server gave up: OpenRouter's (beside an error), vLLM's, DeepSeek's. */
const failedReasons = ['error', 'abort', 'insufficient_system_resource'];

export interface TextOf {
  choice: number;
  text: string;
}

interface OpenChoice {
  finishReason?: string;
  /** The first half of a character whose second comes with the next delta. */
  half: string;
}

/** Chunks of one answer, put together: what each choice ended with, what was refused, what was used. */
export class Assembly {
  readonly #expected: number;
  readonly #choices = new Map<number, OpenChoice>();
  #refusal = '';
  #usage: Usage | undefined;
  readonly #names: AnswerNames = {};
  readonly #logprobs: TokenLogprob[] = [];
  readonly #toolCalls = new ToolCalls();
  readonly #citations: Citation[] = [];
  #started = false;
  /** Whether the server has said that no more will come. */
  over = false;

  /** @param expected how many choices were asked for. */
  constructor(expected = 1) {
    this.#expected = expected;
  }

  /** Takes a chunk in and returns the text that is new in it. */
  add(chunk: Chunk): TextOf[] {
    const texts: TextOf[] = [];
    for (const choice of chunk.choices ?? []) {
      const index = Number(choice.index ?? 0);
      // Indices come off the wire: nothing is stored under one that no request can lead to.
      if (!Number.isInteger(index) || index < 0 || index > highestChoice) continue;
      const words = choice.delta ?? choice.message;
      // They may come last of all.
      addCitations(this.#citations, words?.annotations ?? []);
      const known = this.#choices.get(index) ?? { half: '' };
      if (known.finishReason) continue;
      this.#choices.set(index, known);
      this.#refusal += words?.refusal ?? '';
      if (index === 0) {
        for (const token of choice.logprobs) this.#logprobs.push(token);
        for (const call of words?.tool_calls ?? []) this.#toolCalls.add(call);
      }
      let text = known.half + textOf(words?.content);
      // Some servers send an empty reason with every chunk.
      if (choice.finish_reason) known.finishReason = choice.finish_reason;
      known.half = !known.finishReason && endsInHalf(text) ? text.slice(-1) : '';
      if (known.half) text = text.slice(0, -1);
      if (text) texts.push({ choice: index, text });
    }
    if (texts.length > 0 || this.#refusal || this.#toolCalls.size > 0) this.#started = true;
    this.#usage = usageIn(chunk) ?? this.#usage;
    takeNames(this.#names, chunk);
    return texts;
  }

  /**
   * The state that the finish reasons prove; `undefined` while a choice still lacks one. Servers that give one choice
   * whatever was asked for have to say that no more will come.
   */
  finishedAs(): EndState | undefined {
    const reasons = [...this.#choices.values()].map(({ finishReason }) => finishReason);
    if (reasons.length === 0 || reasons.includes(undefined)) return undefined;
    if (reasons.length < this.#expected && !this.over) return undefined;
    const ends = (names: readonly string[]) => reasons.some(reason => reason && names.includes(reason));
    if (ends(failedReasons)) return undefined;
    if (this.#refusal) return 'refused';
    if (ends(filterReasons)) return 'filtered';
    return ends(cutReasons) ? 'cut' : 'complete';
  }

  /**
   * How the answer ended.
   * @param failure what went wrong, if anything did: then nothing is proven.
   * @param stopped whether the user stopped it.
   */
  end(failure: Failure | undefined, stopped: boolean): Omit<AnswerEnd, 'elapsed'> {
    const proven = failure ? undefined : this.finishedAs();
    const state = proven ?? (stopped ? 'stopped' : this.#started ? 'interrupted' : 'error');
    const broken: Failure = failure ?? { kind: this.#choices.size > 0 ? 'brokenOff' : 'empty' };
    const finishReason = [...this.#choices.values()].find(choice => choice.finishReason)?.finishReason;
    return {
      state,
      ...(state === 'interrupted' || state === 'error' ? { failure: broken } : {}),
      ...(this.#refusal ? { refusal: this.#refusal } : {}),
      ...(this.#usage ? { usage: this.#usage } : {}),
      ...(this.#logprobs.length > 0 ? { logprobs: this.#logprobs } : {}),
      ...(state === 'complete' && this.#toolCalls.size > 0 ? { toolCalls: this.#toolCalls.all() } : {}),
      ...(this.#citations.length > 0 ? { citations: this.#citations } : {}),
      ...(finishReason ? { finishReason } : {}),
      ...(Object.keys(this.#names).length > 0 ? { names: this.#names } : {}),
    };
  }
}

/** The first chunk names them; some servers repeat them, or give the fingerprint with the last one. */
function takeNames(names: AnswerNames, { id, model, system_fingerprint: fingerprint }: Chunk): void {
  if (id) names.id ??= id;
  if (model) names.model ??= model;
  if (fingerprint) names.fingerprint ??= fingerprint;
}

/** Some servers count on with every chunk, and some send an empty count with all but one. */
function usageIn({ usage }: Chunk): Usage | undefined {
  const { prompt_tokens: prompt, completion_tokens: completion } = usage ?? {};
  if (!usage || (typeof prompt !== 'number' && typeof completion !== 'number')) return undefined;
  return {
    promptTokens: prompt ?? 0,
    completionTokens: completion ?? 0,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    ...predictionIn(usage),
    ...searchesIn(usage),
  };
}

/** What became of a prediction. Answers without one have a count of 0 for both. */
function predictionIn({ completion_tokens_details: details }: NonNullable<Chunk['usage']>): Partial<Usage> {
  const accepted = details?.accepted_prediction_tokens ?? 0;
  const rejected = details?.rejected_prediction_tokens ?? 0;
  return accepted + rejected > 0 ? { prediction: { accepted, rejected } } : {};
}

/** OpenAI does not say; gateways to others do. */
function searchesIn({ server_tool_use: tools }: NonNullable<Chunk['usage']>): Partial<Usage> {
  const searches = tools?.web_search_requests;
  return typeof searches === 'number' && searches >= 0 ? { searches } : {};
}

/** Whether a text's last unit is the first of two that make a character. */
function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

/** Text as it is, or in parts, as some servers send it. */
function textOf(content: Content): string {
  return typeof content === 'string' ? content : (content ?? []).map(part => part.text ?? '').join('');
}
