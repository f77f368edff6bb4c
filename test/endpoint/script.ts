import { type Ending, type Fault, type FaultName, faults, type HttpAnswer, type Play } from './faults.ts';
import type { FinishReason, Reply } from './reply.ts';
import { encodeText, type Piece, splitText } from './tokens.ts';

/** A token and what is said of it when logprobs are asked for: as it is written here, right or wrong. */
export interface ScriptedToken {
  token: string;
  logprob: unknown;
  bytes?: unknown;
  top_logprobs?: unknown;
  /** What comes as text with it, where that is not the token itself: a part of a character is none. */
  text?: string;
}

/** A reply that a test writes itself; the stand-in adds nothing to it. */
export type ScriptedReply = (
  | { text: string }
  /** Sent one by one, exactly so. */
  | { deltas: readonly string[] }
  /** Sent one by one, with these logprobs. */
  | { tokens: readonly ScriptedToken[] }
  /** Sent as JSON text. */
  | { json: unknown }
  /** Arguments that are a text are sent as it is. */
  | { toolCalls: readonly { name: string; arguments: unknown }[]; before?: string }
) & {
  /** What the text is annotated with, as it is written here: in its last delta, or in its message. */
  annotations?: readonly unknown[];
  finish?: FinishReason;
  ending?: Ending;
};

/** An annotation as the API writes it. */
export function urlCitation(url: string, title: string): unknown {
  return { type: 'url_citation', url_citation: { url, title, start_index: 0, end_index: 1 } };
}

/** What `play` takes: a fault by name, a reply, a whole HTTP answer, or a 307 to another URL. */
export type Script = FaultName | ScriptedReply | { http: HttpAnswer } | { redirect: string };

/** The fault or reply that a script stands for. */
export function readScript(script: Script): Fault {
  if (typeof script === 'string') return faults[script];
  if ('http' in script) return { description: 'a scripted HTTP answer', http: script.http };
  if ('redirect' in script) {
    return {
      description: `307 to ${script.redirect}`,
      http: { status: 307, headers: { location: script.redirect }, body: '' },
    };
  }
  const { ending = 'complete' } = script;
  const play: Play = { reply: readReply(script), ending };
  return { description: 'a scripted reply', play: () => play };
}

function readReply(script: ScriptedReply): Reply {
  const { finish = 'toolCalls' in script ? 'tool_calls' : 'stop' } = script;
  const toolCalls = 'toolCalls' in script ? script.toolCalls : [];
  return {
    pieces: readPieces(script),
    lane: 'content',
    toolCalls: toolCalls.map((call, i) => ({
      id: `call_${call.name}_${i + 1}`,
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    })),
    ...(script.annotations ? { annotations: script.annotations } : {}),
    finish,
  };
}

function readPieces(script: ScriptedReply): Piece[] {
  if ('text' in script) return splitText(script.text);
  if ('json' in script) return splitText(JSON.stringify(script.json));
  if ('toolCalls' in script) return splitText(script.before ?? '');
  if ('tokens' in script) {
    return script.tokens.map(({ text, ...logprob }) => ({ text: text ?? logprob.token, tokens: 1, logprob }));
  }
  return script.deltas.map(text => ({ text, tokens: encodeText(text).length }));
}
