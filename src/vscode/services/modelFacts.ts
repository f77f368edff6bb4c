import { env, l10n } from 'vscode';
import type { Model, Price, Unverified } from '../../models/provider.ts';
import { formatPrice } from '../../usage/cost.ts';

/** How large a model is and what it costs: the two facts that people choose by. */
export function shortFacts(model: Model): string[] {
  const { price } = model;
  return [
    windowOf(model),
    ...(price
      ? [
          l10n.t('{0} in, {1} out per million', money(price.input), money(price.output)) +
            mark(model, 'price'),
        ]
      : []),
  ];
}

/** All that is known of a model, in one line; figures that nobody has verified are marked. */
export function factsOf(model: Model): string {
  const { maxOutput, price, knowledgeCutoff, unverified } = model;
  return [
    windowOf(model),
    ...(maxOutput ? [l10n.t('answers up to {0}', number(maxOutput)) + mark(model, 'limits')] : []),
    price
      ? l10n.t(
          '{0} in, {1} cached, {2} out per million',
          money(price.input),
          money(price.cachedInput),
          money(price.output),
        ) + mark(model, 'price')
      : l10n.t('price not known'),
    ...(price?.search === undefined ? [] : [l10n.t('{0} a web search', searchPrice(price.search))]),
    ...(price?.asOf ? [l10n.t('as of {0}', price.asOf)] : []),
    ...(knowledgeCutoff ? [l10n.t('knows up to {0}', knowledgeCutoff) + mark(model, 'cutoff')] : []),
    ...(unverified.includes('parameters') ? [l10n.t('parameters unverified')] : []),
    ...(unverified.includes('features') ? [l10n.t('features unverified')] : []),
  ].join(' · ');
}

/** By how much of what it finds the model is given, if that makes a difference. */
function searchPrice(price: NonNullable<Price['search']>): string {
  const prices = typeof price === 'number' ? [price] : [price.low, price.medium, price.high];
  return [...new Set(prices)].map(money).join(' / ');
}

function windowOf(model: Model): string {
  return model.contextWindow
    ? l10n.t('{0} tokens', number(model.contextWindow)) + mark(model, 'limits')
    : l10n.t('window not known');
}

function mark({ unverified }: Model, figure: Unverified): string {
  return unverified.includes(figure) ? ` ${l10n.t('(unverified)')}` : '';
}

function number(value: number): string {
  return value.toLocaleString(env.language);
}

function money(dollars: number): string {
  return formatPrice(dollars, env.language);
}
