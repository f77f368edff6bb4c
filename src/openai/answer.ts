import type { Failure } from './failure.ts';

/**
 * How an answer ended. Only `complete` is whole: every choice brought a `finish_reason`, and none of them says that text
 * is missing. End of stream, `[DONE]` or a closed socket prove nothing.
 */
export type EndState = 'complete' | 'cut' | 'filtered' | 'refused' | 'stopped' | 'interrupted' | 'error';

/** Tokens as the provider counted them. */
export interface Usage {
  promptTokens: number;
  cachedTokens: number;
  /** Rejected tokens of a prediction are among them. */
  completionTokens: number;
  /** What became of the tokens of a prediction; missing without one. */
  prediction?: PredictionUsage;
  /** How often the web was searched; missing where the server does not say. */
  searches?: number;
}

/** Tokens of a prediction that stand in the answer, and those that were tried in vain. */
export interface PredictionUsage {
  accepted: number;
  rejected: number;
}

/** How likely a token was, as a natural logarithm. */
export interface Logprob {
  token: string;
  /** What the token is made of, where the server says so: a token may be a part of a character. */
  bytes?: number[];
  logprob: number;
}

/** A token of the answer, and its likeliest alternatives, which may include itself. */
export interface TokenLogprob extends Logprob {
  top: Logprob[];
}

/** A function that the model wants called. */
export interface ToolCall {
  /** Given by the server, or made up where it gave none. */
  id: string;
  name: string;
  /** JSON, if the model did as it was told: not looked into here. */
  arguments: string;
}

/** A page that an answer refers to. The address may lead anywhere, and the title be empty or say anything. */
export interface Citation {
  url: string;
  title: string;
  /** Where in its choice's text, as the server counts. */
  start?: number;
  end?: number;
}

export interface AnswerNames {
  id?: string;
  model?: string;
  fingerprint?: string;
}

export interface AnswerEnd {
  state: EndState;
  /** Set when `state` is `interrupted` or `error`. */
  failure?: Failure;
  /** The model's own words when it declined. */
  refusal?: string;
  usage?: Usage;
  /** Of the first choice's tokens, when they were asked for and came. */
  logprobs?: TokenLogprob[];
  /** Of the first choice; only in an answer that is `complete`. */
  toolCalls?: ToolCall[];
  /** Of what was searched for, each page once. */
  citations?: Citation[];
  finishReason?: string;
  requestId?: string;
  /** As the server named the answer, the model that gave it, and the system that it ran on. */
  names?: AnswerNames;
  /** How often the request was sent again; missing when once was enough. */
  retries?: number;
  /** Milliseconds from the call to the end. */
  elapsed: number;
}

/** What is waited for while no text comes, for whoever wants to say so. */
export type Wait =
  /** The server says that it is at work: said once between two texts. */
  | { for: 'server' }
  /** Nothing has come for so many milliseconds; said once in each silence. */
  | { for: 'text'; silent: number }
  /** The request is sent again in so many milliseconds, because of the failure; said every second. */
  | { for: 'retry'; remaining: number; failure: Failure }
  /** The request is on its way again. */
  | { for: 'again' };

/** `text` events follow one another per choice; exactly one `end` closes the sequence, which never throws. */
export type AnswerEvent =
  | { type: 'text'; choice: number; text: string }
  | { type: 'waiting'; wait: Wait }
  | { type: 'end'; end: AnswerEnd };
