import type { Model } from '../../models/provider.ts';
import { type TranslationWish, translate } from '../../tasks/translate.ts';
import { costOf } from '../../usage/cost.ts';

/** Bytes of text that make a token, on the average. */
const bytesPerToken = 4;
/** Of an item of an answer, beside its text. */
const tokensAroundItem = 12;

/** What the translation of texts would take, roughly: without a tokenizer, so that a hover may ask. */
export function estimateTranslation(
  texts: readonly string[],
  wish: TranslationWish,
  { price }: Model,
): { tokens: number; cost: number | undefined } {
  const { instructions, content } = translate.prompt(
    wish,
    texts.map((text, index) => ({ id: String(index), text })),
  );
  const tokensIn = (text: string) => Math.ceil(new TextEncoder().encode(text).length / bytesPerToken);
  const promptTokens = tokensIn(instructions + content);
  const completionTokens = tokensIn(texts.join('')) + tokensAroundItem * texts.length;
  return {
    tokens: promptTokens + completionTokens,
    cost: price && costOf({ promptTokens, cachedTokens: 0, completionTokens }, price),
  };
}
