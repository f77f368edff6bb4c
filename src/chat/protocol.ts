/**
 * What the host and the panel's webview say to each other. Both sides import this file and nothing of each other's.
 *
 * The host owns the conversation. Every message it posts carries the next sequence number; a webview that sees a gap, or
 * has just loaded, posts `ready` and is sent a `snapshot`, after which it follows on from the snapshot's number.
 */
import * as z from 'zod/mini';
import type { Cited } from '../markdown/sources.ts';
import type { Control } from '../models/parameters.ts';
import { type ExampleFormat, exampleFormats } from '../models/requestExamples.ts';
import { maxLength } from '../schema/lengths.ts';
import { decisions } from '../tools/approvals.ts';
import type { AnswerTokens } from './answerTokens.ts';
import { image, type imageDetail } from './image.ts';
import type { CallState } from './toolCall.ts';
import { type AnswerState, type RemedyAction, remedyAction, type Waiting } from './turn.ts';

export type { AnswerState, AnswerTokens, Cited, Control, ExampleFormat, RemedyAction };
export { exampleFormats };

export interface ProblemView {
  message: string;
  detail?: string;
  remedies: { action: RemedyAction; label: string }[];
}

export interface AttachmentView {
  label: string;
  detail: string;
  /** All of it, for the chip's tooltip; missing for code, which the editor shows. */
  text?: string;
  /** Of a picture: a PNG in base64. */
  thumbnail?: string;
}

/** Something that goes along with the next message. */
export interface AttachedView {
  id: string;
  /** A codicon's name. */
  icon: string;
  label: string;
  detail: string;
  /** How many tokens it has, for people to read. */
  tokens: string;
  /** Where it is from, for the tooltip. */
  title: string;
  /** Why it cannot be sent as it is. */
  problem?: string;
  /** Of a picture: a PNG in base64, and how closely it will be looked at. */
  thumbnail?: string;
  imageDetail?: ImageDetail;
}

/** What may be meant by what is being typed. */
export interface SuggestionView {
  id: string;
  /** A codicon's name. */
  icon: string;
  label: string;
  detail: string;
  /** What is typed in its place; without it, it goes along with the message. */
  text?: string;
}

/** What the next message takes of the model's window, and costs. */
export interface MeterView {
  /** Of the window, up to 1; `null` when nobody knows how large that is. */
  share: number | null;
  tokens: string;
  /** Empty when nobody knows. */
  price: string;
  /** The same in full. */
  title: string;
  /** It does not go into the window whole. */
  over: boolean;
}

/** What can be done with the results of a typed task; each is a button below its cards. */
export const cardActions = [
  'copy',
  'copyJson',
  'copyCsv',
  'insertFrontMatter',
  'insertComment',
  'saveTags',
  'search',
  'showDiff',
  'followUp',
  'apply',
  'insert',
  'openAsFile',
] as const;
export type CardAction = (typeof cardActions)[number];

/** What can be done with a block of code in an answer, besides copying it. */
export const blockActions = ['insert', 'replace', 'apply', 'newFile', 'terminal'] as const;
export type BlockAction = (typeof blockActions)[number];

/** A text of an answer that names a place in the workspace. */
export interface LinkView {
  text: string;
  /** Which place, for people to read. */
  title: string;
}

export interface CardActionView {
  action: CardAction;
  label: string;
  /** The one that most people want; at most one. */
  primary: boolean;
}

/** A result of a typed task. */
export interface CardView {
  /** A codicon's name. */
  icon: string;
  title: string;
  /** A few muted words beside the title; empty for none. */
  aside: string;
  /** Which of the question's attachments it is of; missing when there is no other. */
  caption?: string;
  body: CardBody;
}

export type CardBody =
  /** Short words side by side. */
  | { type: 'chips'; items: string[] }
  /**
   * Shares of one, each with its value for people to read; `null` where there is none. The first is the result, or no more
   * than the likeliest when that is `unsure`.
   */
  | { type: 'bars'; unsure?: true; bars: { label: string; share: number | null; text: string }[] }
  /** Ranked entries with a muted detail each. */
  | { type: 'rows'; rows: { text: string; detail: string; code: boolean }[] }
  | { type: 'code'; languageId: string; text: string };

/** Which of the turns in one place is shown, counted from 0. */
export interface BranchView {
  index: number;
  count: number;
}

/** A call of a tool, as it stands. */
export interface CallView {
  name: string;
  /** As the model wrote them. */
  arguments: string;
  state: CallState;
  /** How long it took and how many tokens its result has, for people to read; empty while nobody knows. */
  detail: string;
  /** What the model is told. */
  result?: string;
  /** The user is asked. `always`: they may permit all that only read, in this chat. */
  ask?: { seal: string; always: boolean };
}

export type TurnView =
  | {
      role: 'user';
      id: string;
      text: string;
      /** Missing when it is the only one in its place. */
      branch?: BranchView;
      /** May be put in other words. */
      editable: boolean;
      /** Goes along with every request. */
      pinned: boolean;
      /** What the user typed for the task whose title is the text. */
      words?: string;
      attachments: AttachmentView[];
    }
  | {
      role: 'assistant';
      id: string;
      state: AnswerState;
      text: string;
      /** What the model has called at once, each time, and at which position of the text. */
      rounds?: { at: number; calls: CallView[] }[];
      /** Missing when it is the only one in its place. */
      branch?: BranchView;
      /** What happened on the way to the answer that the user should know, in a sentence each. */
      notes: string[];
      /** What is waited for, until text comes or the answer ends. */
      waiting?: Waiting;
      /** The muted line under the answer: model, tokens, cost, time. */
      summary?: string;
      /** The same in full, for the line's tooltip; one fact a line. */
      details?: string;
      problem?: ProblemView;
      /** The results of a typed task, whose text is not shown; one for each attachment. */
      cards?: CardView[];
      actions?: CardActionView[];
      /** It is JSON, or was to be. */
      json?: JsonView;
      /** The pages that it cites. */
      citations?: Cited[];
      /** How probable its tokens were is known, and told when it is asked for. */
      hasTokens?: true;
      /** Another answer may be asked for. */
      retryable: boolean;
      /** It broke off, and may be gone on with. */
      continuable: boolean;
    };

export interface JsonView {
  /** The JSON of each answer that was asked for, once all of them are known to be as they should. */
  texts?: string[];
  /** Why they are not: a sentence, and what is wrong first. */
  problem?: { message: string; faults: string[] };
}

export interface ModelView {
  /** e.g. `gpt-4o-mini` */
  label: string;
  /** Provider and host, for the tooltip. */
  detail: string;
}

/** The tools that the chat is offered. */
export interface ToolsView {
  /** How many; empty for none. */
  label: string;
  /** For the tooltip. */
  title: string;
}

/** Something about the chosen model that the user should know today. */
export interface NoticeView {
  message: string;
  /** What the button that does something about it says; without one there is nothing to do. */
  accept?: string;
}

/** Whose values the form shows and changes: this conversation's, or the user's own settings. */
const parameterScopes = ['chat', 'user'] as const;
export type ParameterScope = (typeof parameterScopes)[number];

/** A value of a parameter as a setting holds it; `null` is unset. */
export type ParameterValue = number | string | string[] | Record<string, number | string> | null;

/** One parameter of the form. */
export interface FieldView {
  /** The setting's, under `gloss.request`. */
  key: string;
  label: string;
  /** A sentence or two. */
  description: string;
  /** The name on the wire. */
  sentAs: string;
  /** With the ranges and choices of the chosen model. */
  control: Control;
  /** What is in force, wherever it comes from. */
  value: ParameterValue;
  /** Where that comes from, for people to read; empty when the value is unset. */
  source: string;
  /** Set in the scope that the form changes, so that it can be unset there. */
  own: boolean;
  /** What an unset one means: `not sent`, or the model's default. */
  unset: string;
  /** Why the value in force is not sent, or not as it is. */
  mistake?: string;
}

/** The drawer with the parameters of the chosen model. */
export interface ParametersView {
  scope: ParameterScope;
  /** Models to choose from, by provider; none of them is shut down. */
  models: { provider: string; name: string; models: { id: string; label: string }[] }[];
  chosen: { provider: string; model: string };
  /** What is known of the model, in one line: window, price, date; with what nobody has verified. */
  facts: string;
  presets: string[];
  /** The one whose values are those of the scope, if there is one. */
  preset?: string;
  /** Only the parameters that the chosen model takes. */
  groups: { title: string; fields: FieldView[] }[];
  /** What is set and the model does not take, in a sentence; missing when there is nothing. */
  ignored?: string;
  /** What the endpoint has refused, in a sentence; missing when it has refused nothing. */
  refused?: string;
  /** What the next message would send, in every form, with long texts shortened. */
  example: Record<ExampleFormat, string>;
  /** Tokens and price of the next message. */
  estimate: string;
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
  goOn: string;
  edit: string;
  editing: string;
  save: string;
  cancel: string;
  remove: string;
  pin: string;
  unpin: string;
  previous: string;
  next: string;
  /** `{0}` is the number of the version shown, `{1}` how many there are. */
  version: string;
  copyAnswer: string;
  sources: string;
  copyQuestion: string;
  copyCode: string;
  blockActions: Record<BlockAction, string>;
  copied: string;
  showRequest: string;
  confidence: {
    /** What the button says that shows the probabilities. */
    show: string;
    /** What their colors mean. */
    legend: string;
    /** Of the tokens, for screen readers. */
    tokens: string;
    /** Before the alternatives to a token. */
    others: string;
    /** In their place. */
    noOthers: string;
  };
  json: {
    /** What the button says that shows the text in place of the tree. */
    show: string;
    /** Of the tree, for screen readers. */
    tree: string;
    object: string;
    array: string;
    /** How many entries an object or an array has. */
    entries: string;
    /** Shows so many more of them. */
    more: string;
    copyValue: string;
    copyPath: string;
  };
  calls: {
    states: Record<CallState, string>;
    arguments: string;
    result: string;
    allow: string;
    /** Permits all that only read, in this chat. */
    always: string;
    refuse: string;
  };
  chooseModel: string;
  parameters: string;
  attach: string;
  attached: string;
  /** `{0}` is what is taken away. */
  detach: string;
  suggestions: string;
  /** `{0}` is the file's name. */
  notAttached: Record<NotAttached, string>;
  /** How closely a picture is looked at, each; `{0}` is its name. */
  imageDetails: Record<ImageDetail, string>;
  dismiss: string;
  drawer: {
    close: string;
    model: string;
    scope: string;
    scopes: Record<ParameterScope, string>;
    preset: string;
    /** Stands in the list of presets while none is chosen. */
    choosePreset: string;
    savePreset: string;
    sharePreset: string;
    importPreset: string;
    deletePreset: string;
    unset: string;
    /** The choice that stands for "not sent". */
    notSent: string;
    on: string;
    off: string;
    /** How a list is entered: one text a line. */
    onePerLine: string;
    /** How a map is entered: one `name: value` a line. */
    pairPerLine: string;
    /** How a schema is entered. */
    asJson: string;
    forget: string;
    settings: string;
    request: string;
    formats: Record<ExampleFormat, string>;
    copyRequest: string;
  };
  jumpToEnd: string;
  /** `{0}` is how many there are. */
  showEarlier: string;
  emptyTitle: string;
  emptyHint: string;
  /** What blocks of code and tables are called, for screen readers. */
  code: string;
  table: string;
  /** Shown in place of a picture the model wrote; `{0}` is its alternative text and host. */
  image: string;
  /** Spoken to screen readers at the start and at the end of an answer. */
  answering: string;
  states: Record<AnswerState, string>;
}

export interface PanelView {
  strings: PanelStrings;
  model: ModelView;
  tools: ToolsView;
  notice?: NoticeView;
  /** Present while the drawer is open. */
  parameters?: ParametersView;
  /** The conversation's id: a draft belongs to one. */
  conversation: string;
  /** The last ones of the branch that is shown. */
  turns: TurnView[];
  /** What goes along with the next message. */
  attached: AttachedView[];
  /** The longest that the longer and the shorter side of a picture may be, in pixels; larger ones are scaled down. */
  pictureSides: { longer: number; shorter: number };
  /** The largest file that can go along, in bytes. */
  largestFile: number;
  /** Missing until it is known. */
  meter?: MeterView;
  /** How many come before them, and are sent when the webview asks. */
  earlier: number;
  /** What is known of the places that answers name, by the ids of their turns. */
  links?: Record<string, LinkView[]>;
  /** The tokens of the answers of which they were asked for. */
  tokens?: Record<string, AnswerTokens>;
}

export type HostMessage =
  | { type: 'snapshot'; seq: number; view: PanelView }
  /** A turn was added, or replaces the one of the same id. */
  | { type: 'turn'; seq: number; turn: TurnView }
  /** These come before those that are there. */
  | { type: 'earlier'; seq: number; turns: TurnView[]; earlier: number }
  /** The places that the answer of this id names. */
  | { type: 'links'; seq: number; id: string; links: LinkView[] }
  /** The tokens of the answer of this id. */
  | { type: 'tokens'; seq: number; id: string; tokens: AnswerTokens }
  /** Text follows on the answer of this id. */
  | { type: 'delta'; seq: number; id: string; text: string }
  | { type: 'attached'; seq: number; attached: AttachedView[] }
  | { type: 'meter'; seq: number; meter: MeterView | undefined }
  /** A picture from the disk that is to be scaled and to go along. */
  | { type: 'picture'; seq: number; name: string; bytes: Uint8Array<ArrayBuffer> }
  /** What may be meant by what was asked about with this number. */
  | { type: 'suggestions'; seq: number; request: number; items: SuggestionView[] }
  | { type: 'model'; seq: number; model: ModelView }
  | { type: 'tools'; seq: number; tools: ToolsView }
  /** None: there is nothing to be told, or it was dismissed. */
  | { type: 'notice'; seq: number; notice: NoticeView | undefined }
  /** None: the drawer is closed. */
  | { type: 'parameters'; seq: number; parameters: ParametersView | undefined }
  | { type: 'focusComposer'; seq: number };

/** A larger file, in bytes, no model reads whole; looking at it would only cost time. */
export const largestFile = 5_000_000;

/** Longest text the webview may post, in UTF-16 units: a 5 MB paste still fits. */
const maxText = 8_000_000;

const text = z.string().check(maxLength(maxText));
const id = z.string().check(maxLength(64));
const name = z.string().check(maxLength(256));
const newPicture = z.extend(image, { name });
export type NewPicture = z.infer<typeof newPicture>;
export type ImageDetail = z.infer<typeof imageDetail>;
const fileBytes = z
  .instanceof(Uint8Array)
  .check(z.refine(({ length }) => length <= largestFile, { error: 'a file that is too large' }));
/** Why a file that was pasted or dropped does not go along. */
const notAttached = ['noPicture', 'tooLarge', 'tooMany'] as const;
export type NotAttached = (typeof notAttached)[number];
const entry = z.string().check(maxLength(4096));
/** A JSON schema as it was written. */
const schemaText = z.string().check(maxLength(100_000));
const parameterValue = z.union([
  z.null(),
  z.number(),
  schemaText,
  z.array(entry).check(maxLength(64)),
  z.record(name, z.union([z.number(), entry])),
]);
/** Exact keys, bounded sizes, no paths and no command ids: whatever script runs in the webview can ask for nothing else. */
export const webviewMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** What was added to an answer is on the screen: more may come. */
  z.strictObject({ type: z.literal('painted') }),
  z.strictObject({ type: z.literal('send'), text }),
  z.strictObject({ type: z.literal('stop') }),
  /** Asks for turns before the first one that the webview has; for as many as it takes to have the one of the id `to`. */
  z.strictObject({ type: z.literal('showEarlier'), before: id, to: z.optional(id) }),
  z.strictObject({ type: z.literal('retry'), id }),
  /** Puts a question in other words, in a branch of its own. */
  z.strictObject({ type: z.literal('edit'), id, text }),
  /** Shows the version of a turn before or after this one. */
  z.strictObject({ type: z.literal('step'), id, by: z.union([z.literal(-1), z.literal(1)]) }),
  z.strictObject({ type: z.literal('goOn'), id }),
  /** Has a question go along with every request, or not. */
  z.strictObject({ type: z.literal('pinTurn'), id, pinned: z.boolean() }),
  /** Takes a turn away with all that follows it. */
  z.strictObject({ type: z.literal('remove'), id }),
  z.strictObject({ type: z.literal('copy'), text }),
  /** Does something with the results of the turn of this id. */
  z.strictObject({ type: z.literal('card'), id, action: z.enum(cardActions) }),
  /** Does something with a block of code of the answer of this id, counted from 0; the host has the code itself. */
  z.strictObject({
    type: z.literal('block'),
    id,
    index: z.int().check(z.nonnegative(), z.maximum(100_000)),
    action: z.enum(blockActions),
  }),
  /** The answer of this id is seen, and has words in it that may name places. */
  z.strictObject({ type: z.literal('findLinks'), id }),
  /** Asks for the tokens of the answer of this id. */
  z.strictObject({ type: z.literal('showTokens'), id }),
  /** Opens what a text of that answer names, if it is one that the host has found. */
  z.strictObject({ type: z.literal('openPlace'), id, text: name }),
  /** Shows what went over the wire for the answer of this id. */
  z.strictObject({ type: z.literal('showRequest'), id }),
  /** Asks the host to open a link of the answer; the host checks it again. */
  z.strictObject({ type: z.literal('openLink'), url: z.string().check(maxLength(4096)) }),
  z.strictObject({ type: z.literal('remedy'), action: remedyAction }),
  z.strictObject({ type: z.literal('selectModel') }),
  z.strictObject({ type: z.literal('selectTools') }),
  /** What the user says of a call of the answer of this id. */
  z.strictObject({ type: z.literal('decideCall'), id, seal: id, decision: z.enum(decisions) }),
  z.strictObject({ type: z.literal('notice'), accept: z.boolean() }),
  z.strictObject({ type: z.literal('showParameters'), open: z.boolean() }),
  z.strictObject({ type: z.literal('setScope'), scope: z.enum(parameterScopes) }),
  /** What stands in the composer, for what it would cost. */
  z.strictObject({ type: z.literal('draft'), text }),
  /** Asks what may be meant by what is typed behind a mark. */
  z.strictObject({
    type: z.literal('suggest'),
    mark: z.enum(['/', '@']),
    query: name,
    request: z.int().check(z.nonnegative()),
  }),
  /** Has something that was suggested go along with the next message, or no longer. */
  z.strictObject({ type: z.literal('attach'), id }),
  z.strictObject({ type: z.literal('detach'), id }),
  /** A picture that was pasted, dropped or asked for, scaled to what a model looks at. */
  z.strictObject({ type: z.literal('attachImage'), picture: newPicture }),
  /** Another file that was pasted or dropped. */
  z.strictObject({ type: z.literal('attachFile'), name, bytes: fileBytes }),
  /** Something was not taken. */
  z.strictObject({ type: z.literal('notAttached'), name, reason: z.enum(notAttached) }),
  /** Has a picture looked at more or less closely, one after the other. */
  z.strictObject({ type: z.literal('nextImageDetail'), id }),
  z.strictObject({ type: z.literal('chooseModel'), provider: id, model: name }),
  z.strictObject({ type: z.literal('setParameter'), key: id, value: parameterValue }),
  z.strictObject({ type: z.literal('preset'), action: z.enum(['apply', 'share', 'delete']), name }),
  z.strictObject({ type: z.literal('savePreset') }),
  z.strictObject({ type: z.literal('importPreset') }),
  z.strictObject({ type: z.literal('copyRequest'), format: z.enum(exampleFormats) }),
  z.strictObject({ type: z.literal('forgetRefusals') }),
  z.strictObject({ type: z.literal('openSettings') }),
]);

export type WebviewMessage = z.infer<typeof webviewMessage>;
