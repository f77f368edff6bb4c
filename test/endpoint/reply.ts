import { answerFreely } from './prose.ts';
import { type ChatRequest, lastUserText, textOf } from './request.ts';
import { sampleValue } from './sample.ts';
import { type Schema, schema } from './schema.ts';
import { type Piece, splitText } from './tokens.ts';
import { findOrder, translate } from './translation.ts';

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

export interface ToolCall {
  id: string;
  name: string;
  /** JSON */
  arguments: string;
}

/** What is answered, before it is put into the form that was asked for. */
export interface Reply {
  /** The text in the pieces a stream sends. */
  pieces: Piece[];
  /** Where the text goes. */
  lane: 'content' | 'refusal';
  toolCalls: ToolCall[];
  /** What the text is annotated with, right or wrong. */
  annotations?: readonly unknown[];
  finish: FinishReason;
}

/** The endpoint's own answer to a request: a tool call that is forced or asked for, a value for the schema, or markdown. */
export function answer(request: ChatRequest): Reply {
  const toolCalls = callForcedTool(request);
  if (toolCalls.length > 0) return { pieces: [], lane: 'content', toolCalls, finish: 'tool_calls' };
  const reply = limitText(request, answerText(request));
  return { ...reply, pieces: withRivals(reply.pieces, findChoices(request)) };
}

/** The texts that an answer to the request's schema chooses from, where each stands by itself. */
function findChoices({ response_format: format }: ChatRequest): string[] {
  if (format?.type !== 'json_schema') return [];
  const { properties = {} } = schema.parse(format.json_schema.schema ?? {});
  const choices = Object.values(properties).flatMap(property => property.enum ?? []);
  return choices.filter(choice => typeof choice === 'string');
}

/** Where one of the choices begins, the others might have. */
function withRivals(pieces: readonly Piece[], choices: readonly string[]): Piece[] {
  const text = pieces.map(piece => piece.text).join('');
  let start = 0;
  return pieces.map(piece => {
    const chosen = choices.find(choice => text.startsWith(`"${choice}"`, start - 1));
    start += piece.text.length;
    if (chosen === undefined) return piece;
    const beginnings = choices.map(choice => splitText(choice)[0]?.text ?? '');
    return { ...piece, rivals: [...new Set(beginnings)].filter(beginning => beginning !== piece.text) };
  });
}

/** A reply of `text` within the request's `stop` sequences and token limit. */
export function limitText(request: ChatRequest, text: string): Reply {
  const stops = typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []);
  const ends = stops.map(stop => text.indexOf(stop)).filter(end => end >= 0);
  const pieces = splitText(text.slice(0, Math.min(text.length, ...ends)));
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  let tokens = 0;
  const kept = pieces.filter(piece => {
    tokens += piece.tokens;
    return tokens <= limit;
  });
  const finish = kept.length < pieces.length ? 'length' : 'stop';
  return { pieces: kept, lane: 'content', toolCalls: [], finish };
}

function answerText(request: ChatRequest): string {
  const format = request.response_format;
  const question = lastUserText(request);
  const spoken = format?.type === 'json_schema' ? undefined : findSpokenSchema(request);
  if (spoken) {
    const json = JSON.stringify(answerSchema(spoken, question));
    // Without a format to hold them to it, models like to wrap JSON.
    return format?.type === 'json_object' ? json : `\`\`\`json\n${json}\n\`\`\``;
  }
  if (format?.type === 'json_object') return JSON.stringify({ answer: answerFreely(question) });
  if (format?.type === 'json_schema') {
    return JSON.stringify(answerSchema(schema.parse(format.json_schema.schema ?? {}), question));
  }
  return answerFreely(question);
}

/** A schema that the instructions put into words, for a server that takes none. */
function findSpokenSchema({ messages }: ChatRequest): Schema | undefined {
  const instructions = messages.find(({ role }) => role === 'system' || role === 'developer');
  const [, text] = /\bschema: (\{.*\})\s*$/s.exec(instructions ? textOf(instructions) : '') ?? [];
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

function answerSchema(root: Schema, question: string): unknown {
  const value = sampleValue(root, question);
  const list = findTranslationList(root);
  const order = list && findOrder(question);
  if (!order || typeof value !== 'object') return value;
  const items = order.items.map(({ id, text }) => ({ id, text: translate(text, order.target) }));
  return { ...value, [list]: items };
}

// A schema asks for a translation when it has a list of objects of just `id` and `text`.
function findTranslationList(root: Schema): string | undefined {
  return Object.entries(root.properties ?? {}).find(([, { items }]) => {
    return (
      Object.keys(items?.properties ?? {})
        .sort()
        .join() === 'id,text'
    );
  })?.[0];
}

function callForcedTool(request: ChatRequest): ToolCall[] {
  const functions = (request.tools ?? []).flatMap(tool => (tool.type === 'function' ? tool.function : []));
  const tool = functions.find(({ name }) => isForced(name, request.tool_choice) || isAskedFor(name, request));
  if (!tool) return [];
  const value = sampleValue(schema.parse({ type: 'object', ...tool.parameters }), lastUserText(request));
  return [{ id: `call_${tool.name}_1`, name: tool.name, arguments: JSON.stringify(value) }];
}

/** Whether the last thing that was said is to call it. */
function isAskedFor(name: string, { messages, tool_choice: choice }: ChatRequest): boolean {
  const last = messages.at(-1);
  if (choice === 'none' || last?.role !== 'user') return false;
  return textOf(last).trim() === `Call ${name}.`;
}

function isForced(name: string, choice: ChatRequest['tool_choice']): boolean {
  if (typeof choice !== 'object') return choice === 'required';
  if (choice.type === 'function') return choice.function.name === name;
  if (choice.type !== 'allowed_tools' || choice.allowed_tools.mode !== 'required') return false;
  return JSON.stringify(choice.allowed_tools.tools).includes(JSON.stringify(name));
}
