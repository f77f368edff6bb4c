import { env, l10n } from 'vscode';
import type { Left } from '../../models/fitFields.ts';
import { parameterSettings } from '../../models/parameters.ts';
import type { Mistake } from '../../models/sampling.ts';
import type { SchemaFault } from '../../models/strictSchema.ts';
import type { RequestField } from '../../openai/request.ts';
import type { ValueSource } from './parameterValues.ts';

/** Why a value is not sent, in a sentence. @param source where it is set. */
export function mistakeSentence(mistake: Mistake, source?: ValueSource): string {
  const name = nameOf(mistake.key, source);
  switch (mistake.why) {
    case 'notNumber':
      return l10n.t('{0} has to be a number.', name);
    case 'notWhole':
      return l10n.t('{0} has to be a whole number.', name);
    case 'range':
      // As far as a number goes there is no range to speak of.
      return mistake.maximum === Number.MAX_SAFE_INTEGER
        ? l10n.t('{0} has to be a whole number of at most 15 digits.', name)
        : mistake.maximum === Number.POSITIVE_INFINITY
          ? l10n.t('{0} has to be at least {1}.', name, number(mistake.minimum))
          : l10n.t('{0} has to be from {1} to {2}.', name, number(mistake.minimum), number(mistake.maximum));
    case 'notChoice':
      return l10n.t('{0} has to be one of: {1}.', name, mistake.choices.join(', '));
    case 'notSwitch':
      return l10n.t('{0} has to be “on” or “off”.', name);
    case 'notBoolean':
      return l10n.t('{0} has to be true or false.', name);
    case 'notText':
      return l10n.t('{0} has to be a text.', name);
    case 'tooLong':
      return l10n.t('{0} has to be at most {1} characters long.', name, mistake.limit);
    case 'notList':
      return l10n.t('{0} has to be a list of texts, none of them empty.', name);
    case 'notArray':
      return l10n.t('{0} has to be a list.', name);
    case 'notLanguage':
      return l10n.t('{0} has to be the code of a language, such as “de” or “pt-BR”.', name);
    case 'tooMany':
      return l10n.t('{0} takes at most {1} entries.', name, mistake.limit);
    case 'notMap':
      return l10n.t('{0} has to be a list of names with values.', name);
    case 'notSchema':
      return l10n.t('{0} has to be a JSON schema of an object, with "type": "object".', name);
    case 'noSchema':
      return l10n.t('{0} is json_schema, which needs a schema.', name);
    case 'entry':
      return l10n.t('{0} does not take the entry “{1}”.', name, mistake.entry);
  }
}

/** What strict mode has against a schema, in a sentence. */
export function schemaSentence(fault: SchemaFault): string {
  switch (fault.why) {
    case 'rootNotObject':
      return l10n.t('The schema has to be one of an object: type: object.');
    case 'notSchema':
      return l10n.t('This has to be a schema.');
    case 'noType':
      return l10n.t('This schema says no type.');
    case 'noItems':
      return l10n.t('This schema of a list does not say what its items are.');
    case 'open':
      return l10n.t(
        'A model can only be held to objects without further properties: additionalProperties: false.',
      );
    case 'noChoices':
      return l10n.t('This has to be a list that is not empty.');
    case 'tooDeep':
      return l10n.t('The schema is nested too deeply: ten levels at most.');
    case 'keyword':
      return l10n.t('A model cannot be held to “{0}” in a schema.', fault.name);
    case 'type':
      return l10n.t('There is no type “{0}”.', fault.name);
    case 'notProperty':
      return l10n.t('“{0}” is required and no property.', fault.name);
  }
}

/** Why a value is not sent to a model as it is set, in a sentence that follows on its name. */
export function leftSentence(left: Left): string {
  switch (left.why) {
    case 'notTaken':
      return l10n.t('This model does not take it.');
    case 'clamped':
      return l10n.t('Sent as {0}, which is all that this model takes.', left.to);
    case 'notChoice':
      return l10n.t('Not sent: this model takes {0}.', left.choices.join(', '));
    case 'needs':
      if (left.value === undefined)
        return l10n.t('Not sent: only taken together with {0}.', labelOf(left.other));
      return l10n.t('Not sent: only taken while {0} is {1}.', labelOf(left.other), valueWord(left.value));
    case 'excluded':
      return l10n.t('Not sent: not taken together with {0}.', labelOf(left.other));
  }
}

/** A setting's full name; a parameter that is set elsewhere goes by that of the form. */
function nameOf(key: string, source: ValueSource | undefined): string {
  const parameter = parameterSettings.find(candidate => candidate.key === key);
  if (!parameter) return `gloss.${key}`;
  if (source === 'chat') return parameter.label;
  return source === 'task' ? `gloss.tasks (${key})` : `gloss.request.${key}`;
}

function number(value: number): string {
  return value.toLocaleString(env.language);
}

/** A field by the name that the form gives it. */
export function labelOf(field: RequestField): string {
  return parameterSettings.find(parameter => parameter.field === field)?.label ?? field;
}

function valueWord(value: unknown): string {
  if (typeof value === 'boolean') return value ? l10n.t('on') : l10n.t('off');
  return String(value);
}
