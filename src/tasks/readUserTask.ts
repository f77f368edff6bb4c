/** Reads what the user says of a task of their own. Loaded on first use, as what it reads schemas with is large. */
import * as z from 'zod/mini';
import { parameterSettings } from '../models/parameters.ts';
import type { ParameterValues } from '../models/presets.ts';
import { type Mistake, samplingFrom } from '../models/sampling.ts';
import { type JsonSchema, type SchemaFault, strictSchema } from '../models/strictSchema.ts';
import { minLength } from '../schema/lengths.ts';
import type { Card } from './card.ts';
import { tasks } from './index.ts';
import { schemaAnswer } from './schemaAnswer.ts';
import type { Task, TaskChoice } from './task.ts';
import { placeholders, placeholdersIn } from './template.ts';
import { translate } from './translate.ts';
import type { TypedAnswer } from './typedAnswer.ts';
import { destinations, placeholdersOf, taskOf, type UserInput } from './userTask.ts';

/** A place in what the user wrote: what a key says, or so many characters into the instructions. */
export type FaultPlace = { key: readonly PropertyKey[] } | { offset: number };

/** Something in a task of the user's own that is not as it has to be. */
export type TaskFault = { at: FaultPlace } & (
  | { why: 'notMap' | 'notText' | 'idTaken' | 'noInstructions' | 'schemaDestination' | 'nothingToReplace' }
  | { why: 'unknownKey' | 'unknownParameter' | 'unknownPlaceholder'; name: string }
  | { why: 'notChoice'; choices: readonly string[] }
  | { why: 'placeholderWithout'; name: string; input: UserInput }
  | { why: 'parameter'; mistake: Mistake }
  | { why: 'schema'; fault: SchemaFault }
  | { why: 'schemaUnusable'; message: string }
  /** Not a fault by itself: a workspace cannot decide it. */
  | { why: 'usersOwn'; name: string }
);

export interface Origin {
  id: string;
  /** Goes for the title where there is none. */
  name: string;
  /** Whether it came with a workspace, which chooses no model and nothing that costs money. */
  ofWorkspace: boolean;
}

/** A task, with what in it is not used; or what stands in the way of one. */
export type ReadTask<Fault = TaskFault> = { task: Task; ignored: Fault[] } | { faults: Fault[] };

/** Their names in `gloss.tasks` are taken. */
const builtIn = new Set([...tasks, translate].map(({ id }) => id));

const text = z.string().check(z.trim(), minLength(1));
const map = z.record(z.string(), z.unknown());
const inputs = ['selection', 'file', 'words', 'none'] as const satisfies readonly UserInput[];

const form = z.strictObject({
  title: z.optional(text),
  input: z._default(z.enum(inputs), 'selection'),
  words: z.optional(text),
  provider: z.optional(text),
  model: z.optional(text),
  parameters: z._default(map, {}),
  schema: z.optional(map),
  destination: z._default(z.enum(destinations), 'panel'),
});

/** @param said all that is said of the task besides its instructions, as it was parsed. */
export function readUserTask(said: unknown, instructions: string, origin: Origin): ReadTask {
  const { id, name, ofWorkspace } = origin;
  const parsed = form.safeParse(said);
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(faultsOf) };
  const { title, input, words, provider, model, schema, destination } = parsed.data;
  const faults: TaskFault[] = [];
  const say = (key: string, why: 'schemaDestination' | 'nothingToReplace'): void => {
    faults.push({ at: { key: [key] }, why });
  };
  if (!ofWorkspace && builtIn.has(name)) faults.push({ at: { key: [] }, why: 'idTaken' });
  if (instructions.trim() === '') faults.push({ at: { offset: 0 }, why: 'noInstructions' });
  faults.push(...placeholderFaults(instructions, input), ...parameterFaults(parsed.data.parameters));
  if (schema && (destination === 'replace' || destination === 'insert')) {
    say('destination', 'schemaDestination');
  } else if (destination === 'replace' && input !== 'selection' && input !== 'file') {
    say('destination', 'nothingToReplace');
  }
  const answer = schema && answerOf(schema);
  if (answer && 'faults' in answer) faults.push(...answer.faults);
  if (faults.length > 0 || (answer && 'faults' in answer)) return { faults };
  const choice: TaskChoice = {
    ...(provider ? { provider } : {}),
    ...(model ? { model } : {}),
    parameters: parsed.data.parameters,
  };
  const allowed = ofWorkspace ? workspaceChoice(choice) : { choice, ignored: [] };
  const shown = (title ?? name).replace(/\s+/g, ' ');
  const task = taskOf({
    id,
    title: shown,
    input,
    words: words ?? shown,
    choice: allowed.choice,
    ...(answer ? { answer } : {}),
    destination,
    instructions,
  });
  return { task, ignored: allowed.ignored };
}

function faultsOf(issue: z.core.$ZodIssue): TaskFault[] {
  const at = { key: issue.path };
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(name => ({ at: { key: [...issue.path, name] }, why: 'unknownKey', name }));
    case 'invalid_value':
      return [{ at, why: 'notChoice', choices: issue.values.map(String) }];
    case 'invalid_type':
      return [{ at, why: issue.expected === 'string' ? 'notText' : 'notMap' }];
    default:
      return [{ at, why: 'notText' }];
  }
}

function placeholderFaults(instructions: string, input: UserInput): TaskFault[] {
  const known: readonly string[] = placeholders;
  const given: readonly string[] = placeholdersOf[input];
  return placeholdersIn(instructions).flatMap(({ name, offset }): TaskFault[] => {
    if (given.includes(name)) return [];
    return known.includes(name)
      ? [{ at: { offset }, why: 'placeholderWithout', name, input }]
      : [{ at: { offset }, why: 'unknownPlaceholder', name }];
  });
}

function parameterFaults(values: ParameterValues): TaskFault[] {
  const known = new Set<string>(parameterSettings.map(({ key }) => key));
  const unknown = Object.keys(values).filter(key => !known.has(key));
  return [
    ...unknown.map(
      (name): TaskFault => ({ at: { key: ['parameters', name] }, why: 'unknownParameter', name }),
    ),
    ...samplingFrom(values).mistakes.map(
      (mistake): TaskFault => ({ at: { key: ['parameters', mistake.key] }, why: 'parameter', mistake }),
    ),
  ];
}

function answerOf(written: JsonSchema): TypedAnswer<Card> | { faults: TaskFault[] } {
  const { schema, faults } = strictSchema(written);
  if (faults.length > 0) {
    return { faults: faults.map(fault => ({ at: { key: ['schema', ...fault.at] }, why: 'schema', fault })) };
  }
  try {
    return schemaAnswer(schema);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return { faults: [{ at: { key: ['schema'] }, why: 'schemaUnusable', message }] };
  }
}

/** Who answers, and what costs money or tells the provider about the user, is the user's own to decide. */
function workspaceChoice({ provider, model, parameters = {} }: TaskChoice): {
  choice: TaskChoice;
  ignored: TaskFault[];
} {
  const personal = new Set<string>(parameterSettings.flatMap(({ key, personal }) => (personal ? [key] : [])));
  const entries = Object.entries(parameters);
  const names = [
    ...(provider ? [['provider']] : []),
    ...(model ? [['model']] : []),
    ...entries.filter(([key]) => personal.has(key)).map(([key]) => ['parameters', key]),
  ];
  return {
    choice: { parameters: Object.fromEntries(entries.filter(([key]) => !personal.has(key))) },
    ignored: names.map(key => ({ at: { key }, why: 'usersOwn', name: key.join('.') })),
  };
}
