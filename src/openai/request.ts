import type OpenAI from 'openai';

/** The body of a Chat Completions request, as the installed `openai` package types it. */
export type ChatRequest = OpenAI.Chat.Completions.ChatCompletionCreateParams;

/** The name of a top-level field of the request, on the wire. */
export type RequestField = keyof ChatRequest;

export type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
