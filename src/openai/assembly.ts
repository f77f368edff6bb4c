import type { AnswerEnd, AnswerEvent, EndState, Usage } from './answer.ts';
import type { Chunk } from './chunk.ts';

/** Chunks of one answer, put together: what each choice ended with, what was refused, what was used. */
export class Assembly {
  readonly #finishReasons = new Map<number, string | undefined>();
  #refusal = '';
  #usage: Usage | undefined;
  #hasText = false;

  /** Whether any words of an answer have come. */
  get started(): boolean {
    return this.#hasText || this.#refusal !== '';
  }

  /** Takes a chunk in and returns the text that is new in it. */
  add(chunk: Chunk): Extract<AnswerEvent, { type: 'text' }>[] {
    const events: Extract<AnswerEvent, { type: 'text' }>[] = [];
    for (const choice of chunk.choices ?? []) {
      const index = choice.index ?? 0;
      if (this.#finishReasons.get(index) !== undefined) continue;
      const words = choice.delta ?? choice.message;
      this.#finishReasons.set(index, choice.finish_reason ?? undefined);
      this.#refusal += words?.refusal ?? '';
      if (words?.content) {
        this.#hasText = true;
        events.push({ type: 'text', choice: index, text: words.content });
      }
    }
    if (chunk.usage) {
      this.#usage = {
        promptTokens: chunk.usage.prompt_tokens ?? 0,
        completionTokens: chunk.usage.completion_tokens ?? 0,
        cachedTokens: chunk.usage.prompt_tokens_details?.cached_tokens ?? 0,
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

  facts(): Pick<AnswerEnd, 'refusal' | 'usage' | 'finishReason'> {
    const finishReason = [...this.#finishReasons.values()].find(reason => reason !== undefined);
    return {
      ...(this.#refusal ? { refusal: this.#refusal } : {}),
      ...(this.#usage ? { usage: this.#usage } : {}),
      ...(finishReason ? { finishReason } : {}),
    };
  }
}
