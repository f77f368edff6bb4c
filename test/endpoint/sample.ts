import { resolveRef, type Schema } from './schema.ts';
import { findSubjects } from './words.ts';

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
  const spoken = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return sample(root, 'value', []);

  // `open` holds the references being followed: a schema that contains itself must end somewhere.
  function sample(schema: Schema, name: string, open: Schema[]): unknown {
    if (schema.$ref !== undefined) {
      const target = resolveRef(root, schema.$ref);
      return target ? sample(target, name, [...open, target]) : null;
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return choose(schema.enum, 1)[0];
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches) return sample(shallowest(branches, open), name, open);
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
    const { items = {}, minItems = 0 } = schema;
    const maxItems = schema.maxItems ?? Math.max(minItems, 5);
    if (items.$ref !== undefined && open.some(outer => outer === resolveRef(root, items.$ref ?? ''))) {
      if (minItems === 0) return [];
    }
    const isWords = typeOf(items) === 'string' && !items.enum && items.format === undefined;
    if (items.enum) return choose(items.enum, Math.max(minItems, Math.min(maxItems, 3)));
    if (isWords) {
      const words = [...subjects, ...fillers.filter(word => !subjects.includes(word))];
      const wanted = Math.max(minItems, Math.min(maxItems, Math.max(3, Math.min(5, subjects.length))));
      return Array.from({ length: wanted }, (_, i) =>
        fitLength(items, words[i] ?? `${words[i % words.length]}-${i}`),
      );
    }
    const wanted = Math.max(minItems, Math.min(maxItems, 2));
    return Array.from({ length: wanted }, () => sample(items, name, open));
  }

  function sampleString(schema: Schema, name: string): string {
    if (schema.format !== undefined) return formats[schema.format] ?? 'stand-in';
    return fitLength(schema, `Stand-in text for ${name}`);
  }

  // The entries that occur in the text come first; repeats only when there are too few entries.
  function choose(entries: unknown[], count: number): unknown[] {
    const occurs = (entry: unknown) =>
      typeof entry === 'string' &&
      spoken.includes(` ${entry.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `);
    const ordered = [...entries.filter(occurs), ...entries.filter(entry => !occurs(entry))];
    return ordered.slice(0, Math.min(count, ordered.length));
  }
}

function typeOf(schema: Schema): string {
  if (typeof schema.type === 'string') return schema.type;
  if (schema.type) return schema.type.find(type => type !== 'null') ?? 'null';
  if (schema.properties) return 'object';
  return schema.items ? 'array' : 'string';
}

// Of an anyOf the first branch that does not lead back to where we are.
function shallowest(branches: Schema[], open: Schema[]): Schema {
  const ends = (branch: Schema) => branch.$ref === undefined || open.length === 0;
  return branches.find(ends) ?? branches[0] ?? {};
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
