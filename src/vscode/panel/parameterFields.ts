import { l10n } from 'vscode';
import type { FieldView, ParameterScope, ParametersView, ParameterValue } from '../../chat/protocol.ts';
import { rangeOf } from '../../models/fitFields.ts';
import { type Control, type ParameterGroup, parameterSettings, wireName } from '../../models/parameters.ts';
import type { ParameterValues } from '../../models/presets.ts';
import type { Model, Taken } from '../../models/provider.ts';
import { isUnset } from '../../models/sampling.ts';
import { schemaFormOf } from '../../models/schemaForm.ts';
import { isSchema } from '../../models/strictSchema.ts';
import type { RequestField } from '../../openai/request.ts';
import type { Endpoint } from '../services/endpoint.ts';
import type { Models, PreparedRequest, Question } from '../services/models.ts';
import { ownValues, type SourcedValue, type ValueSource } from '../services/parameterValues.ts';
import { leftSentence, mistakeSentence, schemaSentence } from '../services/parameterWords.ts';

/** A chat's request for the form, with what becomes of the prediction that a rewrite sends and a chat does not. */
export function preparedForForm(
  models: Pick<Models, 'prepare'>,
  endpoint: Endpoint,
  question: Question,
): PreparedRequest {
  const prepared = models.prepare(endpoint, question);
  const { left } = models.prepare(endpoint, { ...question, prediction: '' });
  return { ...prepared, left: [...prepared.left, ...left.filter(({ field }) => field === 'prediction')] };
}

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
      within,
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
    const wrong = mistake
      ? mistakeSentence(mistake, 'chat')
      : obstacle
        ? leftSentence(obstacle)
        : besideNote(key, values);
    // Gloss sends that one unasked.
    const sentence = overridden ?? (set || field === 'prediction' ? wrong : undefined);
    const view: FieldView = {
      key,
      label,
      description,
      sentAs: wireName(parameter, taken.as),
      control: narrowed(control, rangeOf(model, field), taken.choices),
      value: asValue(set?.value, control),
      source: [...(set ? [sourceWord(set.source)] : []), ...languages].join(' · '),
      own: scope === 'user' ? users !== undefined : !isUnset(parameter, chat[key]),
      unset: within ? l10n.t('not sent') : unsetWord(field, taken),
      ...(sentence ? { mistake: sentence } : {}),
    };
    return [{ group, view }];
  });
  return Object.entries(titles).flatMap(([group, title]) => {
    const own = fields.filter(candidate => candidate.group === group).map(({ view }) => view);
    return own.length > 0 ? [{ title, fields: own }] : [];
  });
}

/** Why what goes along with another setting does not, or how. */
function besideNote(key: string, values: PreparedRequest['values']): string | undefined {
  if (key === 'jsonSchema') return schemaNote(values);
  if (key !== 'webSearchLocation' || values.has('webSearch')) return undefined;
  return leftSentence({
    field: 'web_search_options',
    why: 'needs',
    other: 'web_search_options',
    value: true,
  });
}

/** How a schema that is set goes along, or why it does not. */
function schemaNote(values: PreparedRequest['values']): string | undefined {
  const schema = values.get('jsonSchema')?.value;
  if (!isSchema(schema)) return undefined;
  if (values.get('responseFormat')?.value !== 'json_schema') {
    return leftSentence({
      field: 'response_format',
      why: 'needs',
      other: 'response_format',
      value: 'json_schema',
    });
  }
  const [fault] = schemaFormOf(schema).faults;
  if (!fault) return undefined;
  return l10n.t(
    'The model is not held to it strictly, the answer is checked all the same. {0}: {1}',
    fault.at.join('.'),
    schemaSentence(fault),
  );
}

function overriddenSentence({ value, source }: SourcedValue): string {
  return l10n.t('The {0} says {1}, which goes before this.', sourceWord(source), JSON.stringify(value));
}

/** What holds while a parameter is not sent. A stream is what Gloss itself asks for, whatever the provider's default. */
function unsetWord(field: RequestField, { default: value }: Taken): string {
  if (field === 'stream') return l10n.t('on');
  if (field === 'prediction') return l10n.t('on while it pays');
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
function asValue(value: unknown, { control }: Control): ParameterValue {
  if (value === undefined) return null;
  // As a text, which one can write.
  if (control === 'schema') return JSON.stringify(value, null, 2);
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
