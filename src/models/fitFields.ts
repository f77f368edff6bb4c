import type { Fields, RequestField } from '../openai/request.ts';
import { dependenceOf, isField } from './parameters.ts';
import type { Model, Takes } from './provider.ts';

/** A field that is not sent to a model as it was set, and why. */
export type Left = { field: RequestField } & (
  | { why: 'notTaken' }
  /** The model takes no more, or no less, so it is sent that. */
  | { why: 'clamped'; to: number }
  | { why: 'notChoice'; choices: readonly string[] }
  /** Only together with this, or only without it. */
  | { why: 'needs'; other: RequestField; value?: unknown }
  | { why: 'excluded'; other: RequestField }
);

type Limits = Pick<Model, 'takes' | 'maxOutput'>;

/**
 * Keeps of the fields of a request what a model takes: nothing that it would refuse is left in.
 * @returns the fields, still under the API's names, and what became of the others.
 */
export function fitFields(model: Limits, fields: Fields): { fields: Fields; left: Left[] } {
  const { takes } = model;
  const left: Left[] = [];
  const own: Fields = {};
  for (const [field, value] of entriesOf(fields)) {
    const taken = takes[field];
    if (!taken) {
      left.push({ field, why: 'notTaken' });
    } else if (taken.choices && !(typeof value === 'string' && taken.choices.includes(value))) {
      left.push({ field, why: 'notChoice', choices: taken.choices });
    } else if (typeof value === 'number') {
      const { minimum = -Infinity, maximum = Infinity } = rangeOf(model, field);
      const within = Math.min(Math.max(value, minimum), maximum);
      if (within !== value) left.push({ field, why: 'clamped', to: within });
      own[field] = within;
    } else {
      own[field] = value;
    }
  }
  // What is taken away may be what another field needs.
  for (let obstacle = firstObstacle(takes, own); obstacle; obstacle = firstObstacle(takes, own)) {
    left.push(obstacle);
    delete own[obstacle.field];
  }
  return { fields: own, left };
}

/** The numbers that a model takes for a field, where they are fewer than the parameter table's. */
export function rangeOf(
  { takes, maxOutput }: Limits,
  field: RequestField,
): { minimum?: number; maximum?: number } {
  const { minimum, maximum } = takes[field] ?? {};
  const most = maximum ?? (field === 'max_completion_tokens' ? maxOutput : undefined);
  return { ...(minimum === undefined ? {} : { minimum }), ...(most === undefined ? {} : { maximum: most }) };
}

function firstObstacle(takes: Takes, fields: Fields): Left | undefined {
  for (const [field] of entriesOf(fields)) {
    const obstacle = obstacleTo(field, takes, fields);
    if (obstacle) return obstacle;
  }
  return undefined;
}

function obstacleTo(field: RequestField, takes: Takes, fields: Fields): Left | undefined {
  const { needs, excludes } = dependenceOf(field);
  // What holds while the other is not sent counts, too.
  const missing = [takes[field]?.only, needs].find(other => {
    if (!other) return false;
    const held = fields[other.field] ?? takes[other.field]?.default;
    return other.value === undefined ? held === undefined : held !== other.value;
  });
  if (missing) return { field, why: 'needs', other: missing.field, value: missing.value };
  const conflict = excludes?.find(
    ({ field: other, unless }) => fields[other] !== undefined && fields[other] !== unless,
  );
  return conflict ? { field, why: 'excluded', other: conflict.field } : undefined;
}

function entriesOf(fields: Fields): [RequestField, unknown][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isField(name) && value !== undefined ? [[name, value]] : [],
  );
}
