import { resolveRef, type Schema } from './schema.ts';
import { findSubjects } from './words.ts';

// A schema that demands itself has no value at all: it gets null instead of an endless one.
const maxDepth = 20;
const fillers = ['code', 'example', 'stand-in', 'text', 'sample'];
const formats: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  duration: 'PT1H',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '127.0.0.1',
  ipv6: '::1',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/**
 * A value that satisfies `root`, filled from the words of `text` where it takes words: a list of strings gets
 * its subjects, a choice the entry that occurs in it. The same schema and text give the same value.
 * `pattern` is not looked at.
 */
export function sampleValue(root: Schema, text: string): unknown {
  const subjects = findSubjects(text);
  const spoken = spacedWords(text);
  return sample(root, 'value', [root]);

  // `open` holds the references being followed: a schema that contains itself must end somewhere.
  function sample(schema: Schema, name: string, open: Schema[]): unknown {
    if (schema.$ref !== undefined) {
      const target = resolveRef(root, schema.$ref);
      return target && open.length < maxDepth ? sample(target, name, [...open, target]) : null;
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return choose(schema.enum, 1)[0];
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches) return sample(pickBranch(root, branches, open), name, open);
    switch (typeOf(schema)) {
      case 'object':
        return sampleObject(schema, open);
      case 'array':
        return sampleArray(schema, name, open);
      case 'string':
        return sampleString(schema, name);
      case 'integer':
        return sampleNumber(schema, schema.multipleOf ?? 1);
      case 'number':
        return sampleNumber(schema, schema.multipleOf ?? 0);
      case 'boolean':
        return true;
      default:
        return null;
    }
  }

  function sampleObject(schema: Schema, open: Schema[]): unknown {
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([name, inner]) => [name, sample(inner, name, open)]));
  }

  function sampleArray(schema: Schema, name: string, open: Schema[]): unknown[] {
    const { items: given = {}, minItems = 0, maxItems } = schema;
    const items = given.$ref === undefined ? given : (resolveRef(root, given.$ref) ?? {});
    const within = (wanted: number) => Math.max(minItems, Math.min(wanted, maxItems ?? wanted));
    if (items.enum) {
      const named = items.enum.filter(occurs).length;
      return choose(items.enum, within(Math.min(threeToFive(named), items.enum.length)));
    }
    if (typeOf(items) === 'string' && items.const === undefined && items.format === undefined) {
      const words = [...subjects, ...fillers.filter(word => !subjects.includes(word))];
      return repeat(words, within(threeToFive(subjects.length))).map(word => fitLength(items, word));
    }
    const length = open.includes(items) ? minItems : within(2);
    return Array.from({ length }, () => sample(given, name, open));
  }

  function sampleString(schema: Schema, name: string): string {
    if (schema.format !== undefined) return formats[schema.format] ?? 'stand-in';
    return fitLength(schema, `Stand-in text for ${name}`);
  }

  // The entries that occur in the text come first.
  function choose(entries: unknown[], count: number): unknown[] {
    return repeat([...entries.filter(occurs), ...entries.filter(entry => !occurs(entry))], count);
  }

  function occurs(entry: unknown): boolean {
    return typeof entry === 'string' && spoken.includes(spacedWords(entry));
  }
}

function spacedWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function threeToFive(count: number): number {
  return Math.max(3, Math.min(5, count));
}

/** The first `count` of `items`, from the start again when there are too few. */
function repeat<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: Math.ceil(count / items.length) }, () => items)
    .flat()
    .slice(0, count);
}

function typeOf(schema: Schema): string {
  if (typeof schema.type === 'string') return schema.type;
  if (schema.type) return schema.type.find(type => type !== 'null') ?? 'null';
  if (schema.properties) return 'object';
  return schema.items ? 'array' : 'string';
}

// Something rather than null, and nothing that leads back to where we are; once round, only what ends at once.
function pickBranch(root: Schema, branches: Schema[], open: Schema[]): Schema {
  const looping = new Set(open).size < open.length;
  const suits = (branch: Schema) => {
    const target = branch.$ref === undefined ? undefined : resolveRef(root, branch.$ref);
    if (looping) return !target && !['object', 'array'].includes(typeOf(branch));
    return typeOf(branch) !== 'null' && !(target && open.includes(target));
  };
  return branches.find(suits) ?? branches.find(branch => typeOf(branch) === 'null') ?? branches[0] ?? {};
}

function fitLength(schema: Schema, text: string): string {
  return text
    .padEnd(schema.minLength ?? 0, '.')
    .slice(0, schema.maxLength ?? text.length + (schema.minLength ?? 0));
}

// The middle of the range when it has two ends, else its one end, else 1; on the grid of `step`.
function sampleNumber(schema: Schema, step: number): number {
  const gap = step || 0.01;
  const low =
    schema.minimum ?? (schema.exclusiveMinimum !== undefined ? schema.exclusiveMinimum + gap : undefined);
  const high =
    schema.maximum ?? (schema.exclusiveMaximum !== undefined ? schema.exclusiveMaximum - gap : undefined);
  const value = low !== undefined && high !== undefined ? (low + high) / 2 : (low ?? high ?? 1);
  if (step === 0) return value;
  const up = Math.ceil(value / step) * step;
  return high !== undefined && up > high ? Math.floor(value / step) * step : up;
}
