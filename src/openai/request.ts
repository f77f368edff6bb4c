import type OpenAI from 'openai';

/** The name of a top-level field of a Chat Completions request, as the installed `openai` package types it. */
export type RequestField = keyof OpenAI.Chat.Completions.ChatCompletionCreateParams;

export type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** A part of what a user says: text, a picture or a file. */
export type ContentPart = OpenAI.Chat.Completions.ChatCompletionContentPart;

/** Values of request fields, in the API's own form; `models/parameters.ts` says what each may be. */
export type Fields = Partial<Record<RequestField, unknown>>;

/** The body of a request as it is sent. Its names are the provider's, which are mostly the API's. */
export type RequestBody = Readonly<Record<string, unknown>> & {
  readonly model: string;
  readonly stream?: unknown;
};
