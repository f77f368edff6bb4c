import * as z from 'zod/mini';
import { checkFields, type Dialect, requestOfForm } from './dialects.ts';
import { type ApiError, invalidRequest, unknownModel, unsupportedParameter } from './errors.ts';
import { describeIssue } from './issues.ts';
import { findModel, type Model } from './models.ts';
import { type ChatRequest, chatRequest, textOf } from './request.ts';
import { schema } from './schema.ts';
import { findStrictViolation } from './strict.ts';

/** A request that passed, with the model it asks for. */
export interface CheckedRequest {
  request: ChatRequest;
  model: Model;
}

/**
 * Parses the body of `POST /v1/chat/completions` and holds it against every rule but the size of the prompt.
 * @param refused fields that are refused whatever the dialect.
 * @throws ApiError the first thing that is wrong, as the API would say it.
 */
export function checkRequest(text: string, dialect: Dialect, refused: ReadonlySet<string>): CheckedRequest {
  const sent = parseBody(text);
  const unsupported = checkFields(dialect, refused, sent);
  if (unsupported) throw unsupported;
  const body = dialect.form ? requestOfForm(sent) : sent;
  const parsed = chatRequest.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw issue ? describeIssue(issue, body) : invalidRequest('Invalid body.', null, null);
  }
  const request = parsed.data;
  const model = findModel(request.model, dialect.models);
  if (!model) throw unknownModel(request.model);
  for (const rule of rules) {
    const error = rule(request, model);
    if (error) throw error;
  }
  return { request, model };
}

/** @throws ApiError `context_length_exceeded` when the prompt leaves no room for an answer. */
export function checkPromptSize(promptTokens: number, model: Model): void {
  if (promptTokens < model.contextWindow) return;
  throw invalidRequest(
    `This model's maximum context length is ${model.contextWindow} tokens. However, your messages resulted in ${promptTokens} tokens.`,
    'messages',
    'context_length_exceeded',
  );
}

function parseBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return z.record(z.string(), z.unknown()).parse(body);
  } catch {
    throw invalidRequest('The body of your request is not a JSON object.', null, null);
  }
}

type Rule = (request: ChatRequest, model: Model) => ApiError | undefined;

/** What zod cannot say: rules between fields, and what the model takes. The first to object wins. */
const rules: readonly Rule[] = [
  request => needs(request, 'top_logprobs', request.logprobs === true, 'logprobs'),
  request => needs(request, 'stream_options', request.stream === true, 'stream'),
  request => needs(request, 'metadata', request.store === true, 'store'),
  request => needs(request, 'tool_choice', request.tools !== undefined, 'tools'),
  request => needs(request, 'parallel_tool_calls', request.tools !== undefined, 'tools'),
  checkMetadata,
  checkOutputSize,
  checkModelParameters,
  checkPrediction,
  checkResponseFormat,
  checkTools,
  checkToolMessages,
];

function needs(
  request: ChatRequest,
  field: keyof ChatRequest,
  fulfilled: boolean,
  other: keyof ChatRequest,
): ApiError | undefined {
  if (request[field] === undefined || request[field] === null || fulfilled) return undefined;
  return invalidRequest(`The '${field}' parameter is only allowed with '${other}'.`, field, null);
}

function checkMetadata({ metadata }: ChatRequest): ApiError | undefined {
  const pairs = Object.keys(metadata ?? {}).length;
  if (pairs <= 16) return undefined;
  return invalidRequest(
    `Invalid 'metadata': expected at most 16 properties, but got ${pairs} instead.`,
    'metadata',
    'object_above_max_properties',
  );
}

function checkOutputSize(request: ChatRequest, model: Model): ApiError | undefined {
  if (request.max_tokens != null && request.max_completion_tokens != null) {
    return invalidRequest(
      "'max_tokens' and 'max_completion_tokens' can not be used together.",
      'max_tokens',
      'invalid_parameter_combination',
    );
  }
  const field = request.max_tokens == null ? 'max_completion_tokens' : 'max_tokens';
  const wanted = request[field];
  if (wanted == null || wanted <= model.maxOutput) return undefined;
  return invalidRequest(
    `${field} is too large: ${wanted}. This model supports at most ${model.maxOutput} completion tokens.`,
    field,
    'invalid_value',
  );
}

function checkModelParameters(request: ChatRequest, model: Model): ApiError | undefined {
  const thinks = request.reasoning_effort !== 'none';
  const refuses = [...model.refuses, ...(thinks ? (model.refusesThinking ?? []) : [])];
  const refused = refuses.find(field => request[field] != null && request[field] !== false);
  if (refused) return unsupportedParameter(refused);
  if (request.modalities?.includes('audio')) return unsupportedValue('modalities', 'audio');
  for (const [field, only] of Object.entries(model.fixed ?? {})) {
    const value: unknown = Reflect.get(request, field);
    if (value != null && value !== only) return unsupportedValue(field, value);
  }
  return undefined;
}

function unsupportedValue(field: string, value: unknown): ApiError {
  return invalidRequest(
    `Unsupported value: '${field}' does not support ${value} with this model.`,
    field,
    'unsupported_value',
  );
}

// https://platform.openai.com/docs/guides/predicted-outputs#limitations
function checkPrediction(request: ChatRequest): ApiError | undefined {
  if (!request.prediction) return undefined;
  const clashes = {
    n: (request.n ?? 1) > 1,
    logprobs: request.logprobs === true,
    presence_penalty: (request.presence_penalty ?? 0) > 0,
    frequency_penalty: (request.frequency_penalty ?? 0) > 0,
    max_completion_tokens: request.max_completion_tokens != null,
    tools: request.tools !== undefined,
  };
  const clash = Object.entries(clashes).find(([, present]) => present)?.[0];
  return clash
    ? invalidRequest(
        `'${clash}' is not supported together with 'prediction'.`,
        clash,
        'unsupported_parameter',
      )
    : undefined;
}

function checkResponseFormat({ response_format: format, messages }: ChatRequest): ApiError | undefined {
  if (format?.type === 'json_object' && !messages.some(message => /json/i.test(textOf(message)))) {
    return invalidRequest(
      "'messages' must contain the word 'json' to use 'response_format' of type 'json_object'.",
      'messages',
      null,
    );
  }
  if (format?.type !== 'json_schema') return undefined;
  const { name, schema: given, strict } = format.json_schema;
  if (strict && !given) {
    return invalidRequest(
      "Missing required parameter: 'response_format.json_schema.schema'.",
      'response_format.json_schema.schema',
      'missing_required_parameter',
    );
  }
  return checkSchema(`response_format '${name}'`, 'response_format', null, given, strict === true);
}

function checkTools({ tools = [], tool_choice: choice }: ChatRequest): ApiError | undefined {
  for (const [i, tool] of tools.entries()) {
    if (tool.type === 'custom') {
      return invalidRequest(
        "Invalid value: 'custom'. This model supports tools of type 'function'.",
        `tools[${i}].type`,
        'unsupported_value',
      );
    }
    const { name, parameters, strict } = tool.function;
    const param = `tools[${i}].function.parameters`;
    const code = 'invalid_function_parameters';
    const error = checkSchema(`function '${name}'`, param, code, parameters, strict === true);
    if (error) return error;
  }
  if (typeof choice !== 'object' || choice.type !== 'function') return undefined;
  const known = tools.some(tool => tool.type === 'function' && tool.function.name === choice.function.name);
  return known
    ? undefined
    : invalidRequest(
        `Tool choice '${choice.function.name}' not found in 'tools'.`,
        'tool_choice',
        'invalid_value',
      );
}

function checkSchema(
  owner: string,
  param: string,
  code: string | null,
  given: Record<string, unknown> | undefined,
  strict: boolean,
): ApiError | undefined {
  if (!given) return undefined;
  const parsed = schema.safeParse(given);
  const violation = parsed.success
    ? strict && findStrictViolation(parsed.data)
    : `${parsed.error.issues[0]?.path.join('.')} is not valid.`;
  return violation ? invalidRequest(`Invalid schema for ${owner}: ${violation}`, param, code) : undefined;
}

// Each call needs its answer before the conversation goes on, and each answer its call.
function checkToolMessages({ messages }: ChatRequest): ApiError | undefined {
  let open = new Set<string>();
  for (const [i, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) {
        return invalidRequest(
          "A message with role 'tool' must answer a preceding message with 'tool_calls'.",
          `messages.[${i}].role`,
          null,
        );
      }
      continue;
    }
    if (open.size > 0) return unanswered(open, i);
    open = new Set(message.role === 'assistant' ? message.tool_calls?.map(call => call.id) : []);
  }
  return open.size > 0 ? unanswered(open, messages.length) : undefined;
}

function unanswered(open: Set<string>, at: number): ApiError {
  return invalidRequest(
    `An assistant message with 'tool_calls' must be followed by the answers to each of them. Missing: ${[...open].join(', ')}.`,
    `messages.[${at}].role`,
    null,
  );
}
