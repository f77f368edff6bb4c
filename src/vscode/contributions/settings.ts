import { dialects } from '../../models/dialects.ts';
import { type ParameterSetting, parameterSettings, wireName } from '../../models/parameters.ts';
import { providers } from '../../models/providers/index.ts';
import { tasks } from '../../tasks/index.ts';
import { translate } from '../../tasks/translate.ts';
import { destinations, placeholdersOf } from '../../tasks/userTask.ts';

/** One property of `contributes.configuration`; `settingMistake` holds values to what stands here by name. */
export type SettingSchema = {
  scope: 'application' | 'language-overridable' | 'window';
  markdownDescription: string;
  default: unknown;
  type?: string | readonly string[];
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  pattern?: string;
  items?: { type: string; required?: readonly string[] } & Record<string, unknown>;
} & Record<string, unknown>;

/** Of a language; empty for none. */
export const languageCode = '^(?:[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)?$';

/** Whatever decides where code and keys go, or what the model is told, is the user's own: a workspace cannot set it. */
const usersOwn = { scope: 'application' } as const;

const dollars = { type: 'number', minimum: 0 };
const tokens = { type: 'integer', minimum: 1 };
const price = {
  type: 'object',
  required: ['input', 'cachedInput', 'output'],
  additionalProperties: false,
  properties: {
    input: dollars,
    cachedInput: dollars,
    output: dollars,
    search: {
      type: ['number', 'object'],
      minimum: 0,
      required: ['low', 'medium', 'high'],
      additionalProperties: false,
      properties: { low: dollars, medium: dollars, high: dollars },
    },
  },
};

/** What each task sends when the user has set nothing, as `tags`: temperature 0; … */
function taskDefaults(): string {
  return [...tasks, translate]
    .map(({ id, sampling }) => {
      const set = Object.entries(sampling).map(([field, value]) => `${field} ${JSON.stringify(value)}`);
      return `\`${id}\`: ${set.join(', ') || 'none'}`;
    })
    .join('; ');
}

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
      'Servers of your own that speak the Chat Completions protocol. Each has an `id`, a `baseUrl` (`https:`, or `http:` on this machine), and may have a `name`, `"key": "none"` if it wants no key, a `price` in dollars per million tokens, with that of a web `search` or of each size of it (`low`, `medium`, `high`), a `dialect` (`openai`: every parameter; `common`: what local servers share; `form`: one prompt in place of messages), and `models` with sizes and prices of their own.',
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
  ignore: {
    ...usersOwn,
    type: 'array',
    items: { type: 'string' },
    default: [],
    markdownDescription:
      'Files that are not sent unasked, beside those that are known to hold secrets: a line of a `.gitignore` each, such as `private/` or `*.sql`. `!.npmrc` sends those. A `.glossignore` in a workspace folder adds to them.',
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
    pattern: languageCode,
    default: '',
    markdownDescription:
      'The language of explanations and translations, by its code (`de`, `pt-BR`, `zh-Hans`). Empty: the editor’s own. A chat answers in the language of the question unless this is set.',
  },
  'chat.titles': {
    ...usersOwn,
    type: 'string',
    enum: ['model', 'words'],
    enumDescriptions: [
      'The model names a chat once its first answer has come: one more request of some 200 tokens.',
      'A chat is known by its first words, and nothing more is sent.',
    ],
    default: 'model',
    markdownDescription: 'Where the titles of chats in the history come from, unless you rename them.',
  },
  'tools.offered': {
    ...usersOwn,
    type: 'array',
    items: { type: 'string' },
    default: [],
    markdownDescription:
      'The tools that chats are offered, by their names: Gloss’s own, which only look at the workspace, and those of other extensions. **Choose Tools for Chats** sets them. Each is described to the model with every request.',
  },
  'tools.rounds': {
    ...usersOwn,
    type: 'integer',
    minimum: 1,
    maximum: 50,
    default: 8,
    markdownDescription:
      'How often the model may call tools on the way to one answer, any number of them at once. Each time is one more request.',
  },
  'tools.budget': {
    ...usersOwn,
    type: ['number', 'null'],
    minimum: 0,
    default: 0.05,
    markdownDescription:
      'What an answer may have cost, in US dollars, for the model to call more tools on the way to it; `null` for no such limit.',
  },
  'explain.depth': {
    ...usersOwn,
    type: 'string',
    enum: ['brief', 'normal', 'lines'],
    enumDescriptions: ['What it does, in a few sentences.', 'What, how, and what is risky.', 'Line by line.'],
    default: 'normal',
    markdownDescription: 'How thoroughly **Explain Selection** explains.',
  },
  'explain.audience': {
    ...usersOwn,
    type: 'string',
    default: '',
    markdownDescription:
      'Who code is explained to, such as “a Python programmer who does not know Rust”. Empty: a programmer who is new to the code.',
  },
  'explain.showIn': {
    ...usersOwn,
    type: 'string',
    enum: ['panel', 'comment'],
    enumDescriptions: ['In the panel.', 'In a comment beside the code, which the panel has, too.'],
    default: 'panel',
    markdownDescription:
      'Where **Explain Selection** shows its answer. With the first comment the editor opens its own list of them, unless `#comments.openView#` says `never`.',
  },
  'tags.vocabulary': {
    scope: 'window',
    type: 'array',
    items: { type: 'string' },
    default: [],
    markdownDescription:
      'The only tags there are, spelled as you write them: the model can answer with no other. Empty: any tags, in the style below.',
  },
  'tags.style': {
    scope: 'window',
    type: 'string',
    enum: ['kebab-case', 'snake_case', 'camelCase', 'words'],
    default: 'kebab-case',
    markdownDescription: 'How tags are written that come from no vocabulary.',
  },
  'tags.language': {
    scope: 'window',
    type: 'string',
    pattern: languageCode,
    default: 'en',
    markdownDescription: 'The language of tags that come from no vocabulary, by its code.',
  },
  'tags.count': {
    scope: 'window',
    type: 'integer',
    minimum: 1,
    maximum: 20,
    default: 6,
    markdownDescription: 'At most so many tags.',
  },
  'intent.labels': {
    scope: 'window',
    type: 'array',
    items: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: { type: 'string' }, description: { type: 'string' } },
    },
    default: [],
    markdownDescription:
      'The labels that **Classify Intent** chooses from, each with a `name` and a `description` of what it means. Empty: those of `#gloss.intent.set#`.',
  },
  'intent.set': {
    scope: 'window',
    type: 'string',
    enum: ['comments', 'commits', 'issues'],
    enumDescriptions: [
      'Kinds of code comments: explanation, warning, to do, …',
      'Kinds of commits: feature, fix, refactoring, …',
      'Kinds of issues: bug, feature, question, …',
    ],
    default: 'comments',
    markdownDescription: 'The labels to choose from when you have none of your own.',
  },
  'intent.threshold': {
    scope: 'window',
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0.6,
    markdownDescription: 'Below this probability the result is “not sure”.',
  },
  'translate.preview': {
    ...usersOwn,
    type: 'string',
    enum: ['files', 'always', 'never'],
    enumDescriptions: [
      'Whole files are; the comment at the cursor and those in a selection are replaced at once.',
      'Every translation is.',
      'None is, not even those of whole files.',
    ],
    default: 'files',
    markdownDescription:
      'Whether translations are shown as changes, of which you apply or leave each, before anything is written.',
  },
  'translate.keepOriginal': {
    scope: 'window',
    type: 'string',
    enum: ['no', 'below', 'beside'],
    enumDescriptions: [
      'The translation takes its place.',
      'The translation goes below it, in the same comment; beside it where a comment cannot have a further line.',
      'The translation goes beside it, on the same line; below it in a comment of several lines.',
    ],
    default: 'no',
    markdownDescription:
      'Whether a comment keeps its text when its translation is written. Strings and prose never do.',
  },
  'translate.strings': {
    scope: 'window',
    type: 'boolean',
    default: false,
    markdownDescription:
      'Whether strings are translated, too, that say something to people: several words, or letters beyond English. Escapes, placeholders and what is filled in stay as they are; keys, addresses of modules and what is compared are left. Without it only the string that the cursor is in is.',
  },
  'translate.markdown': {
    scope: 'window',
    type: 'boolean',
    default: false,
    markdownDescription:
      'Whether the prose of Markdown is translated, too: paragraphs, headings, lists and tables. Code, links’ targets and HTML stay as they are. Without it only the paragraph that the cursor is in is.',
  },
  'translate.mutual': {
    scope: 'window',
    type: 'string',
    default: '',
    markdownDescription:
      'What comments are translated into that are in `#gloss.language#` already, by its code, so that one command goes both ways. Empty: they stay as they are.',
  },
  'translate.licences': {
    scope: 'window',
    type: 'boolean',
    default: false,
    markdownDescription:
      'Whether licences and notices of copyright are translated, too, which are binding as they are worded. The one at the cursor is in any case.',
  },
  'translate.glossary': {
    scope: 'window',
    type: 'object',
    additionalProperties: { type: 'string' },
    default: {},
    markdownDescription:
      'How terms in comments are translated: `{ "Warteschlange": "queue" }`. A term with an empty translation stays as it is.',
  },
  'translate.hover': {
    ...usersOwn,
    type: 'boolean',
    default: true,
    markdownDescription:
      'Whether the hover of a comment shows its translation: one that is there already, or a link that asks for it and says what that costs. A hover by itself never sends anything.',
  },
  'batch.concurrency': {
    ...usersOwn,
    type: 'integer',
    minimum: 1,
    maximum: 16,
    default: 4,
    markdownDescription:
      'How many requests a task over many files, over several cursors, or over many comments sends at the same time.',
  },
  'budget.day': {
    ...usersOwn,
    type: ['number', 'null'],
    minimum: 0,
    default: null,
    markdownDescription:
      'US dollars that Gloss may spend in a day, in all windows together. Four fifths are warned of; when all is spent, nothing more is sent. Unset: no limit. A model whose price is not known is not counted.',
  },
  'budget.month': {
    ...usersOwn,
    type: ['number', 'null'],
    minimum: 0,
    default: null,
    markdownDescription: 'As `#gloss.budget.day#`, for a calendar month.',
  },
  tasks: {
    ...usersOwn,
    type: 'object',
    default: {},
    markdownDescription: `What single tasks do otherwise: another \`model\` (and \`provider\`), and \`parameters\` that go before \`gloss.request.*\`: \`{ "explain": { "model": "gpt-4.1", "parameters": { "temperature": 0.3 } } }\`. Theirs are ${taskDefaults()}. An entry with \`instructions\` is a task of your own.`,
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      properties: {
        provider: { type: 'string' },
        model: { type: 'string' },
        parameters: { type: 'object' },
        title: { type: 'string' },
        input: { type: 'string', enum: Object.keys(placeholdersOf), default: 'selection' },
        words: { type: 'string' },
        schema: { type: 'object' },
        destination: { type: 'string', enum: [...destinations], default: 'panel' },
        instructions: { type: 'string', minLength: 1 },
      },
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
  'timeout.warning': {
    ...usersOwn,
    type: 'number',
    minimum: 1,
    default: 45,
    markdownDescription: 'Seconds without a word after which the panel says how long nothing has come.',
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
  // These Gloss decides itself.
  const unset = ['stream', 'prediction'].includes(parameter.field) ? '' : '; not sent while unset';
  return {
    scope: parameter.personal ? 'application' : 'language-overridable',
    markdownDescription: `${parameter.description} Sent as \`${wireName(parameter)}\`${unset}.`,
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
    case 'schema':
      return { type: 'object', default: {} };
    case 'list':
      return { type: 'array', items: { type: 'string' }, maxItems: parameter.maxItems, default: [] };
    case 'map':
      if (parameter.forms) return { type: 'object', ...propertiesOf(parameter.forms), default: {} };
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

function propertiesOf(forms: Readonly<Record<string, string>>): Record<string, unknown> {
  const properties = Object.entries(forms).map(([name, pattern]) => [name, { type: 'string', pattern }]);
  return { properties: Object.fromEntries(properties), additionalProperties: false };
}
