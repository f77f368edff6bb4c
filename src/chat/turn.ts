/**
 * Where an answer stands. Only `complete` answers are whole; the names are also the `data-state` of the turn's element.
 *
 * - `cut`: the model reached its output limit (`finish_reason: length`)
 * - `filtered`: the provider withheld text; `refused`: the model declined
 * - `stopped`: the user stopped it; `interrupted`: it broke off after some text; `error`: nothing arrived
 */
export type AnswerState =
  | 'streaming'
  | 'complete'
  | 'cut'
  | 'filtered'
  | 'refused'
  | 'stopped'
  | 'interrupted'
  | 'error';

/** What a failed turn offers to do about it. The host knows what each means; the webview only names it. */
export type RemedyAction =
  | 'retry'
  | 'setKey'
  | 'selectModel'
  | 'openBilling'
  | 'openProviderSettings'
  | 'openProxySettings'
  | 'testConnection'
  | 'newChat';

export interface Problem {
  /** One or two sentences: what happened and what to do. Gloss's own words. */
  message: string;
  /** What the provider said, redacted; shown as plain text only. */
  detail?: string;
  remedies: RemedyAction[];
}

/** A piece of the workspace that goes along with a question. */
export interface Attachment {
  kind: 'selection';
  /** What a reader recognises it by: a symbol or file name. */
  label: string;
  /** Where it is from, e.g. `queue.ts:41–63`. */
  detail: string;
  languageId: string;
  text: string;
}

/** What an answer took, known once it has ended. Times in milliseconds, money in US dollars. */
export interface Receipt {
  model: string;
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
  /** Counted here rather than reported by the provider, as for a stopped answer. */
  approximate: boolean;
  /** `undefined` when the model's price is not known. */
  cost?: number;
  elapsed: number;
  finishReason?: string;
  requestId?: string;
}

export interface UserTurn {
  role: 'user';
  id: string;
  /** What the user wrote, or the title of the command they ran. */
  text: string;
  attachments: Attachment[];
  /** Instructions a task adds to the request beyond `text`; never shown as the user's words. */
  instructions?: string;
}

export interface AssistantTurn {
  role: 'assistant';
  id: string;
  state: AnswerState;
  text: string;
  receipt?: Receipt;
  problem?: Problem;
}

export type Turn = UserTurn | AssistantTurn;
