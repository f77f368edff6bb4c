import { type Mistake, mistakeIn } from '../../models/sampling.ts';
import { languageCode, type SettingSchema } from './settings.ts';

/** As much of an entry is named in a sentence, in UTF-16 units. */
const longestNamed = 40;

/**
 * Why a setting does not take a value; `undefined` when it does. Maps are left to those who read them.
 * @param schema what the catalogue says of it.
 */
export function settingMistake(key: string, schema: SettingSchema, value: unknown): Mistake | undefined {
  const types = [schema.type ?? []].flat();
  if (value === undefined || (value === null && types.includes('null'))) return undefined;
  if (schema.enum) return mistakeIn({ key, control: 'choice', choices: schema.enum }, value);
  const [type] = types;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { key, why: 'notBoolean' };
    case 'integer':
    case 'number':
      return mistakeIn(
        {
          key,
          control: 'number',
          minimum: schema.minimum ?? -Infinity,
          maximum: schema.maximum ?? Infinity,
          ...(type === 'integer' ? { integer: true } : {}),
        },
        value,
      );
    case 'string':
      return (
        mistakeIn({ key, control: 'text', maxLength: schema.maxLength ?? Infinity }, value) ??
        languageMistake(key, schema, value)
      );
    case 'array':
      return mistakeInList(key, schema, value);
    default:
      return undefined;
  }
}

function languageMistake(key: string, { pattern }: SettingSchema, value: unknown): Mistake | undefined {
  return pattern === languageCode && !new RegExp(pattern).test(String(value).trim())
    ? { key, why: 'notLanguage' }
    : undefined;
}

/** The first entry that is not used; the others are. */
function mistakeInList(key: string, { items }: SettingSchema, value: unknown): Mistake | undefined {
  if (!Array.isArray(value)) return { key, why: 'notArray' };
  const entries: readonly unknown[] = value;
  const wrong = entries.findIndex(entry =>
    items?.type === 'object' ? !hasTexts(entry, items.required) : !isText(entry),
  );
  if (wrong < 0) return undefined;
  const entry = JSON.stringify(entries[wrong]);
  return {
    key,
    why: 'entry',
    entry: entry.length > longestNamed ? `${entry.slice(0, longestNamed)}…` : entry,
  };
}

function hasTexts(entry: unknown, names: readonly string[] = []): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const values = new Map<string, unknown>(Object.entries(entry));
  return names.every(name => isText(values.get(name)));
}

function isText(entry: unknown): boolean {
  return typeof entry === 'string' && entry.trim() !== '';
}
