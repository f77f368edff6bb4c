import type { HostMessage, PanelStrings, PanelView, TurnView } from '../chat/protocol.ts';
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
    case 'model':
      return { ...view, model: message.model };
    case 'notice': {
      const { notice: _before, ...others } = view;
      return message.notice ? { ...others, notice: message.notice } : others;
    }
    case 'parameters': {
      const { parameters: _before, ...others } = view;
      return message.parameters ? { ...others, parameters: message.parameters } : others;
    }
    case 'focusComposer':
      return view;
  }
}

/** True while an answer is on its way: the send button is then a stop button. */
export function isStreaming(view: PanelView): boolean {
  return view.turns.some(turn => turn.role === 'assistant' && turn.state === 'streaming');
}

/**
 * What to tell a screen reader when `after` takes the place of `before`: that an answer began, or how it ended. The text
 * itself is never announced as it streams; cards, which come all at once and are short, are.
 */
export function announcement(
  before: TurnView | undefined,
  after: TurnView,
  strings: PanelStrings,
): string | undefined {
  if (after.role !== 'assistant') return undefined;
  const previous = before?.role === 'assistant' ? before.state : undefined;
  if (after.state === previous) return undefined;
  if (after.state === 'streaming') return strings.answering;
  if (after.cards) return after.cards.map(cardWords).join('. ');
  return after.problem
    ? `${strings.states[after.state]}. ${after.problem.message}`
    : strings.states[after.state];
}
