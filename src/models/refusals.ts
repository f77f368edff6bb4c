import * as z from 'zod/mini';
import type { Failure } from '../openai/failure.ts';
import type { RequestBody, RequestField } from '../openai/request.ts';
import { isField, parameterSettings, parameters } from './parameters.ts';
import type { Model, Takes } from './provider.ts';

const field = z.custom<RequestField>(value => typeof value === 'string' && isField(value));

/** What an endpoint refused from a model's request, as what is done about it from then on. */
export const refusal = z.discriminatedUnion('change', [
  z.object({ change: z.literal('drop'), field }),
  z.object({ change: z.literal('rename'), field, as: z.string() }),
  /** Of the choices this one is not sent. */
  z.object({ change: z.literal('value'), field, value: z.string() }),
  /** Instructions go under another role. */
  z.object({ change: z.literal('role'), role: z.enum(['system', 'developer']) }),
  /** Schemas are put into words. */
  z.object({ change: z.literal('unstructured') }),
]);
export type Refusal = z.infer<typeof refusal>;

/** What servers call a parameter that they do not have, or a value that they do not take: OpenAI's codes and FastAPI's. */
const codes = ['unsupported_parameter', 'unsupported_value', 'unknown_parameter', 'extra_forbidden'];

/** OpenAI leaves the code out at times, others repeat the status. With a named parameter, and only then, words count. */
const words = /\b(un|not )(support|recogni[sz]ed|known|expected|permitted)/i;

/** Ollama says this of most of its models, and names no parameter. */
const noTools = /\bnot support tools\b/i;

/**
 * What to do differently after a refusal: a field is renamed if it has another name, else left out.
 * @param model as it was asked, with what has been learned so far.
 * @returns `undefined` when the failure names nothing that could be done without.
 */
export function refusalIn(failure: Failure, body: RequestBody, model: Model): Refusal | undefined {
  const { kind, code, param, detail = '' } = failure;
  if (kind !== 'badRequest') return undefined;
  if (!param) return 'tools' in body && noTools.test(detail) ? { change: 'drop', field: 'tools' } : undefined;
  const named = code !== undefined && !/^\d+$/.test(code);
  if (named ? !codes.includes(code) : !words.test(detail)) return undefined;
  const [name = ''] = param.split(/[.[]/);
  if (!(name in body)) return undefined;
  if (name === 'messages') return /role$/.test(param) ? otherRole(model) : undefined;
  const value = body[name];
  const refused = fieldNamed(name, model.takes);
  if (!refused) return undefined;
  const other = otherName(refused, model.takes);
  if (other) return { change: 'rename', field: refused, as: other };
  const structured = refused === 'response_format' && model.features.includes('structuredOutputs');
  // The field itself is not known, or only this form of it is not taken.
  const whole = param === 'response_format' && code !== 'unsupported_value';
  if (structured && wantsSchema(body) && !whole) return { change: 'unstructured' };
  // One of several choices: the others may well be taken.
  return code === 'unsupported_value' && typeof value === 'string' && choicesOf(refused, model.takes)
    ? { change: 'value', field: refused, value }
    : { change: 'drop', field: refused };
}

/** A model with what its endpoint has refused taken into account. */
export function afterRefusals(model: Model, refusals: readonly Refusal[]): Model {
  return refusals.reduce(afterRefusal, model);
}

function afterRefusal(model: Model, refusal: Refusal): Model {
  const { takes, features } = model;
  switch (refusal.change) {
    case 'drop': {
      const { [refusal.field]: _refused, ...others } = takes;
      return { ...model, takes: others };
    }
    case 'rename': {
      const { field, as } = refusal;
      return { ...model, takes: { ...takes, [field]: { ...takes[field], as, renamed: true } } };
    }
    case 'value': {
      const { field, value } = refusal;
      const choices = choicesOf(field, takes)?.filter(choice => choice !== value);
      return { ...model, takes: { ...takes, [field]: { ...takes[field], ...(choices ? { choices } : {}) } } };
    }
    case 'role':
      return { ...model, systemRole: refusal.role, roleLearned: true };
    case 'unstructured':
      return { ...model, features: features.filter(feature => feature !== 'structuredOutputs') };
  }
}

function wantsSchema({ response_format: form }: RequestBody): boolean {
  return typeof form === 'object' && form !== null && 'type' in form && form.type === 'json_schema';
}

/** A model whose role was learned has refused both. */
function otherRole({ systemRole, roleLearned }: Model): Refusal | undefined {
  if (roleLearned) return undefined;
  return { change: 'role', role: systemRole === 'developer' ? 'system' : 'developer' };
}

/** What a field may be, if it is one of several names; those of the table unless the model takes fewer. */
function choicesOf(field: RequestField, takes: Takes): readonly string[] | undefined {
  const parameter = parameterSettings.find(candidate => candidate.field === field);
  if (parameter?.control !== 'choice') return undefined;
  return takes[field]?.choices ?? parameter.choices;
}

function fieldNamed(name: string, takes: Takes): RequestField | undefined {
  return Object.keys(parameters)
    .filter(isField)
    .find(candidate => takes[candidate] !== undefined && (takes[candidate].as ?? candidate) === name);
}

/** The length of an answer has two names. */
function otherName(refused: RequestField, takes: Takes): string | undefined {
  const taken = takes[refused];
  if (refused !== 'max_completion_tokens' || taken?.renamed) return undefined;
  return taken?.as === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}
