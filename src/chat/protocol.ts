/**
 * What the host and the panel's webview say to each other. Both sides import this file and nothing of each other's.
 *
 * The host owns the conversation. Every message it posts carries the next sequence number; a webview that sees a gap, or
 * has just loaded, posts `ready` and is sent a `snapshot`, after which it follows on from the snapshot's number.
 */
import * as z from 'zod/mini';
import { type AnswerState, type RemedyAction, remedyAction } from './turn.ts';

export type { AnswerState, RemedyAction };

export interface ProblemView {
  message: string;
  detail?: string;
  remedies: { action: RemedyAction; label: string }[];
}

export interface AttachmentView {
  label: string;
  detail: string;
}

export type TurnView =
  | { role: 'user'; id: string; text: string; attachments: AttachmentView[] }
  | {
      role: 'assistant';
      id: string;
      state: AnswerState;
      text: string;
      /** The muted line under the answer: model, tokens, cost, time. */
      summary?: string;
      /** The same in full, for the line's tooltip; one fact a line. */
      details?: string;
      problem?: ProblemView;
      /** May be asked again: only the last answer is. */
      retryable: boolean;
    };

export interface ModelView {
  /** e.g. `gpt-4o-mini` */
  label: string;
  /** Provider and host, for the tooltip. */
  detail: string;
}

/** Every word of the webview, localised by the host. */
export interface PanelStrings {
  transcript: string;
  you: string;
  answer: string;
  placeholder: string;
  send: string;
  stop: string;
  retry: string;
  copyAnswer: string;
  copyCode: string;
  copied: string;
  chooseModel: string;
  parameters: string;
  jumpToEnd: string;
  emptyTitle: string;
  emptyHint: string;
  /** Shown in place of a picture the model wrote; `{0}` is its alternative text and host. */
  image: string;
  /** Spoken to screen readers at the start and at the end of an answer. */
  answering: string;
  states: Record<AnswerState, string>;
}

export interface PanelView {
  strings: PanelStrings;
  model: ModelView;
  /** The conversation's id: a draft belongs to one. */
  conversation: string;
  turns: TurnView[];
}

export type HostMessage =
  | { type: 'snapshot'; seq: number; view: PanelView }
  /** A turn was added, or replaces the one of the same id. */
  | { type: 'turn'; seq: number; turn: TurnView }
  /** Text follows on the answer of this id. */
  | { type: 'delta'; seq: number; id: string; text: string }
  | { type: 'model'; seq: number; model: ModelView }
  | { type: 'focusComposer'; seq: number };

/** Longest text the webview may post, in UTF-16 units: a 5 MB paste still fits. */
const maxText = 8_000_000;

const text = z.string().check(z.maxLength(maxText));
const id = z.string().check(z.maxLength(64));
/** Exact keys, bounded sizes, no paths and no command ids: whatever script runs in the webview can ask for nothing else. */
export const webviewMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('send'), text }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('retry'), id }),
  z.strictObject({ type: z.literal('copy'), text }),
  /** Asks the host to open a link of the answer; the host checks it again. */
  z.strictObject({ type: z.literal('openLink'), url: z.string().check(z.maxLength(4096)) }),
  z.strictObject({ type: z.literal('remedy'), action: remedyAction }),
  z.strictObject({ type: z.literal('selectModel') }),
  z.strictObject({ type: z.literal('openParameters') }),
]);

export type WebviewMessage = z.infer<typeof webviewMessage>;
