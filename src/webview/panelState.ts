import type { HostMessage, PanelView } from '../chat/protocol.ts';
import type { AssistantTurnView } from './assistantTurn.ts';
import { cardWords } from './cardWords.ts';

export interface PanelState {
  /** `undefined` until the first snapshot. */
  view: PanelView | undefined;
  /** Number of the last message that was applied. */
  seq: number;
  /** False from a gap (or from the start) to the next snapshot; messages in between are of no use. */
  synced: boolean;
}

export const initialState: PanelState = { view: undefined, seq: 0, synced: false };

/**
 * Applies a message of the host, by the sequence rule of the protocol: after a gap the state is out of sync (the caller
 * asks for a snapshot), what comes twice is dropped. Unchanged turns keep their identity.
 */
export function receive(state: PanelState, message: HostMessage): PanelState {
  if (message.type === 'snapshot') return { view: message.view, seq: message.seq, synced: true };
  if (!state.synced || state.view === undefined || message.seq <= state.seq) return state;
  const view = message.seq === state.seq + 1 ? apply(state.view, message) : undefined;
  return view ? { view, seq: message.seq, synced: true } : { ...state, synced: false };
}

/** The view after the message, or `undefined` when it speaks of a turn that is not there. */
function apply(view: PanelView, message: Exclude<HostMessage, { type: 'snapshot' }>): PanelView | undefined {
  switch (message.type) {
    case 'turn': {
      const index = view.turns.findIndex(turn => turn.id === message.turn.id);
      return {
        ...view,
        turns: index < 0 ? [...view.turns, message.turn] : view.turns.with(index, message.turn),
      };
    }
    case 'delta': {
      // An answer that grows is nearly always the last turn.
      const index = view.turns.findLastIndex(turn => turn.id === message.id);
      const turn = view.turns[index];
      if (turn?.role !== 'assistant') return undefined;
      const { waiting: _over, ...rest } = turn;
      return { ...view, turns: view.turns.with(index, { ...rest, text: turn.text + message.text }) };
    }
    case 'earlier':
      return { ...view, turns: [...message.turns, ...view.turns], earlier: message.earlier };
    case 'links':
      return { ...view, links: { ...view.links, [message.id]: message.links } };
    case 'attached':
      return { ...view, attached: message.attached };
    case 'meter': {
      const { meter: _before, ...others } = view;
      return message.meter ? { ...others, meter: message.meter } : others;
    }
    case 'tokens':
      return { ...view, tokens: { ...view.tokens, [message.id]: message.tokens } };
    case 'model':
      return { ...view, model: message.model };
    case 'tools':
      return { ...view, tools: message.tools };
    case 'notice': {
      const { notice: _before, ...others } = view;
      return message.notice ? { ...others, notice: message.notice } : others;
    }
    case 'parameters': {
      const { parameters: _before, ...others } = view;
      return message.parameters ? { ...others, parameters: message.parameters } : others;
    }
    case 'suggestions':
    case 'picture':
    case 'focusComposer':
      return view;
  }
}

/** True while an answer is on its way: the send button is then a stop button. */
export function isStreaming(view: PanelView): boolean {
  return view.turns.some(turn => turn.role === 'assistant' && turn.state === 'streaming');
}

/**
 * What to tell a screen reader when `after` takes the place of `before`: that the last answer began, what it waits for and
 * that it goes on, or how it ended. Never the text itself as it streams, nor the seconds of a wait; cards, which come all at
 * once and are short, are told.
 */
export function announcement(before: PanelView | undefined, after: PanelView): string | undefined {
  const turn = after.turns.at(-1);
  if (before?.conversation !== after.conversation || turn?.role !== 'assistant') return undefined;
  const { strings } = after;
  const previous = before.turns.findLast(({ id }) => id === turn.id);
  const was = previous?.role === 'assistant' ? previous : undefined;
  if (turn.state === was?.state) {
    const [waited, waits] = [toldWait(was), toldWait(turn)];
    if (waited?.for === waits?.for) return undefined;
    return waits?.sentence ?? (turn.waiting ? undefined : strings.answering);
  }
  if (turn.state === 'streaming') return strings.answering;
  if (turn.cards) return turn.cards.map(cardWords).join('. ');
  return turn.problem ? `${strings.states[turn.state]}. ${turn.problem.message}` : strings.states[turn.state];
}

/** A server that is at work may say so between any two words. */
function toldWait({ waiting }: AssistantTurnView): AssistantTurnView['waiting'] {
  return waiting?.for === 'server' ? undefined : waiting;
}
