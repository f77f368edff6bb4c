import * as z from 'zod/mini';
import { card } from '../tasks/card.ts';
import { receipt } from '../usage/receipt.ts';
import { answerTokens } from './answerTokens.ts';
import { image, imageDetail } from './image.ts';
import { jsonFault } from './jsonFault.ts';
import { pdf } from './pdf.ts';
import { toolRound } from './toolCall.ts';

/**
 * Where an answer stands. Only `complete` answers are whole; the names are also the `data-state` of the turn's element.
 *
 * - `cut`: the model reached its output limit (`finish_reason: length`)
 * - `filtered`: the provider withheld text; `refused`: the model declined
 * - `stopped`: the user stopped it; `interrupted`: it broke off after some text; `error`: nothing arrived
 */
const answerState = z.enum([
  'streaming',
  'complete',
  'cut',
  'filtered',
  'refused',
  'stopped',
  'interrupted',
  'error',
]);
export type AnswerState = z.infer<typeof answerState>;

/** What a failed turn offers to do about it. The host knows what each means; the webview only names it. */
export const remedyAction = z.enum([
  'retry',
  'setKey',
  'selectModel',
  'openBilling',
  'openBudget',
  'showUsage',
  'openProviderSettings',
  'openParameters',
  'openProxySettings',
  'openToolSettings',
  'newChat',
]);
export type RemedyAction = z.infer<typeof remedyAction>;

const problem = z.object({
  /** One or two sentences: what happened and what to do. Gloss's own words. */
  message: z.string(),
  /** What the provider said, redacted; shown as plain text only. */
  detail: z.optional(z.string()),
  remedies: z.array(remedyAction),
});
export type Problem = z.infer<typeof problem>;

/** A piece of the workspace that goes along with a question. */
export const attachment = z.object({
  /** The file it is from, or what it is. */
  label: z.string(),
  /** Which lines of it, as `41–63`; empty for all of it. */
  detail: z.string(),
  languageId: z.string(),
  text: z.string(),
  /** A picture in place of text, and how closely it is looked at. */
  image: z.optional(image),
  imageDetail: z.optional(imageDetail),
  /** A PDF in place of text. */
  pdf: z.optional(pdf),
  /** Why the text of a PDF cannot be read, which has none then. */
  pdfProblem: z.optional(z.enum(['encrypted', 'noText', 'damaged'])),
  /** What the editor knows about it, as a text, and how many tokens that has. */
  context: z.optional(z.object({ text: z.string(), tokens: z.number() })),
  /** Where it was taken from, for what is done with the result; lines and characters are counted from 0. */
  origin: z.optional(
    z.object({ uri: z.string(), start: z.object({ line: z.number(), character: z.number() }) }),
  ),
});
export type Attachment = z.infer<typeof attachment>;

const userTurn = z.object({
  role: z.literal('user'),
  id: z.string(),
  /** What the user wrote, or the title of the command they ran. */
  text: z.string(),
  attachments: z.array(attachment),
  /** The task that it came of, whose parameters hold for the answer. */
  task: z.optional(z.string()),
  /** What the user typed for the task. */
  words: z.optional(z.string()),
  /** The rewrite that it follows up on. */
  followUp: z.optional(
    z.object({
      /** The question that the first of them came of. */
      first: z.string(),
      /** What the user typed for it until now. */
      asked: z.string(),
      /** What each attachment has become by it, without what the user has left out. */
      results: z.array(z.string()),
    }),
  ),
  /** The whole file that the attachments are from, for a task that wants it besides them. */
  file: z.optional(z.string()),
  /** What a command says to the model in place of its title; `whole`: it says itself what is attached. */
  prompt: z.optional(
    z.object({ instructions: z.string(), content: z.string(), whole: z.optional(z.boolean()) }),
  ),
});
export type UserTurn = z.infer<typeof userTurn>;

const kept = z.object({
  /** One for each attachment; `null` where there is none yet. */
  results: z.array(z.nullable(z.object({ card, text: z.string() }))),
  /** What has been spent so far, on those and in vain. */
  receipt: z.optional(receipt),
});
/** Results of a typed task that was paid for and has not come to its end. */
export type Kept = z.infer<typeof kept>;

const waiting = z.object({ for: z.enum(['server', 'text', 'retry', 'again']), sentence: z.string() });
/** What is waited for, and that in words. */
export type Waiting = z.infer<typeof waiting>;

const assistantTurn = z.object({
  role: z.literal('assistant'),
  id: z.string(),
  state: answerState,
  text: z.string(),
  /** The tools that the model has called on the way to its text, round by round. */
  rounds: z.optional(z.array(toolRound)),
  /** The results of a typed task, one for each attachment; there are all of them or none. */
  cards: z.optional(z.array(card)),
  /** What there is of the cards when not all came: not shown, but not asked for again either. */
  kept: z.optional(kept),
  /** What happened on the way that the user should know, in a sentence each. */
  notes: z.optional(z.array(z.string())),
  /** What is waited for while no text comes; of an answer that has ended it says nothing any more. */
  waiting: z.optional(waiting),
  receipt: z.optional(receipt),
  problem: z.optional(problem),
  /** What its text is made of, when that was asked for and came. */
  tokens: z.optional(answerTokens),
  /** The pages that it cites, each once. */
  citations: z.optional(z.array(z.object({ url: z.string(), title: z.string() }))),
  /** It is JSON, or was to be; `faults` is there once it was checked, and empty when all is well. */
  json: z.optional(z.object({ faults: z.optional(z.array(jsonFault)) })),
  /** The turn that its request began with, when earlier ones had no room. */
  from: z.optional(z.string()),
});
export type AssistantTurn = z.infer<typeof assistantTurn>;

export const turn = z.discriminatedUnion('role', [userTurn, assistantTurn]);
export type Turn = z.infer<typeof turn>;
