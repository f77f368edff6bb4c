import type { AnswerEnd, AnswerEvent, EndState, TokenLogprob, Usage } from './answer.ts';
import type { Chunk, Content } from './chunk.ts';

/** The API's own limit of choices is 128. */
const highestChoice = 127;

/** Chunks of one answer, put together: what each choice ended with, what was refused, what was used. */
export class Assembly {
  readonly #finishReasons = new Map<number, string | undefined>();
  #refusal = '';
  #usage: Usage | undefined;
  readonly #logprobs: TokenLogprob[] = [];
  #hasText = false;

  /** Whether any words of an answer have come. */
  get started(): boolean {
    return this.#hasText || this.#refusal !== '';
  }

  /** Takes a chunk in and returns the text that is new in it. */
  add(chunk: Chunk): Extract<AnswerEvent, { type: 'text' }>[] {
    const events: Extract<AnswerEvent, { type: 'text' }>[] = [];
    for (const choice of chunk.choices ?? []) {
      const index = Number(choice.index ?? 0);
      // Indices come off the wire: nothing is stored under one that no request can lead to.
      if (!Number.isInteger(index) || index < 0 || index > highestChoice) continue;
      if (this.#finishReasons.get(index) !== undefined) continue;
      const words = choice.delta ?? choice.message;
      // Some servers send an empty reason with every chunk.
      this.#finishReasons.set(index, choice.finish_reason || undefined);
      this.#refusal += words?.refusal ?? '';
      if (index === 0) for (const token of choice.logprobs) this.#logprobs.push(token);
      const text = textOf(words?.content);
      if (text) {
        this.#hasText = true;
        events.push({ type: 'text', choice: index, text });
      }
    }
    if (chunk.usage) {
      this.#usage = {
        promptTokens: chunk.usage.prompt_tokens ?? 0,
        completionTokens: chunk.usage.completion_tokens ?? 0,
        cachedTokens: chunk.usage.prompt_tokens_details?.cached_tokens ?? 0,
        ...predictionIn(chunk.usage),
      };
    }
    return events;
  }

  /** The state that the finish reasons prove; `undefined` while a choice, or every choice, still lacks one. */
  finishedAs(): EndState | undefined {
    const reasons = [...this.#finishReasons.values()];
    if (reasons.length === 0 || reasons.includes(undefined)) return undefined;
    if (this.#refusal) return 'refused';
    if (reasons.includes('content_filter')) return 'filtered';
    if (reasons.includes('length')) return 'cut';
    // OpenRouter closes a failed stream with this reason beside the error; without the error it is no finish either.
    if (reasons.includes('error')) return undefined;
    return 'complete';
  }

  facts(): Pick<AnswerEnd, 'refusal' | 'usage' | 'logprobs' | 'finishReason'> {
    const finishReason = [...this.#finishReasons.values()].find(reason => reason !== undefined);
    return {
      ...(this.#refusal ? { refusal: this.#refusal } : {}),
      ...(this.#usage ? { usage: this.#usage } : {}),
      ...(this.#logprobs.length > 0 ? { logprobs: this.#logprobs } : {}),
      ...(finishReason ? { finishReason } : {}),
    };
  }
}

/** What became of a prediction. Answers without one have a count of 0 for both. */
function predictionIn({ completion_tokens_details: details }: NonNullable<Chunk['usage']>): Partial<Usage> {
  const accepted = details?.accepted_prediction_tokens ?? 0;
  const rejected = details?.rejected_prediction_tokens ?? 0;
  return accepted + rejected > 0 ? { prediction: { accepted, rejected } } : {};
}

/** Text as it is, or in parts, as some servers send it. */
function textOf(content: Content): string {
  return typeof content === 'string' ? content : (content ?? []).map(part => part.text ?? '').join('');
}
