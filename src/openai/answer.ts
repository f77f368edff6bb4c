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

export interface AnswerEnd {
  state: EndState;
  /** Set when `state` is `interrupted` or `error`. */
  failure?: Failure;
  /** The model's own words when it declined. */
  refusal?: string;
  usage?: Usage;
  /** Of the first choice's tokens, when they were asked for and came. */
  logprobs?: TokenLogprob[];
  finishReason?: string;
  requestId?: string;
  /** Milliseconds from the call to the end. */
  elapsed: number;
}

/** `text` events follow one another per choice; exactly one `end` closes the sequence, which never throws. */
export type AnswerEvent = { type: 'text'; choice: number; text: string } | { type: 'end'; end: AnswerEnd };
