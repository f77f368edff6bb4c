import type { Picture } from '../../models/imageTokens.ts';
import type { AnswerEnd } from '../../openai/answer.ts';
import type { Reply } from '../../openai/reply.ts';
import type { ChatMessage, RequestBody } from '../../openai/request.ts';
import type { Receipt } from '../../usage/receipt.ts';
import type { Endpoint } from './endpoint.ts';

/** A request as it goes out. */
export interface Outgoing {
  endpoint: Endpoint;
  body: RequestBody;
  /** What the body says, for counting. */
  messages: readonly ChatMessage[];
  pictures?: readonly Picture[];
  /** The documents that it has text of, by their URIs. */
  files?: readonly string[] | undefined;
  /** The task's id; missing for a chat. */
  task?: string | undefined;
  /** The id of the answer in a conversation that it is for. */
  answer?: string | undefined;
  /** Nobody has asked for it, as for a title: neither the last request nor its price is what the user means by that. */
  aside?: boolean | undefined;
  /** One of many, which wait for their turn. */
  paced?: boolean | undefined;
}

/** A request and what has come of it so far. Times in milliseconds; the key is nowhere in it. */
export interface Exchange {
  request: Outgoing;
  /** Since 1970. */
  begun: number;
  /** The last reply, of several when it was asked again; `after` so long. */
  reply?: Reply & { after: number };
  /** After so long the first text came. */
  firstText?: number;
  /** Of the first choice. */
  text: string;
  end?: AnswerEnd;
  receipt?: Receipt | undefined;
}
