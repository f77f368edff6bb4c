import type { ChatMessage, Fields, RequestBody } from '../openai/request.ts';
import { fitFields, type Left } from './fitFields.ts';
import { formOf } from './formOf.ts';
import { isField } from './parameters.ts';
import type { Model, Provider } from './provider.ts';
import { readSchemaForm } from './schemaForm.ts';
import type { ToolDefinition } from './toolDefinition.ts';

/** A JSON schema that the answer must satisfy. */
export interface AnswerSchema {
  /** Letters, digits, `_` and `-`; at most 64. */
  name: string;
  schema: Record<string, unknown>;
  /** Whether a model can be held to it, as to any unless this says otherwise. */
  strict?: boolean;
}

/** A chat's answer is to be JSON: an object, or what satisfies the schema. */
export interface JsonForm {
  schema?: Record<string, unknown>;
}

/** What the answer to a request is to be, if not a chat's. */
export interface AnswerWish {
  /** Set for a typed task: one answer in this form, strictly where the model can be held to it. */
  answer?: AnswerSchema | undefined;
  /** What the one answer, a text, is likely to repeat; sent as the prediction unless that is turned off. */
  predicted?: string | undefined;
  /** What may be called on the way to it. */
  tools?: readonly ToolDefinition[] | undefined;
}

/**
 * The request for a model, in its provider's dialect: what is to be said, and of the parameters those that the model
 * takes.
 * @param sampling the user's settings over the task's own defaults.
 * @returns the body, what was not sent as it was set, and the form of a chat's answer if that is to be JSON.
 */
export function buildRequest(
  { model, provider }: { model: Model; provider: Pick<Provider, 'streamOptions'> },
  messages: readonly ChatMessage[],
  sampling: Fields,
  { answer, predicted, tools = [] }: AnswerWish = {},
): { body: RequestBody; left: Left[]; json?: JsonForm } {
  const { n, response_format, prediction, tool_choice, ...rest } = sampling;
  const isText = predicted !== undefined;
  const schema = answer ?? (isText ? undefined : readSchemaForm(response_format));
  const form = schema ? answerForm(model, schema) : isText ? undefined : response_format;
  const { fields, left } = fitFields(model, {
    ...rest,
    ...(answer || isText || tools.length > 0 ? {} : { n }),
    // Who has to call a tool each time never answers.
    ...(tool_choice === 'required' && messages.at(-1)?.role === 'tool' ? {} : { tool_choice }),
    ...(isText && prediction !== false ? { prediction: { type: 'content', content: predicted } } : {}),
    response_format: form,
    ...(tools.length > 0
      ? { tools: tools.map(definition => ({ type: 'function', function: definition })) }
      : {}),
    stream: sampling.stream !== false,
  });
  if (fields.stream === true && model.takes.stream_options) {
    // Without the usage chunk nobody knows the price.
    fields.stream_options = { include_usage: true, ...provider.streamOptions };
  }
  const instructed = withInstructions(messages, instructionsFor(model, messages, form, schema));
  const said = model.body === 'form' ? formOf(instructed) : { messages: inRolesOf(model, instructed) };
  const named = Object.entries(fields).map(([field, value]) => [
    (isField(field) ? model.takes[field]?.as : undefined) ?? field,
    value,
  ]);
  const json = schema ? { schema: schema.schema } : wantsObject(fields.response_format) ? {} : undefined;
  return {
    body: { model: model.id, ...said, ...Object.fromEntries(named) },
    left,
    ...(json && !answer ? { json } : {}),
  };
}

function answerForm({ features, takes }: Model, answer: AnswerSchema): Record<string, unknown> | undefined {
  if (!takes.response_format) return undefined;
  return features.includes('structuredOutputs')
    ? { type: 'json_schema', json_schema: { strict: true, ...answer } }
    : { type: 'json_object' };
}

/** What has to be said in words: the schema, to a model that takes none; that it is JSON, which the API insists on. */
function instructionsFor(
  { features, takes }: Model,
  messages: readonly ChatMessage[],
  form: unknown,
  answer: AnswerSchema | undefined,
): string | undefined {
  if (answer && !(takes.response_format && features.includes('structuredOutputs'))) {
    return `Answer with nothing but JSON that satisfies this schema: ${JSON.stringify(answer.schema)}`;
  }
  return wantsObject(form) && takes.response_format && !/json/i.test(JSON.stringify(messages))
    ? 'Answer with a JSON object.'
    : undefined;
}

function wantsObject(form: unknown): boolean {
  return typeof form === 'object' && form !== null && 'type' in form && form.type === 'json_object';
}

function withInstructions(
  messages: readonly ChatMessage[],
  instructions: string | undefined,
): readonly ChatMessage[] {
  if (instructions === undefined) return messages;
  const [first, ...others] = messages;
  return first?.role === 'system' && typeof first.content === 'string'
    ? [{ ...first, content: `${first.content}\n${instructions}` }, ...others]
    : [{ role: 'system', content: instructions }, ...messages];
}

function inRolesOf({ systemRole }: Model, messages: readonly ChatMessage[]): readonly ChatMessage[] {
  if (systemRole !== 'developer') return messages;
  return messages.map(message =>
    message.role === 'system' ? { ...message, role: 'developer' as const } : message,
  );
}
