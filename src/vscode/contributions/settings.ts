import { dialects } from '../../models/dialects.ts';
import { type ParameterSetting, parameterSettings } from '../../models/parameters.ts';
import { providers } from '../../models/providers/index.ts';

/** One property of `contributes.configuration`. */
export type SettingSchema = {
  scope: 'application' | 'language-overridable' | 'window';
  markdownDescription: string;
  default: unknown;
} & Record<string, unknown>;

/** Whatever decides where code and keys go, or what the model is told, is the user's own: a workspace cannot set it. */
const usersOwn = { scope: 'application' } as const;

const dollars = { type: 'number', minimum: 0 };
const tokens = { type: 'integer', minimum: 1 };
const price = {
  type: 'object',
  required: ['input', 'cachedInput', 'output'],
  additionalProperties: false,
  properties: { input: dollars, cachedInput: dollars, output: dollars },
};

/** The settings that are not request parameters, without the `gloss.` before their names. */
export const settings = {
  provider: {
    ...usersOwn,
    type: 'string',
    default: 'openai',
    markdownDescription: `Who answers: ${providers.map(({ id }) => `\`${id}\``).join(', ')}, or the id of one of \`#gloss.customEndpoints#\`.`,
  },
  model: {
    ...usersOwn,
    type: 'string',
    default: 'gpt-4o-mini',
    markdownDescription: 'The model that answers, by the provider’s name for it.',
  },
  customEndpoints: {
    ...usersOwn,
    type: 'array',
    default: [],
    markdownDescription:
      'Servers of your own that speak the Chat Completions protocol. Each has an `id`, a `baseUrl` (`https:`, or `http:` on this machine), and may have a `name`, `"key": "none"` if it wants no key, a `price` in dollars per million tokens, a `dialect` (`openai`: every parameter; `common`: what local servers share; `form`: one prompt in place of messages), and `models` with sizes and prices of their own.',
    items: {
      type: 'object',
      required: ['id', 'baseUrl'],
      additionalProperties: false,
      properties: {
        id: { type: 'string', pattern: '^[\\w.-]{1,64}$' },
        name: { type: 'string' },
        baseUrl: { type: 'string', format: 'uri' },
        key: { type: 'string', enum: ['required', 'none'], default: 'required' },
        dialect: { type: 'string', enum: Object.keys(dialects), default: 'openai' },
        price,
        models: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id'],
            additionalProperties: false,
            properties: { id: { type: 'string' }, contextWindow: tokens, maxOutput: tokens, price },
          },
        },
      },
    },
  },
  systemPrompt: {
    ...usersOwn,
    type: 'string',
    editPresentation: 'multilineText',
    default: '',
    markdownDescription: 'What the model is told before every chat, in place of Gloss’s own words.',
  },
  language: {
    scope: 'window',
    type: 'string',
    default: '',
    markdownDescription:
      'The language of explanations and translations, by its code (`de`, `pt-BR`, `zh-Hans`). Empty: the editor’s own. A chat answers in the language of the question unless this is set.',
  },
  tasks: {
    ...usersOwn,
    type: 'object',
    default: {},
    markdownDescription:
      'Request parameters for single tasks (`explain`, `tags`, `translate`), which go before `gloss.request.*`: `{ "explain": { "parameters": { "temperature": 0.3 } } }`.',
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      properties: { parameters: { type: 'object' } },
    },
  },
  presets: {
    ...usersOwn,
    type: 'object',
    default: {},
    markdownDescription:
      'Named sets of request parameters to apply in the panel: `{ "Precise": { "temperature": 0 } }`.',
    additionalProperties: { type: 'object' },
  },
  'timeout.firstToken': {
    ...usersOwn,
    type: ['number', 'null'],
    minimum: 1,
    default: null,
    markdownDescription:
      'Seconds to wait for an answer’s first word. Unset: 60, or 600 for a server on this machine, which may have to load its model.',
  },
  'timeout.stall': {
    ...usersOwn,
    type: 'number',
    minimum: 1,
    default: 90,
    markdownDescription: 'Seconds without a further word after which an answer counts as broken off.',
  },
} as const satisfies Record<string, SettingSchema>;

export type SettingKey = keyof typeof settings;

/** Every setting by its full name: those above and `gloss.request.*` from the parameter table. */
export function allSettings(): Record<string, SettingSchema> {
  const own = Object.entries(settings).map(([key, schema]) => [`gloss.${key}`, schema] as const);
  const requests = parameterSettings.map(
    parameter => [`gloss.request.${parameter.key}`, requestSetting(parameter)] as const,
  );
  return Object.fromEntries([...own, ...requests]);
}

/** A control that the Settings editor can show, whose default means "not sent". */
function requestSetting(parameter: ParameterSetting & { field: string }): SettingSchema {
  return {
    scope: parameter.personal ? 'application' : 'language-overridable',
    markdownDescription: `${parameter.description} Sent as \`${parameter.field}\`; not sent while unset.`,
    ...schemaOf(parameter),
  };
}

function schemaOf(parameter: ParameterSetting): { default: unknown } & Record<string, unknown> {
  switch (parameter.control) {
    case 'number': {
      const { minimum, maximum } = parameter;
      return { type: [parameter.integer ? 'integer' : 'number', 'null'], minimum, maximum, default: null };
    }
    case 'choice':
      return { type: 'string', enum: ['default', ...parameter.choices], default: 'default' };
    case 'switch':
      return { type: 'string', enum: ['default', 'on', 'off'], default: 'default' };
    case 'text':
      return { type: 'string', maxLength: parameter.maxLength, default: '' };
    case 'list':
      return { type: 'array', items: { type: 'string' }, maxItems: parameter.maxItems, default: [] };
    case 'map':
      return {
        type: 'object',
        additionalProperties:
          parameter.values === 'text'
            ? { type: 'string' }
            : {
                type: parameter.integer ? 'integer' : 'number',
                minimum: parameter.minimum,
                maximum: parameter.maximum,
              },
        default: {},
      };
  }
}
