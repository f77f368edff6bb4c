import type * as z from 'zod/mini';
import { type ApiError, invalidRequest } from './errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * The API's error for the first thing that a schema found wrong with `body`. The codes (`invalid_type`,
 * `decimal_above_max_value`, `array_above_max_length`, …) and the form of `param` are those that clients
 * of the API have reported in public issues.
 */
export function describeIssue(issue: Issue, body: unknown): ApiError {
  const value = valueAt(body, issue.path);
  const param = formatPath(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const unknown = formatPath([...issue.path, issue.keys[0] ?? '']);
      return invalidRequest(`Unknown parameter: '${unknown}'.`, unknown, 'unknown_parameter');
    }
    case 'invalid_union':
      return describeUnion(issue, body);
    case 'invalid_type':
      return wrongType(param, nounFor(issue.expected), value);
    case 'invalid_value':
      return wrongValue(param, issue.values.map(String), value);
    case 'not_multiple_of':
      return wrongType(param, 'an integer', value);
    case 'too_small':
    case 'too_big':
      return outOfRange(issue, param, value);
    case 'invalid_format':
      return invalidRequest(`Invalid '${param}': string does not match the pattern.`, param, 'invalid_value');
    case 'invalid_key':
      return invalidRequest(
        `Invalid key in '${formatPath(issue.path.slice(0, -1))}'.`,
        param,
        'invalid_value',
      );
    default:
      return invalidRequest(`Invalid '${param}'.`, param, 'invalid_value');
  }
}

// A union fails in every branch. The branch that got past the value's own type is the one that was meant.
function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, body: unknown): ApiError {
  const value = valueAt(body, issue.path);
  const param = formatPath(issue.path);
  const meant = issue.errors.find(branch => branch[0] && isInside(branch[0]));
  if (meant?.[0]) {
    return describeIssue({ ...meant[0], path: [...issue.path, ...meant[0].path] }, body);
  }
  const literals = issue.errors.flat().flatMap(inner => (inner.code === 'invalid_value' ? inner.values : []));
  const options = literals.length > 0 ? literals : 'options' in issue ? (issue.options ?? []) : [];
  if (options.length > 0) return wrongValue(param, options.map(String), value);
  const types = issue.errors.flatMap(branch =>
    branch[0]?.code === 'invalid_type' ? nounFor(branch[0].expected) : [],
  );
  return wrongType(param, `one of ${types.join(' or ')}`, value);
}

function isInside(issue: Issue): boolean {
  return issue.path.length > 0 || (issue.code !== 'invalid_type' && issue.code !== 'invalid_value');
}

function wrongType(param: string, expected: string, value: unknown): ApiError {
  if (value === undefined) return missing(param);
  return invalidRequest(
    `Invalid type for '${param}': expected ${expected}, but got ${nounOf(value)} instead.`,
    param,
    'invalid_type',
  );
}

function wrongValue(param: string, options: string[], value: unknown): ApiError {
  const supported = options.map(option => `'${option}'`).join(', ');
  if (typeof value !== 'string') return wrongType(param, `one of ${supported}`, value);
  return invalidRequest(
    `Invalid value: '${value}'. Supported values are: ${supported}.`,
    param,
    'invalid_value',
  );
}

function missing(param: string): ApiError {
  return invalidRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
}

function outOfRange(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  param: string,
  value: unknown,
): ApiError {
  const [limit, side, sign] =
    issue.code === 'too_big'
      ? [Number(issue.maximum), 'above_max', '<=']
      : [Number(issue.minimum), 'below_min', '>='];
  if (issue.origin === 'array' || issue.origin === 'string') {
    if (Array.isArray(value) && value.length === 0) {
      return invalidRequest(`Invalid '${param}': empty array.`, param, 'empty_array');
    }
    const size = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
    return invalidRequest(
      `Invalid '${param}': expected a length ${sign} ${limit}, but got ${size} instead.`,
      param,
      `${issue.origin}_${side}_length`,
    );
  }
  // z.int() itself reports numbers beyond the safe integers, without our message.
  const kind = issue.message === 'decimal' ? 'decimal' : 'integer';
  return invalidRequest(
    `Invalid '${param}': expected a value ${sign} ${limit}, but got ${value} instead.`,
    param,
    `${kind}_${side}_value`,
  );
}

/** `['messages', 0, 'role']` → `messages[0].role` */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function nounFor(expected: string): string {
  if (expected === 'record') return 'an object';
  return /^[aio]/.test(expected) ? `an ${expected === 'int' ? 'integer' : expected}` : `a ${expected}`;
}

function nounOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
