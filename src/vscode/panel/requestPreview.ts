import { env, l10n } from 'vscode';
import type { ExampleFormat, ParametersView } from '../../chat/protocol.ts';
import type { Model } from '../../models/provider.ts';
import { requestExample } from '../../models/requestExamples.ts';
import type { RequestBody } from '../../openai/request.ts';
import { costOf, formatCost, formatPrice } from '../../usage/cost.ts';
import { searchIn } from '../../usage/searchCost.ts';
import type { Endpoint } from '../services/endpoint.ts';

/** Of a text in a request as much is shown, in UTF-16 units; it is copied whole. */
const shownOfText = 400;

/** A request in every form, for reading. */
export function shownExamples(
  { provider: { baseUrl, key } }: Endpoint,
  body: RequestBody,
): ParametersView['example'] {
  const shown: RequestBody = { ...shorten(body), model: body.model };
  const text = (format: ExampleFormat): string =>
    requestExample(format, { baseUrl, keyed: key === 'required', body: shown });
  return {
    json: text('json'),
    curl: text('curl'),
    python: text('python'),
    typescript: text('typescript'),
  };
}

function shorten(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortened(item)]));
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string' && value.length > shownOfText) {
    const more = (value.length - shownOfText).toLocaleString(env.language);
    return `${value.slice(0, shownOfText)}… ${l10n.t('({0} more characters)', more)}`;
  }
  if (Array.isArray(value)) return value.map(shortened);
  return typeof value === 'object' && value !== null ? shorten({ ...value }) : value;
}

/** An answer whose length nobody has said, in tokens. */
const likelyAnswer = 1_000;

/** Tokens and price of a request: what goes in is counted, what comes out is not known before, and a search of the web is part of both. */
export function estimateLine(tokens: number, model: Model, body: RequestBody): string {
  const counted = l10n.t('≈ {0} tokens', tokens.toLocaleString(env.language));
  const prompt = costWith(tokens, 0, model, body);
  if (prompt === undefined) return [counted, l10n.t('price not known')].join(' · ');
  const total = formatCost(likelyCost(tokens, model, body) ?? prompt, env.language);
  const output =
    longestAnswer(model, body) === undefined
      ? l10n.t('{0} with an answer of 1,000 tokens', total)
      : l10n.t('with the longest answer {0}', total);
  return [counted, `≈ ${formatCost(prompt, env.language)}`, output, ...searchWords(model, body)].join(' · ');
}

function searchWords(model: Model, body: RequestBody): string[] {
  const search = searchIn(body, model);
  if (!search) return [];
  return [
    search.cost === undefined
      ? l10n.t('web search: price not known, not included')
      : l10n.t('of which web search: {0}', formatPrice(search.cost, env.language)),
  ];
}

/** In dollars, with the longest answer that is asked for, or one of ordinary length. @returns `undefined` without a price. */
export function likelyCost(tokens: number, model: Model, body: RequestBody): number | undefined {
  const answers = typeof body['n'] === 'number' ? body['n'] : 1;
  return costWith(tokens, (longestAnswer(model, body) ?? likelyAnswer) * answers, model, body);
}

function longestAnswer({ takes }: Model, body: RequestBody): number | undefined {
  const longest = body[takes.max_completion_tokens?.as ?? 'max_completion_tokens'];
  return typeof longest === 'number' ? longest : undefined;
}

function costWith(
  promptTokens: number,
  completionTokens: number,
  model: Model,
  body: RequestBody,
): number | undefined {
  const { price } = model;
  const searched = searchIn(body, model)?.cost ?? 0;
  return price && costOf({ promptTokens, cachedTokens: 0, completionTokens }, price) + searched;
}
