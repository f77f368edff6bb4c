import type { Price } from '../models/provider.ts';
import type { Usage } from '../openai/answer.ts';

/**
 * What an answer cost, in US dollars. Cached tokens are part of the prompt's and have their own price. Rejected tokens of a
 * prediction have the price of output, and are counted among the completion's already: "these tokens are still counted in
 * the total completion tokens for purposes of billing", https://platform.openai.com/docs/api-reference/chat/object.
 */
export function costOf({ promptTokens, cachedTokens, completionTokens }: Usage, price: Price): number {
  const { longPrompt } = price;
  const times = longPrompt && promptTokens > longPrompt.over ? longPrompt : { input: 1, output: 1 };
  const fresh = promptTokens - cachedTokens;
  const input = (fresh * price.input + cachedTokens * price.cachedInput) * times.input;
  return (input + completionTokens * price.output * times.output) / 1e6;
}

/** A price as it is published, which may have tenths of a cent: `$0.075`. */
export function formatPrice(dollars: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(dollars);
}

/** Two significant digits below ten cents, since that is where a request's cost lies: `$0.00011`, `$0.025`, `$1.24`. */
export function formatCost(dollars: number, locale: string): string {
  const digits =
    dollars > 0 && dollars < 0.095
      ? { maximumSignificantDigits: 2 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 0,
    ...digits,
  }).format(dollars);
}
