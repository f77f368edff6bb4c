import { isDeepStrictEqual } from 'node:util';
import OpenAI from 'openai';
import type { AnswerEnd, EndState } from '../../src/openai/answer.ts';
import { streamAnswer } from '../../src/openai/streamAnswer.ts';
import { key, type Required, type WireCase } from './wireCase.ts';
import type { Visit, WireServer } from './wireServer.ts';

/** What a client made of a reply. */
export interface Outcome {
  /** `hang`: it had not ended after a time in which it should have. */
  state: EndState | 'hang';
  /** By the index of their choice, as the server counts. */
  texts: ReadonlyMap<number, string>;
  /** Everything else that a user could be told. */
  told: string;
  /** How often it asked. */
  visits: number;
  end?: AnswerEnd;
}

const model = 'gpt-4o-mini';
const messages = [{ role: 'user' as const, content: 'Say hello.' }];

/** What may well be gone the next time. */
const worthRetrying: ReadonlySet<unknown> = new Set([
  'rateLimit',
  'server',
  'notAnApi',
  'unreachable',
  'noFirstToken',
]);

/** Milliseconds after which a client that has been left hanging is taken to wait for ever. */
const hangs = 2_000;

/** What Gloss makes of a reply. */
export async function ofGloss(server: WireServer, { reply, asked, patience }: WireCase): Promise<Outcome> {
  const texts = new Map<number, string>();
  const visits: Visit[] = [];
  const request = { model, messages, stream: true, ...asked };
  const options = {
    signal: new AbortController().signal,
    patience: { firstToken: 30_000, stall: 30_000, ...patience },
  };
  const baseUrl = server.urlOf(reply, visit => visits.push(visit));
  for await (const event of streamAnswer({ baseUrl, apiKey: key }, request, options)) {
    if (event.type === 'text') {
      texts.set(event.choice, (texts.get(event.choice) ?? '') + event.text);
      for (const visit of visits) visit.hear();
    } else if (event.type === 'end') {
      const { end } = event;
      return { state: end.state, texts, told: JSON.stringify(end), visits: visits.length, end };
    }
  }
  throw new Error('An answer ended without saying how.');
}

/**
 * What a reader of the `openai` package's own readme makes of it: a loop over the chunks that joins their words, which
 * looks at the finish reasons and the refusal where there are any, and takes the end of the loop for the end.
 */
export async function ofBareClient(
  server: WireServer,
  { reply, asked, required }: WireCase,
): Promise<Outcome> {
  const texts = new Map<number, string>();
  const visits: Visit[] = [];
  const reasons = new Set<string>();
  let refused = false;
  const hasText = () => [...texts.values()].some(text => text !== '');
  const ended = (state: Outcome['state'], told: string): Outcome => ({
    state,
    texts,
    told,
    visits: visits.length,
  });
  const client = new OpenAI({
    apiKey: key,
    baseURL: server.urlOf(reply, visit => visits.push(visit)),
    logLevel: 'off',
    // Once is enough to see that it tries again; a wait that it is told would only take time.
    maxRetries: required.retryAfter === undefined ? 1 : 0,
  });
  const given = AbortSignal.timeout(reply.includes('hang') ? hangs : 60_000);
  try {
    if (asked?.['stream'] === false) {
      const { choices } = await client.chat.completions.create({ model, messages }, { signal: given });
      for (const { index, message, finish_reason: reason } of choices) {
        texts.set(index, message.content ?? '');
        if (reason) reasons.add(reason);
      }
    } else {
      const chunks = await client.chat.completions.create(
        { model, messages, ...asked, stream: true },
        { signal: given },
      );
      for await (const { choices } of chunks) {
        for (const { index, delta, finish_reason: reason } of choices) {
          texts.set(index, (texts.get(index) ?? '') + (delta.content ?? ''));
          if (delta.refusal) refused = true;
          if (reason) reasons.add(reason);
        }
        if (hasText()) for (const visit of visits) visit.hear();
      }
    }
  } catch (error) {
    const state = given.aborted ? 'hang' : hasText() || refused ? 'interrupted' : 'error';
    return ended(state, String(error));
  }
  if (given.aborted) return ended('hang', '');
  const state = refused
    ? 'refused'
    : reasons.has('content_filter')
      ? 'filtered'
      : reasons.has('length')
        ? 'cut'
        : 'complete';
  return ended(state, '');
}

/** What is wrong with an outcome, in a few words each; what only Gloss can say is compared where it has an end. */
export function faultsIn({ state, texts, told, visits, end }: Outcome, required: Required): string[] {
  const said: [what: string, found: unknown, wanted: unknown][] = [
    ['state', state, required.state],
    ['text', texts.get(0) ?? '', required.text],
    ['second text', texts.get(1) ?? '', required.second ?? ''],
    ['words kept', told.includes(required.says ?? ''), true],
    ['key shown', told.includes(key), false],
    ['asked in vain', visits > 1 && !worthRetrying.has(required.kind), false],
  ];
  if (end) {
    const { failure, toolCalls, citations, usage, refusal, finishReason } = end;
    said.push(['kind', failure?.kind, required.kind]);
    said.push(['tools', toolCalls ?? [], required.tools ?? []]);
    said.push(['citations', citations ?? [], required.citations ?? []]);
    said.push(['waits', failure?.retryAfter, required.retryAfter]);
    said.push(['target', failure?.target, required.target]);
    said.push(['refusal', refusal, required.refusal]);
    if (required.finishReason) said.push(['finish reason', finishReason, required.finishReason]);
    if (required.status) said.push(['status', failure?.status, required.status]);
    if (required.code) said.push(['code', failure?.code, required.code]);
    if (required.param) said.push(['param', failure?.param, required.param]);
    if (required.usage)
      said.push(['usage', usage && [usage.promptTokens, usage.completionTokens], required.usage]);
  }
  return said
    .filter(([, found, wanted]) => !isDeepStrictEqual(found, wanted))
    .map(([what, found, wanted]) => `${what}: ${inShort(found)} for ${inShort(wanted)}`);
}

function inShort(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 60);
}
