import { env, l10n } from 'vscode';
import { type Conversation, isContinuable, isEditable, siblings } from '../../chat/conversation.ts';
import type { JsonFault } from '../../chat/jsonFault.ts';
import { jsonTexts } from '../../chat/jsonTexts.ts';
import type {
  AttachedView,
  AttachmentView,
  CallView,
  CardView,
  JsonView,
  ModelView,
  NotAttached,
  PanelStrings,
  PanelView,
  TurnView,
} from '../../chat/protocol.ts';
import { largestFile } from '../../chat/protocol.ts';
import { readableBy } from '../../chat/readable.ts';
import { type AnswerCall, textAfterRounds } from '../../chat/toolCall.ts';
import type { AnswerState, AssistantTurn, Attachment, Turn } from '../../chat/turn.ts';
import { imageTokens, pictureSides } from '../../models/imageTokens.ts';
import { countInvisible } from '../../outgoing/invisible.ts';
import type { Card } from '../../tasks/card.ts';
import { formatCost, formatPrice } from '../../usage/cost.ts';
import { type Receipt, tokensPerSecond } from '../../usage/receipt.ts';
import type { Attached } from '../attachments/attached.ts';
import { currentEndpoint } from '../services/endpoint.ts';
import { remedyLabel } from '../services/problems.ts';
import { unreadSentence } from '../services/unreadProblem.ts';
import { toolsView } from '../tools/toolsView.ts';
import { cardActionViews, cardView } from './cardView.ts';

/** Everything the webview shows of a conversation. @param first where in the branch the turns begin that it is sent. */
export function panelView(conversation: Conversation, first: number): Omit<PanelView, 'attached'> {
  return {
    strings: strings(),
    model: modelView(),
    tools: toolsView(),
    conversation: conversation.id,
    pictureSides,
    largestFile,
    turns: turnViews(conversation, first),
    earlier: first,
  };
}

/** The turns of the branch that is shown, from one place up to before another. */
export function turnViews(conversation: Conversation, from: number, to?: number): TurnView[] {
  return conversation.turns.slice(from, to).map((turn, index) => turnView(conversation, turn, from + index));
}

/** @param index of the turn in the branch that is shown. */
export function turnView(conversation: Conversation, turn: Turn, index: number): TurnView {
  const { role, id, text } = turn;
  const places = siblings(conversation, id);
  const branch = places.length > 1 ? { branch: { index: places.indexOf(id), count: places.length } } : {};
  if (role === 'user') {
    return {
      ...{ role, id, text, editable: isEditable(turn), pinned: conversation.pinnedTurns.has(id), ...branch },
      attachments: turn.attachments.flatMap(attachmentViews),
      ...(turn.words ? { words: turn.words } : {}),
    };
  }
  const { state, receipt, problem, cards, waiting } = turn;
  const before = conversation.turns[index - 1];
  const attachments = before?.role === 'user' ? before.attachments : [];
  const last = index === conversation.turns.length - 1;
  return {
    ...{ role, id, state, ...branch },
    text: cards ? '' : text,
    ...(turn.rounds
      ? {
          rounds: turn.rounds.map(({ at, calls }) => ({
            at,
            calls: calls.map(call => callView(call, state)),
          })),
        }
      : {}),
    notes: turn.notes ?? [],
    ...(waiting && state === 'streaming' ? { waiting } : {}),
    retryable: state !== 'streaming',
    continuable: last && isContinuable(turn),
    ...(turn.json && !cards ? { json: jsonView(turn) } : {}),
    ...(turn.citations && state !== 'streaming' ? { citations: turn.citations } : {}),
    ...(turn.tokens && state !== 'streaming' ? { hasTokens: true as const } : {}),
    ...(cards ? { cards: cardViews(cards, before), actions: cardActionViews(cards, attachments) } : {}),
    ...(receipt && state !== 'streaming' ? { summary: summaryOf(receipt), details: detailsOf(receipt) } : {}),
    ...(problem
      ? {
          problem: {
            message: problem.message,
            ...(problem.detail ? { detail: problem.detail } : {}),
            remedies: problem.remedies
              .filter(action => last || action !== 'retry')
              .map(action => ({ action, label: remedyLabel(action) })),
          },
        }
      : {}),
  };
}

/** Of an answer that has ended nothing runs any more, and nobody is asked. */
function callView(call: AnswerCall, answer: AnswerState): CallView {
  const { name, arguments: args, state, result, seal, tokens, elapsed } = call;
  const isOver = answer !== 'streaming' && (state === 'asking' || state === 'running');
  const facts = [
    ...(elapsed === undefined ? [] : [l10n.t('{0} s', number(elapsed / 1000, 1))]),
    ...(tokens === undefined ? [] : [l10n.t('≈ {0} tokens', number(tokens))]),
  ];
  return {
    name,
    arguments: args,
    state: isOver ? 'stopped' : state,
    detail: facts.join(' · '),
    ...(result === undefined ? {} : { result }),
    ...(seal === undefined || isOver ? {} : { ask: { seal, always: call.readsOnly ?? false } }),
  };
}

/** JSON counts as such when it came whole and was checked; anything else is shown as the text that it is. */
function jsonView({ state, text: whole, json, rounds }: AssistantTurn): JsonView {
  const text = textAfterRounds(whole, rounds);
  if (state === 'streaming' || text === '') return {};
  if (state !== 'complete' || !json?.faults) {
    return { problem: { message: l10n.t('This did not come whole, so it is no valid JSON.'), faults: [] } };
  }
  if (json.faults.length === 0) return { texts: jsonTexts(text) };
  const message = l10n.t('This is not the JSON that was asked for.');
  return { problem: { message, faults: json.faults.map(faultSentence) } };
}

function faultSentence(fault: JsonFault): string {
  const sentence = faultWords(fault);
  return fault.answer === undefined ? sentence : l10n.t('Answer {0}: {1}', fault.answer, sentence);
}

function faultWords({ why, at = '', message = '' }: JsonFault): string {
  switch (why) {
    case 'notJson':
      return l10n.t('It is no JSON: {0}', message);
    case 'notObject':
      return l10n.t('It has to be an object.');
    case 'tooDeep':
      return l10n.t('It is nested too deeply.');
    case 'schema':
      return `${at}: ${message}`;
    case 'unusableSchema':
      return l10n.t('The schema cannot be used: {0}', message);
  }
}

/** One card for each attachment: which one, each says only when there are several. */
function cardViews(cards: readonly Card[], question: Turn | undefined): CardView[] {
  const attachments = question?.role === 'user' ? question.attachments : [];
  return cards.map((card, index) => {
    const attachment = attachments.length > 1 ? attachments[index] : undefined;
    const caption = attachment && { caption: `${attachment.label}:${attachment.detail}` };
    return { ...cardView(card), ...caption };
  });
}

/** What goes along is shown, all of it. */
function attachmentViews({ label, detail: place, text, context, image, pdf }: Attachment): AttachmentView[] {
  if (pdf) return [{ label, detail: place }];
  if (image) return [{ label, detail: place, thumbnail: image.thumbnail }];
  const detail = withInvisible(place, text);
  if (!context) return [{ label, detail }];
  const tokens = l10n.t('{0} tokens', number(context.tokens));
  return [
    { label, detail },
    { label: l10n.t('Context'), detail: withInvisible(tokens, context.text), text: context.text },
  ];
}

/** What goes along, as the composer shows it. */
export function attachedViews(attached: readonly Attached[]): AttachedView[] {
  const model = currentEndpoint()?.model;
  return attached.map(({ id, icon, tokens, attachment }) => {
    const { label, text, image, imageDetail = 'auto' } = attachment;
    const { pdf } = model ? readableBy(model, attachment) : attachment;
    const isAsText = attachment.pdf !== undefined && !pdf;
    const detail = isAsText ? l10n.t('as text') : attachment.detail;
    const count = image
      ? imageTokens({ ...image, detail: imageDetail }, model?.imageCost)
      : pdf
        ? undefined
        : tokens;
    const problem = model && unreadSentence(attachment, model);
    return {
      ...{ id, icon, label: lastPart(label), detail: pdf ? detail : withInvisible(detail, text) },
      tokens: count === undefined ? '' : l10n.t('{0} tokens', number(count)),
      title: detail === '' ? label : `${label}:${detail}`,
      ...(image ? { thumbnail: image.thumbnail, imageDetail } : {}),
      ...(problem ? { problem } : {}),
    };
  });
}

/** Which lines of a file, and how many characters in them nobody sees. */
function withInvisible(detail: string, text: string): string {
  const count = countInvisible(text);
  const words =
    count === 1 ? l10n.t('1 invisible character') : l10n.t('{0} invisible characters', number(count));
  return [detail, ...(count > 0 ? [words] : [])].filter(Boolean).join(' · ');
}

/** A path without what it is in; a folder's ends in a slash. */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/', path.length - 2) + 1);
}

export function modelView(): ModelView {
  const endpoint = currentEndpoint();
  return endpoint
    ? { label: endpoint.model.id, detail: `${endpoint.provider.name} · ${endpoint.host}` }
    : { label: l10n.t('Choose a model'), detail: '' };
}

/** The muted line: `gpt-4o-mini · 508 tokens · $0.00011 · 0.4 s`. */
export function summaryOf({
  model,
  promptTokens,
  completionTokens,
  approximate,
  cost,
  search,
  elapsed,
}: Receipt): string {
  const about = approximate ? '≈ ' : '';
  const tokens = l10n.t('{0} tokens', number(promptTokens + completionTokens));
  const seconds = l10n.t('{0} s', number(elapsed / 1000, 1));
  const atLeast = search && search.cost === undefined ? '> ' : about;
  const money = cost === undefined ? [] : [atLeast + formatCost(cost, env.language)];
  return [model, about + tokens, ...money, seconds].join(' · ');
}

function detailsOf(receipt: Receipt): string {
  const speed = tokensPerSecond(receipt);
  return [
    l10n.t('Tokens in: {0}', number(receipt.promptTokens)),
    l10n.t('of which cached: {0}', number(receipt.cachedTokens)),
    l10n.t('Tokens out: {0}', number(receipt.completionTokens)),
    ...(receipt.prediction
      ? [
          l10n.t(
            'Prediction: {0} tokens accepted, {1} rejected',
            number(receipt.prediction.accepted),
            number(receipt.prediction.rejected),
          ),
        ]
      : []),
    ...(receipt.approximate ? [l10n.t('Counted by Gloss, since the provider did not say')] : []),
    ...(receipt.cost === undefined ? [l10n.t('Price not known')] : costLines(receipt.cost, receipt.search)),
    ...(receipt.firstToken === undefined
      ? []
      : [l10n.t('Time to first token: {0} s', number(receipt.firstToken / 1000, 2))]),
    ...(speed === undefined ? [] : [l10n.t('Tokens per second: {0}', number(speed, speed < 10 ? 1 : 0))]),
    ...(receipt.finishReason ? [l10n.t('Finish reason: {0}', receipt.finishReason)] : []),
    ...(receipt.requestId ? [l10n.t('Request: {0}', receipt.requestId)] : []),
  ].join('\n');
}

/** A search costs more than the tokens, whose cents are hidden behind its own unless there are digits enough. */
function costLines(cost: number, search: Receipt['search']): string[] {
  if (!search) return [l10n.t('Cost: {0}', formatCost(cost, env.language))];
  return [
    l10n.t('Cost: {0}', formatPrice(cost, env.language)),
    search.cost === undefined
      ? l10n.t('web search: price not known, not included')
      : l10n.t('of which web search: {0}', formatPrice(search.cost, env.language)),
  ];
}

function number(value: number, fractionDigits = 0): string {
  return new Intl.NumberFormat(env.language, {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value);
}

/** Why a file does not go along; `{0}` is its name. */
export function notAttachedWords(): Record<NotAttached, string> {
  return {
    noPicture: l10n.t('{0} is no picture that can be read: PNG, JPEG, WebP or GIF.'),
    tooLarge: l10n.t('{0} is too large to send.'),
    tooMany: l10n.t('{0} and what came after it were left out: too many at once.'),
  };
}

function strings(): PanelStrings {
  return {
    transcript: l10n.t('Conversation'),
    you: l10n.t('You'),
    answer: l10n.t('Gloss'),
    placeholder: l10n.t('Ask about your code'),
    send: l10n.t('Send'),
    stop: l10n.t('Stop'),
    retry: l10n.t('Ask again'),
    goOn: l10n.t('Continue'),
    edit: l10n.t('Edit and ask again'),
    editing: l10n.t('The question in other words'),
    save: l10n.t('Ask'),
    cancel: l10n.t('Cancel'),
    remove: l10n.t('Delete from here on'),
    pin: l10n.t('Always send along'),
    unpin: l10n.t('Send along while there is room'),
    previous: l10n.t('Version before'),
    next: l10n.t('Version after'),
    /** `{0}` of `{1}`. */
    version: l10n.t('Version {0} of {1}'),
    copyAnswer: l10n.t('Copy answer'),
    sources: l10n.t('Sources'),
    copyQuestion: l10n.t('Copy question'),
    copyCode: l10n.t('Copy code'),
    blockActions: {
      insert: l10n.t('Insert at cursor'),
      replace: l10n.t('Replace selection'),
      apply: l10n.t('Show as changes to the file'),
      newFile: l10n.t('Open as new file'),
      terminal: l10n.t('Paste into terminal, without running it'),
    },
    copied: l10n.t('Copied'),
    showRequest: l10n.t('Show request'),
    confidence: {
      show: l10n.t('Show how probable each token was'),
      legend: l10n.t('Probability'),
      tokens: l10n.t('Tokens of the answer'),
      others: l10n.t('In its place'),
      noOthers: l10n.t('No alternatives were asked for, or none was likely.'),
    },
    json: {
      show: l10n.t('Show as JSON'),
      tree: l10n.t('The answer as a tree'),
      object: l10n.t('object'),
      array: l10n.t('list'),
      entries: l10n.t('entries: {0}'),
      more: l10n.t('Show {0} more'),
      copyValue: l10n.t('Copy as JSON'),
      copyPath: l10n.t('Copy path'),
    },
    calls: {
      states: {
        asking: l10n.t('Wants to be called'),
        running: l10n.t('Running'),
        done: l10n.t('Done'),
        refused: l10n.t('Refused'),
        failed: l10n.t('Failed'),
        stopped: l10n.t('Not run to its end'),
      },
      arguments: l10n.t('Arguments'),
      result: l10n.t('What the model is told'),
      allow: l10n.t('Allow'),
      always: l10n.t('Allow Reading in This Chat'),
      refuse: l10n.t('Refuse'),
    },
    chooseModel: l10n.t('Choose provider and model'),
    parameters: l10n.t('Request parameters'),
    attach: l10n.t('Add context (@)'),
    attached: l10n.t('Goes along with the message'),
    detach: l10n.t('Leave out {0}'),
    suggestions: l10n.t('Suggestions'),
    notAttached: notAttachedWords(),
    imageDetails: { auto: l10n.t('auto'), low: l10n.t('low'), high: l10n.t('high') },
    dismiss: l10n.t('Not today'),
    drawer: {
      close: l10n.t('Close the parameters'),
      model: l10n.t('Model'),
      scope: l10n.t('Set for'),
      scopes: { chat: l10n.t('Chat'), user: l10n.t('All chats') },
      preset: l10n.t('Preset'),
      choosePreset: l10n.t('Apply a preset…'),
      savePreset: l10n.t('Save as preset'),
      sharePreset: l10n.t('Copy preset as JSON'),
      importPreset: l10n.t('Import preset'),
      deletePreset: l10n.t('Delete preset'),
      unset: l10n.t('Unset'),
      notSent: l10n.t('not sent'),
      on: l10n.t('on'),
      off: l10n.t('off'),
      onePerLine: l10n.t('One text a line; \\n is a line break'),
      pairPerLine: l10n.t('One “name: value” a line; \\n is a line break'),
      asJson: l10n.t('A JSON object'),
      forget: l10n.t('Try it again'),
      settings: l10n.t('Open in Settings'),
      request: l10n.t('What the next message would send'),
      formats: { json: 'JSON', curl: 'curl', python: 'Python', typescript: 'TypeScript' },
      copyRequest: l10n.t('Copy'),
    },
    jumpToEnd: l10n.t('Jump to the end'),
    /** `{0}` is how many there are. */
    showEarlier: l10n.t('Show earlier messages ({0})'),
    emptyTitle: l10n.t('Ask, or select code and explain it'),
    emptyHint: l10n.t('Select code and choose Gloss in its context menu, or type a question below.'),
    code: l10n.t('Code'),
    table: l10n.t('Table'),
    image: l10n.t('Picture not loaded: {0}'),
    answering: l10n.t('Gloss is answering'),
    states: {
      streaming: l10n.t('Answering'),
      complete: l10n.t('Answer complete'),
      cut: l10n.t('Cut at the longest length'),
      filtered: l10n.t('Withheld by the provider'),
      refused: l10n.t('Declined'),
      stopped: l10n.t('Stopped'),
      interrupted: l10n.t('Interrupted'),
      error: l10n.t('Failed'),
    },
  };
}
