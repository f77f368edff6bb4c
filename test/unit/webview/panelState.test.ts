import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  CardView,
  HostMessage,
  PanelView,
  ParametersView,
  TurnView,
} from '../../../src/chat/protocol.ts';
import type { Waiting } from '../../../src/chat/turn.ts';
import { announcement, initialState, isStreaming, receive } from '../../../src/webview/panelState.ts';
import { strings } from '../../ui/webview/panelStrings.ts';

const user: TurnView = {
  role: 'user',
  id: 'u1',
  text: 'why',
  editable: true,
  pinned: false,
  attachments: [],
};
const answer: Extract<TurnView, { role: 'assistant' }> = {
  role: 'assistant',
  id: 'a1',
  state: 'streaming',
  text: '',
  notes: [],
  retryable: false,
  continuable: false,
};
const view: PanelView = {
  strings,
  model: { label: 'm', detail: 'd' },
  tools: { label: '', title: '' },
  conversation: 'c',
  turns: [user, answer],
  attached: [],
  pictureSides: { longer: 0, shorter: 0 },
  largestFile: 0,
  earlier: 0,
};

function play(...messages: HostMessage[]) {
  return messages.reduce(receive, initialState);
}

const snapshot = (seq: number): HostMessage => ({ type: 'snapshot', seq, view });
const delta = (seq: number, text: string): HostMessage => ({ type: 'delta', seq, id: 'a1', text });

function answerText(state: ReturnType<typeof play>): string | undefined {
  return state.view?.turns.find(turn => turn.id === 'a1')?.text;
}

describe('the state of the panel', () => {
  test('starts out of sync and ignores what comes before the first snapshot', () => {
    assert.equal(initialState.synced, false);
    assert.equal(play(delta(1, 'x')), initialState);
  });

  test('forgets what was waited for when words come', () => {
    const soon: Waiting = { for: 'retry', sentence: 'Soon.' };
    const waiting: HostMessage = { type: 'turn', seq: 2, turn: { ...answer, waiting: soon } };
    const turnAfter = (state: ReturnType<typeof play>) => state.view?.turns.at(-1);
    assert.deepEqual(turnAfter(play(snapshot(1), waiting)), { ...answer, waiting: soon });
    assert.deepEqual(turnAfter(play(snapshot(1), waiting, delta(3, 'x'))), { ...answer, text: 'x' });
  });

  test('takes a snapshot whatever its number, and follows on from it', () => {
    const state = play(snapshot(41), delta(42, 'Hel'), delta(43, 'lo'));
    assert.equal(state.synced, true);
    assert.equal(answerText(state), 'Hello');
  });

  test('loses sync at a gap, keeps what it shows, and waits for a snapshot', () => {
    const state = play(snapshot(1), delta(2, 'a'), delta(4, 'c'), delta(5, 'd'));
    assert.equal(state.synced, false);
    assert.equal(answerText(state), 'a');
    assert.equal(receive(state, snapshot(6)).synced, true);
  });

  test('drops what comes twice', () => {
    const state = play(snapshot(1), delta(2, 'a'), delta(2, 'a'), delta(1, 'z'), delta(3, 'b'));
    assert.equal(state.synced, true);
    assert.equal(answerText(state), 'ab');
  });

  test('loses sync when text follows on an answer that is not there', () => {
    const state = play(snapshot(1), { type: 'delta', seq: 2, id: 'gone', text: 'x' });
    assert.equal(state.synced, false);
    assert.equal(play(snapshot(1), { type: 'delta', seq: 2, id: 'u1', text: 'x' }).synced, false);
  });

  test('adds a turn, or puts it in the place of the one of the same id', () => {
    const done: TurnView = { ...answer, state: 'complete', text: 'Hello' };
    const next: TurnView = { ...user, id: 'u2' };
    const state = play(
      snapshot(1),
      { type: 'turn', seq: 2, turn: done },
      { type: 'turn', seq: 3, turn: next },
    );
    assert.deepEqual(state.view?.turns, [user, done, next]);
  });

  test('leaves turns that did not change the objects they were', () => {
    const before = play(snapshot(1));
    const after = receive(before, delta(2, 'x'));
    assert.equal(after.view?.turns[0], before.view?.turns[0]);
    assert.notEqual(after.view?.turns[1], before.view?.turns[1]);
  });

  test('changes the model and leaves the turns alone', () => {
    const model = { label: 'other', detail: '' };
    const state = play(snapshot(1), { type: 'model', seq: 2, model });
    assert.equal(state.view?.model, model);
    assert.equal(state.view?.turns, view.turns);
  });

  test('has a notice from the message that brings it to the one that takes it away', () => {
    const notice = { message: 'shuts down soon', accept: 'Switch' };
    const shown = play(snapshot(1), { type: 'notice', seq: 2, notice });
    assert.equal(shown.view?.notice, notice);
    assert.equal(shown.view?.turns, view.turns);
    assert.deepEqual(receive(shown, { type: 'notice', seq: 3, notice: undefined }).view, view);
  });

  test('has the parameters while the drawer is open', () => {
    const parameters: ParametersView = {
      scope: 'chat',
      models: [],
      chosen: { provider: 'p', model: 'm' },
      facts: '',
      presets: [],
      groups: [],
      example: { json: '', curl: '', python: '', typescript: '' },
      estimate: '',
    };
    const open = play(snapshot(1), { type: 'parameters', seq: 2, parameters });
    assert.equal(open.view?.parameters, parameters);
    assert.equal(open.view?.turns, view.turns);
    assert.deepEqual(receive(open, { type: 'parameters', seq: 3, parameters: undefined }).view, view);
  });

  test('counts a request for the focus as a message', () => {
    assert.equal(answerText(play(snapshot(1), { type: 'focusComposer', seq: 2 }, delta(3, 'x'))), 'x');
  });

  test('knows whether an answer is on its way', () => {
    assert.equal(isStreaming(view), true);
    assert.equal(isStreaming({ ...view, turns: [user, { ...answer, state: 'stopped' }] }), false);
  });
});

describe('what screen readers are told', () => {
  /** What is said when the last answer becomes another. */
  const told = (before: TurnView | undefined, after: TurnView) => {
    const shown = (turn: TurnView | undefined): PanelView => ({
      ...view,
      turns: turn === undefined ? [user] : [user, turn],
    });
    return announcement(shown(before), shown(after));
  };

  test('that an answer began, also one that was asked for again', () => {
    assert.equal(told(undefined, answer), 'Answering');
    assert.equal(told({ ...answer, id: 'a0', state: 'error' }, answer), 'Answering');
  });

  test('how it ended, with the reason when there is one', () => {
    assert.equal(told(answer, { ...answer, state: 'complete' }), strings.states.complete);
    const problem = { message: 'No key.', remedies: [] };
    assert.equal(told(answer, { ...answer, state: 'error', problem }), 'No answer. No key.');
  });

  test('what came, when it is cards: each with what it is of if there are several', () => {
    const chips: CardView = {
      icon: 'tag',
      title: 'Tags',
      aside: '',
      body: { type: 'chips', items: ['a', 'b'] },
    };
    const rows: CardView = {
      icon: 'search',
      title: 'Keywords',
      aside: '',
      caption: 'x.ts:3',
      body: { type: 'rows', rows: [{ text: 'find', detail: '7 hits', code: true }] },
    };
    const came = (...cards: CardView[]) => told(answer, { ...answer, state: 'complete', cards });
    assert.equal(came(chips), 'Tags: a, b');
    assert.equal(came(rows, chips), 'x.ts:3. Keywords: find. Tags: a, b');
  });

  test('that it waits, once and not each second, that it is asked again, and that it goes on', () => {
    const waits = (waiting: Waiting) => ({ ...answer, waiting });
    const retry = (seconds: number) => waits({ for: 'retry', sentence: `Again in ${seconds} s.` });
    const again = waits({ for: 'again', sentence: 'Asked again.' });
    const course = [answer, retry(2), retry(1), again, retry(9), retry(8), again, { ...answer, text: 'So' }];
    assert.deepEqual(
      course.slice(1).map((turn, index) => told(course[index], turn)),
      ['Again in 2 s.', undefined, 'Asked again.', 'Again in 9 s.', undefined, 'Asked again.', 'Answering'],
    );
  });

  test('not that the server is at work, which it may say between any two words', () => {
    const works: TurnView = { ...answer, waiting: { for: 'server', sentence: 'At work.' } };
    assert.equal(told(answer, works), undefined);
    assert.equal(told(works, answer), undefined);
  });

  test('nothing about the user’s own words, an unchanged state, or another conversation', () => {
    assert.equal(told(undefined, user), undefined);
    assert.equal(told(answer, { ...answer, text: 'more' }), undefined);
    assert.equal(announcement(undefined, view), undefined);
    assert.equal(announcement({ ...view, conversation: 'other', turns: [] }, view), undefined);
  });
});
