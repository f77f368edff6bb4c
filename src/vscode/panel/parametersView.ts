import { env, l10n } from 'vscode';
import type { FieldView, ParameterScope, ParametersView, ParameterValue } from '../../chat/protocol.ts';
import { rangeOf } from '../../models/fitFields.ts';
import type { Control, ParameterGroup } from '../../models/parameters.ts';
import { parameterSettings } from '../../models/parameters.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Model, Taken } from '../../models/provider.ts';
import { type exampleFormats, requestExample } from '../../models/requestExamples.ts';
import { isUnset } from '../../models/sampling.ts';
import type { RequestBody, RequestField } from '../../openai/request.ts';
import { costOf, formatCost, formatPrice } from '../../usage/cost.ts';
import type { Endpoint } from '../services/endpoint.ts';
import type { PreparedRequest } from '../services/models.ts';
import { ownValues, type SourcedValue, type ValueSource } from '../services/parameterValues.ts';
import { leftSentence, mistakeSentence } from '../services/parameterWords.ts';

/** What the form shows of the parameters that a model takes, group by group. @param chat the conversation's own values. */
export function fieldGroups(
  model: Model,
  { values, mistakes, left }: Omit<PreparedRequest, 'body'>,
  scope: ParameterScope,
  chat: ParameterValues = {},
): ParametersView['groups'] {
  const own = ownValues();
  const titles: Record<ParameterGroup, string> = {
    answer: l10n.t('Answer'),
    sampling: l10n.t('Sampling'),
    account: l10n.t('Account and cost'),
  };
  const fields = parameterSettings.flatMap(parameter => {
    const {
      key,
      label,
      description,
      group,
      field,
      personal: _money,
      identifies: _who,
      ...control
    } = parameter;
    const taken = model.takes[field];
    if (!taken) return [];
    const { value: users, languages = [] } = own.get(key) ?? {};
    const inForce = values.get(key);
    // The user's own settings are shown as they are: what goes before them is said beside them.
    const set: SourcedValue | undefined =
      scope === 'chat' ? inForce : users === undefined ? undefined : { value: users, source: 'user' };
    const overridden =
      scope === 'user' && inForce && inForce.source !== 'user' ? overriddenSentence(inForce) : undefined;
    const mistake = mistakes.find(candidate => candidate.key === key);
    const obstacle = left.find(candidate => candidate.field === field);
    // The field stands under its name, so the sentence need not say where it is set.
    const wrong = mistake ? mistakeSentence(mistake, 'chat') : obstacle && leftSentence(obstacle);
    const sentence = overridden ?? (set && wrong);
    const view: FieldView = {
      key,
      label,
      description,
      sentAs: taken.as ?? field,
      control: narrowed(control, rangeOf(model, field), taken.choices),
      value: asValue(set?.value),
      source: [...(set ? [sourceWord(set.source)] : []), ...languages].join(' · '),
      own: scope === 'user' ? users !== undefined : !isUnset(parameter, chat[key]),
      unset: unsetWord(field, taken),
      ...(sentence ? { mistake: sentence } : {}),
    };
    return [{ group, view }];
  });
  return Object.entries(titles).flatMap(([group, title]) => {
    const own = fields.filter(candidate => candidate.group === group).map(({ view }) => view);
    return own.length > 0 ? [{ title, fields: own }] : [];
  });
}

function overriddenSentence({ value, source }: SourcedValue): string {
  return l10n.t('The {0} says {1}, which goes before this.', sourceWord(source), JSON.stringify(value));
}

/** What holds while a parameter is not sent. A stream is what Gloss itself asks for, whatever the provider's default. */
function unsetWord(field: RequestField, { default: value }: Taken): string {
  if (field === 'stream') return l10n.t('on');
  if (typeof value === 'boolean') return value ? l10n.t('on') : l10n.t('off');
  return value === undefined ? l10n.t('not sent') : String(value);
}

/** With the model's own range where that is narrower. */
function narrowed(
  control: Control,
  range: ReturnType<typeof rangeOf>,
  choices: readonly string[] | undefined,
): Control {
  if (control.control === 'number') return { ...control, ...range };
  return control.control === 'choice' && choices ? { ...control, choices } : control;
}

/** A value as the form can show it; one of a wrong kind is shown as its JSON, beside the sentence that says so. */
function asValue(value: unknown): ParameterValue {
  if (value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value;
  return isPlainMap(value) ? value : JSON.stringify(value);
}

function isPlainMap(value: unknown): value is Record<string, string | number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(entry => typeof entry === 'string' || typeof entry === 'number');
}

function sourceWord(source: ValueSource): string {
  switch (source) {
    case 'chat':
      return l10n.t('this chat');
    case 'task':
      return l10n.t('task');
    case 'folder':
      return l10n.t('folder');
    case 'workspace':
      return l10n.t('workspace');
    case 'language':
      return l10n.t('language');
    case 'user':
      return l10n.t('settings');
  }
}

/** Which values that are set have no field in the form, because the model does not take them. */
export function ignoredSentence({ values, left }: Omit<PreparedRequest, 'body'>): string | undefined {
  const names = parameterSettings
    .filter(
      ({ key, field }) => values.has(key) && left.some(one => one.field === field && one.why === 'notTaken'),
    )
    .map(({ label }) => label);
  return names.length > 0
    ? l10n.t('Set, but not sent, because this model does not take it: {0}.', names.join(', '))
    : undefined;
}

/** What is known of a model, in one line. */
export function factsOf({ contextWindow, maxOutput, price, knowledgeCutoff, unverified }: Model): string {
  const mark = (figure: Model['unverified'][number]): string =>
    unverified.includes(figure) ? ` ${l10n.t('(unverified)')}` : '';
  const number = (value: number): string => value.toLocaleString(env.language);
  const money = (value: number): string => formatPrice(value, env.language);
  return [
    contextWindow ? l10n.t('{0} tokens', number(contextWindow)) + mark('limits') : l10n.t('window not known'),
    ...(maxOutput ? [l10n.t('answers up to {0}', number(maxOutput)) + mark('limits')] : []),
    price
      ? l10n.t(
          '{0} in, {1} cached, {2} out per million',
          money(price.input),
          money(price.cachedInput),
          money(price.output),
        ) + mark('price')
      : l10n.t('price not known'),
    ...(price?.asOf ? [l10n.t('as of {0}', price.asOf)] : []),
    ...(knowledgeCutoff ? [l10n.t('knows up to {0}', knowledgeCutoff) + mark('cutoff')] : []),
    ...(unverified.includes('parameters') ? [l10n.t('parameters unverified')] : []),
    ...(unverified.includes('features') ? [l10n.t('features unverified')] : []),
  ].join(' · ');
}

/** Of a text in a request as much is shown, in UTF-16 units; it is copied whole. */
const shownOfText = 400;

/** A request in every form, for reading. */
export function shownExamples(
  { provider: { baseUrl, key } }: Endpoint,
  body: RequestBody,
): ParametersView['example'] {
  const shown: RequestBody = { ...shorten(body), model: body.model };
  const text = (format: (typeof exampleFormats)[number]): string =>
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

/** Tokens and price of a request: what goes in is counted, what comes out is not known before. */
export function estimateLine(tokens: number, { price, takes }: Model, body: RequestBody): string {
  const counted = l10n.t('≈ {0} tokens', tokens.toLocaleString(env.language));
  if (!price) return [counted, l10n.t('price not known')].join(' · ');
  const cost = (promptTokens: number, completionTokens: number): string =>
    formatCost(costOf({ promptTokens, cachedTokens: 0, completionTokens }, price), env.language);
  const longest = body[takes.max_completion_tokens?.as ?? 'max_completion_tokens'];
  const answers = typeof body['n'] === 'number' ? body['n'] : 1;
  const output =
    typeof longest === 'number'
      ? l10n.t('with the longest answer {0}', cost(tokens, longest * answers))
      : l10n.t('{0} with an answer of 1,000 tokens', cost(tokens, 1000 * answers));
  return [counted, `≈ ${cost(tokens, 0)}`, output].join(' · ');
}
