import type OpenAI from 'openai';

/** The name of a top-level field of a Chat Completions request, as the installed `openai` package types it. */
export type RequestField = keyof OpenAI.Chat.Completions.ChatCompletionCreateParams;

export type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** Values of request fields as they are sent; `models/parameters.ts` says what each may be. */
export type Fields = Partial<Record<RequestField, unknown>>;

/** The body of a request. */
export type ChatRequest = Fields & { model: string; messages: ChatMessage[] };
