import type { RequestBody } from '../../openai/request.ts';
import type { Exchange } from '../services/exchange.ts';

/** A request and what came of it, as JSON for reading: everything that went over the wire, but the key. */
export function exchangeText({ request, begun, reply, firstText, text, end, receipt }: Exchange): string {
  const { endpoint, body, task } = request;
  const account = {
    request: {
      url: reply?.url ?? `${endpoint.provider.baseUrl}/chat/completions`,
      sentAt: new Date(begun).toISOString(),
      task: task ?? 'chat',
      headers: reply?.sent,
      body,
    },
    reply: reply && { status: reply.status, headers: reply.headers },
    answer: {
      state: end?.state ?? 'streaming',
      ...end?.names,
      requestId: end?.requestId,
      finishReason: end?.finishReason,
      seed: body['seed'],
      retries: end?.retries,
      failure: end?.failure,
      refusal: end?.refusal,
      text,
      citations: end?.citations,
    },
    milliseconds: {
      toHeaders: reply && Math.round(reply.after),
      toFirstText: firstText && Math.round(firstText),
      toEnd: end && Math.round(end.elapsed),
    },
    usage: receipt && {
      promptTokens: receipt.promptTokens,
      cachedTokens: receipt.cachedTokens,
      completionTokens: receipt.completionTokens,
      prediction: receipt.prediction,
      countedBy: receipt.approximate ? 'Gloss' : endpoint.host,
      dollars: receipt.cost,
      webSearch: receipt.search && (receipt.search.cost ?? 'price not known'),
    },
  };
  return `${JSON.stringify(account, null, 2)}\n`;
}

/** What of a request is not a parameter: its words, and the form in which Gloss reads the answer. */
const fixed: ReadonlySet<string> = new Set([
  'messages',
  'prompt',
  'system_prompt',
  'image_urls',
  'image_detail',
  'prediction',
  'response_format',
  'stream',
  'stream_options',
  'tools',
]);

/** The parameters of a request, as JSON on one line, to be changed and sent again. */
export function parametersText(body: RequestBody): string {
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => !fixed.has(name))));
}

/** A request with other parameters: those that are missing are not sent. @returns `undefined` for what is no parameters. */
export function withParameters(body: RequestBody, text: string): RequestBody | undefined {
  const parameters = objectIn(text);
  const { model = body.model } = parameters ?? {};
  if (!parameters || typeof model !== 'string' || Object.keys(parameters).some(name => fixed.has(name))) {
    return undefined;
  }
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => fixed.has(name)));
  return { ...kept, ...parameters, model };
}

/** What two requests differ in, such as `temperature 0 → 0.7`. */
export function changesBetween(before: RequestBody, after: RequestBody): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const written = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value));
  return names
    .filter(name => written(before[name]) !== written(after[name]))
    .map(name => `${name} ${written(before[name])} → ${written(after[name])}`)
    .join(', ');
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
