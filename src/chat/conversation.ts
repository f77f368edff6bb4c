import * as z from 'zod/mini';
import type { Card } from '../tasks/card.ts';
import { type AssistantTurn, type Turn, turn, type UserTurn } from './turn.ts';

const id = z.string();

/**
 * What can happen to a conversation; also the lines of its file. Each says what is so from now on, so that taking one in a
 * second time changes nothing, and what two windows write into one file lies side by side in the tree.
 */
export const conversationChange = z.discriminatedUnion('type', [
  /** A turn is there, or is another one now. Without a parent it begins the conversation. */
  z.object({ type: z.literal('turn'), turn, parent: z.optional(id) }),
  /** An answer goes on from a position of its text, in UTF-16 units. */
  z.object({ type: z.literal('text'), id, at: z.number(), text: z.string() }),
  /** Of what follows a turn, or of what begins the conversation, this is shown. */
  z.object({ type: z.literal('show'), child: id, parent: z.optional(id) }),
  /** A turn is gone with all that follows it, or back. */
  z.object({ type: z.literal('remove'), id, removed: z.boolean() }),
  /** A question goes along with every request, with its answer. */
  z.object({ type: z.literal('pinTurn'), id, pinned: z.boolean() }),
  z.object({ type: z.literal('title'), title: z.string() }),
  /** It stands before the others. */
  z.object({ type: z.literal('pin'), pinned: z.boolean() }),
  /** Values of parameters for this conversation alone, by setting key. */
  z.object({ type: z.literal('parameters'), parameters: z.record(z.string(), z.unknown()) }),
]);
export type ConversationChange = z.infer<typeof conversationChange>;

interface TurnNode {
  turn: Turn;
  /** The turn that it follows; without one it begins the conversation. */
  parent: string | undefined;
}

/** A tree of turns, of which one branch is shown. Values, never changed in place: `changed` makes the next. */
export interface Conversation {
  readonly id: string;
  /** As the user has it; empty when they have not said. */
  readonly title: string;
  readonly pinned: boolean;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The branch that is shown, from its first question on. */
  readonly turns: readonly Turn[];
  /** Every turn there has been, the removed ones too, the oldest first. */
  readonly nodes: ReadonlyMap<string, TurnNode>;
  readonly removed: ReadonlySet<string>;
  /** Questions that go along with every request. */
  readonly pinnedTurns: ReadonlySet<string>;
  /** What follows a turn, by its id, and what begins the conversation, by `undefined`; the removed left out. */
  readonly children: ReadonlyMap<string | undefined, readonly string[]>;
  /** Which of these is shown; the newest, where nothing is said. */
  readonly shown: ReadonlyMap<string | undefined, string>;
}

export function newConversation(id: string = crypto.randomUUID()): Conversation {
  return {
    id,
    title: '',
    pinned: false,
    turns: [],
    nodes: new Map(),
    removed: new Set(),
    pinnedTurns: new Set(),
    children: new Map(),
    shown: new Map(),
  };
}

/** The conversation after these changes. One that speaks of a turn that is not there changes nothing. */
export function changed(before: Conversation, ...changes: readonly ConversationChange[]): Conversation {
  let { title, pinned, parameters } = before;
  const nodes = new Map(before.nodes);
  const removed = new Set(before.removed);
  const pinnedTurns = new Set(before.pinnedTurns);
  const shown = new Map(before.shown);
  for (const change of changes) {
    switch (change.type) {
      case 'turn': {
        const { turn, parent } = change;
        const known = nodes.get(turn.id);
        if (!known && parent !== undefined && !nodes.has(parent)) break;
        nodes.set(turn.id, { turn, parent: known ? known.parent : parent });
        if (!known) shown.set(parent, turn.id);
        break;
      }
      case 'text': {
        const node = nodes.get(change.id);
        if (node?.turn.role !== 'assistant' || node.turn.text.length < change.at) break;
        const text = node.turn.text.slice(0, change.at) + change.text;
        nodes.set(change.id, { ...node, turn: { ...node.turn, text } });
        break;
      }
      case 'show':
        if (nodes.get(change.child)?.parent === change.parent) shown.set(change.parent, change.child);
        break;
      case 'remove':
        if (change.removed) removed.add(change.id);
        else removed.delete(change.id);
        break;
      case 'pinTurn':
        if (change.pinned) pinnedTurns.add(change.id);
        else pinnedTurns.delete(change.id);
        break;
      case 'title':
        ({ title } = change);
        break;
      case 'pin':
        ({ pinned } = change);
        break;
      case 'parameters':
        ({ parameters } = change);
    }
  }
  const children = childrenOf(nodes, removed);
  const turns = branch(nodes, children, shown);
  return {
    ...{ id: before.id, title, pinned, turns, nodes, removed, pinnedTurns, children, shown },
    ...(parameters ? { parameters } : {}),
  };
}

/** What has to happen to an empty conversation for it to be as this one is. */
export function changesOf({
  title,
  pinned,
  parameters,
  nodes,
  removed,
  pinnedTurns,
  shown,
}: Conversation): ConversationChange[] {
  return [
    ...(title ? [{ type: 'title' as const, title }] : []),
    ...(pinned ? [{ type: 'pin' as const, pinned }] : []),
    ...(parameters ? [{ type: 'parameters' as const, parameters }] : []),
    ...[...nodes.values()].map(({ turn, parent }) => ({ type: 'turn' as const, turn, parent })),
    ...[...shown].map(([parent, child]) => ({ type: 'show' as const, child, parent })),
    ...[...pinnedTurns].map(id => ({ type: 'pinTurn' as const, id, pinned: true })),
    ...[...removed].map(id => ({ type: 'remove' as const, id, removed: true })),
  ];
}

function childrenOf(
  nodes: Conversation['nodes'],
  removed: Conversation['removed'],
): Conversation['children'] {
  const children = new Map<string | undefined, string[]>();
  for (const [id, { parent }] of nodes) {
    if (removed.has(id)) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  return children;
}

/** A turn follows one that was there before it, so this ends. */
function branch(
  nodes: Conversation['nodes'],
  children: Conversation['children'],
  shown: Conversation['shown'],
): Turn[] {
  const turns: Turn[] = [];
  for (let parent: string | undefined; ; ) {
    const siblings = children.get(parent) ?? [];
    const chosen = shown.get(parent);
    const id = chosen !== undefined && siblings.includes(chosen) ? chosen : siblings.at(-1);
    const node = id === undefined ? undefined : nodes.get(id);
    if (!node) return turns;
    turns.push(node.turn);
    parent = id;
  }
}

/** The turns in the place of this one, itself among them, in the order they were made. */
export function siblings({ nodes, children }: Conversation, id: string): readonly string[] {
  const node = nodes.get(id);
  return node ? (children.get(node.parent) ?? []) : [];
}

/** A question before it is asked; whoever follows it further gives it its id. */
export type NewQuestion = Omit<UserTurn, 'role' | 'id'> & { id?: string };

/** A question or another answer, and the answer that is about to come. */
export interface Asked {
  changes: ConversationChange[];
  answer: AssistantTurn;
}

/** Adds a question and the answer that is about to come to it, at the end of the branch that is shown. */
export function ask({ turns }: Conversation, question: NewQuestion): Asked {
  return askAfter(turns.at(-1)?.id, question);
}

/**
 * Asks a question in other words: another branch beside it.
 * @returns `undefined` for what is no question, or one of a command's.
 */
export function askDifferently({ nodes }: Conversation, id: string, text: string): Asked | undefined {
  const node = nodes.get(id);
  if (node?.turn.role !== 'user' || !isEditable(node.turn)) return undefined;
  const { id: _old, ...question } = node.turn;
  return askAfter(node.parent, { ...question, text });
}

/** Whether its words are the user's own, so that others may be put in their place. */
export function isEditable({ task, prompt }: UserTurn): boolean {
  return task === undefined && prompt === undefined;
}

/** Whether an answer broke off with something to go on from. */
export function isContinuable({ state, text, cards, rounds }: AssistantTurn): boolean {
  const brokeOff = state === 'cut' || state === 'interrupted' || state === 'stopped';
  return brokeOff && (text !== '' || rounds !== undefined) && !cards;
}

/**
 * Asks for another answer, beside this one; an answer of which nothing came makes room for it, and leaves it what it has kept.
 * @returns `undefined` for what is no answer, or not at its end.
 */
export function askAgain({ nodes }: Conversation, id: string): Asked | undefined {
  const node = nodes.get(id);
  if (node?.turn.role !== 'assistant' || node.turn.state === 'streaming') return undefined;
  const { text, cards, kept, rounds } = node.turn;
  const answer = { ...emptyAnswer(), ...(kept ? { kept } : {}) };
  const isEmpty = text === '' && !cards && !rounds;
  return {
    changes: [
      ...(isEmpty ? [{ type: 'remove', id, removed: true } as const] : []),
      { type: 'turn', turn: answer, parent: node.parent },
    ],
    answer,
  };
}

function askAfter(parent: string | undefined, question: NewQuestion): Asked {
  const asked: UserTurn = { role: 'user', id: crypto.randomUUID(), ...question };
  const answer = emptyAnswer();
  const changes: ConversationChange[] = [
    { type: 'turn', turn: asked, parent },
    { type: 'turn', turn: answer, parent: asked.id },
  ];
  return { changes, answer };
}

/** Shows the turn before or after this one in its place, with what follows it. @returns `undefined` where there is none. */
export function step(conversation: Conversation, id: string, by: -1 | 1): ConversationChange | undefined {
  const places = siblings(conversation, id);
  const index = places.indexOf(id);
  const child = index < 0 ? undefined : places[index + by];
  if (child === undefined) return undefined;
  return { type: 'show', child, parent: conversation.nodes.get(id)?.parent };
}

/** Puts a turn in the place of the one with its id, in the branch that is shown, if it is there. */
export function withTurn(conversation: Conversation, turn: Turn): Conversation {
  const index = conversation.turns.findLastIndex(({ id }) => id === turn.id);
  return index < 0 ? conversation : { ...conversation, turns: conversation.turns.with(index, turn) };
}

/** A question and the results that a typed task gave for it. */
export interface CardTurn {
  question: UserTurn;
  cards: readonly Card[];
}

/** The results that the answer of this id shows; `undefined` when it shows none. */
export function cardTurn({ nodes }: Conversation, id: string): CardTurn | undefined {
  const node = nodes.get(id);
  const question = node?.parent === undefined ? undefined : nodes.get(node.parent)?.turn;
  const answer = node?.turn;
  if (question?.role !== 'user' || answer?.role !== 'assistant' || !answer.cards) return undefined;
  return { question, cards: answer.cards };
}

function emptyAnswer(): AssistantTurn {
  return { role: 'assistant', id: crypto.randomUUID(), state: 'streaming', text: '' };
}
