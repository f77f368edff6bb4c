import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Asked,
  ask,
  askAgain,
  askDifferently,
  type Conversation,
  cardTurn,
  changed,
  newConversation,
  siblings,
  step,
  withTurn,
} from '../../../src/chat/conversation.ts';
import { messagesOf } from '../../../src/chat/messages.ts';
import type { AssistantTurn } from '../../../src/chat/turn.ts';

const plain = { systemPrompt: '', language: undefined };

function texts({ turns }: Conversation): string[] {
  return turns.map(({ text }) => text);
}

function said(conversation: Conversation): unknown[] {
  return messagesOf(conversation, plain)
    .slice(1)
    .map(({ content }) => content);
}

/** A question and its whole answer, at the end of the branch that is shown. */
function exchange(conversation: Conversation, question: string, answer: string): Conversation {
  return answered(conversation, ask(conversation, { text: question, attachments: [] }), answer);
}

function answered(conversation: Conversation, asked: Asked | undefined, text: string): Conversation {
  assert.ok(asked);
  const turn: AssistantTurn = { ...asked.answer, text, state: 'complete' };
  return changed(conversation, ...asked.changes, { type: 'turn', turn });
}

function stepped(conversation: Conversation, id: string, by: -1 | 1): Conversation {
  return changed(conversation, step(conversation, id, by) ?? assert.fail('there is no such version'));
}

function idOf({ turns }: Conversation, text: string): string {
  return turns.find(turn => turn.text === text)?.id ?? assert.fail(`${text} is not shown`);
}

describe('a conversation', () => {
  it('gains a question and the answer that is to come', () => {
    const { changes, answer } = ask(newConversation(), { text: 'Why?', attachments: [] });
    const { turns } = changed(newConversation(), ...changes);
    assert.deepEqual(
      turns.map(({ role, text }) => [role, text]),
      [
        ['user', 'Why?'],
        ['assistant', ''],
      ],
    );
    assert.deepEqual(turns[1], answer);
    assert.equal(answer.state, 'streaming');
  });

  it('keeps each answer to a question that is asked again, with what followed it', () => {
    const first = exchange(exchange(newConversation(), 'Why?', 'One.'), 'And then?', 'Nothing.');
    const again = answered(first, askAgain(first, idOf(first, 'One.')), 'Two.');
    assert.deepEqual(texts(again), ['Why?', 'Two.']);
    assert.deepEqual(said(again), ['Why?', 'Two.']);
    const back = stepped(again, idOf(again, 'Two.'), -1);
    assert.deepEqual(texts(back), ['Why?', 'One.', 'And then?', 'Nothing.']);
    assert.deepEqual(said(back), texts(back));
    assert.deepEqual(texts(stepped(back, idOf(back, 'One.'), 1)), ['Why?', 'Two.']);
    assert.equal(step(back, idOf(back, 'One.'), -1), undefined, 'there is none before the first');
  });

  it('keeps a question that is put in other words, and what was attached to it', () => {
    const attachment = { label: 'a.ts', detail: '1', languageId: 'typescript', text: 'x' };
    const asked = ask(newConversation(), { text: 'Why?', attachments: [attachment] });
    const first = answered(newConversation(), asked, 'One.');
    const edited = answered(first, askDifferently(first, idOf(first, 'Why?'), 'How?'), 'Two.');
    assert.deepEqual(texts(edited), ['How?', 'Two.']);
    const [question] = edited.turns;
    assert.deepEqual(question?.role === 'user' && question.attachments, [attachment]);
    assert.deepEqual(texts(stepped(edited, idOf(edited, 'How?'), -1)), ['Why?', 'One.']);
  });

  it('does not put the title of a command in other words, nor an answer', () => {
    const asked = ask(newConversation(), { text: 'Explain Selection', attachments: [], task: 'explain' });
    const conversation = answered(newConversation(), asked, 'So.');
    for (const { id } of conversation.turns) assert.equal(askDifferently(conversation, id, 'x'), undefined);
  });

  it('asks again in place of an answer of which nothing came, and for none that is still coming', () => {
    const asked = ask(newConversation(), { text: 'Why?', attachments: [] });
    const streaming = changed(newConversation(), ...asked.changes);
    assert.equal(askAgain(streaming, asked.answer.id), undefined);
    const failed = changed(streaming, { type: 'turn', turn: { ...asked.answer, state: 'error' } });
    const again = answered(failed, askAgain(failed, asked.answer.id), 'So.');
    assert.deepEqual(texts(again), ['Why?', 'So.']);
    assert.equal(siblings(again, idOf(again, 'So.')).length, 1, 'there is nothing to step back to');
  });

  it('leaves the next attempt the results that a task has kept', () => {
    const card = { kind: 'data' as const, json: '{}' };
    const kept = { results: [{ card, text: '{}' }, null] };
    const asked = ask(newConversation(), { text: 'Why?', attachments: [] });
    const cut = changed(newConversation(), ...asked.changes, {
      type: 'turn',
      turn: { ...asked.answer, state: 'cut', kept },
    });
    const again = askAgain(cut, asked.answer.id) ?? assert.fail();
    assert.deepEqual(again.answer, { ...again.answer, state: 'streaming', text: '', kept });
    assert.equal(JSON.stringify(said(changed(cut, ...again.changes))).includes('{}'), false, 'none is said');
  });

  it('is without a turn that is removed, and what follows it, until they are back', () => {
    const whole = exchange(exchange(newConversation(), 'Why?', 'One.'), 'And then?', 'Nothing.');
    const id = idOf(whole, 'And then?');
    const without = changed(whole, { type: 'remove', id, removed: true });
    assert.deepEqual(texts(without), ['Why?', 'One.']);
    assert.deepEqual(texts(exchange(without, 'So?', 'Yes.')), ['Why?', 'One.', 'So?', 'Yes.']);
    assert.deepEqual(texts(changed(without, { type: 'remove', id, removed: false })), texts(whole));
  });

  it('shows the results of a task with the question they answer, in whatever branch they are', () => {
    const card = { kind: 'data' as const, json: '{}' };
    const asked = ask(newConversation(), { text: 'Tags', attachments: [], task: 'tags' });
    const turn: AssistantTurn = { ...asked.answer, state: 'complete', cards: [card] };
    const conversation = changed(newConversation(), ...asked.changes, { type: 'turn', turn });
    const found = cardTurn(conversation, turn.id);
    assert.deepEqual([found?.question.text, found?.cards], ['Tags', [card]]);
    const other = answered(conversation, askAgain(conversation, turn.id), 'x');
    assert.deepEqual(cardTurn(other, turn.id), found);
  });

  it('has an answer on its way in the place of its beginning', () => {
    const { changes, answer } = ask(newConversation(), { text: 'Why?', attachments: [] });
    const conversation = changed(newConversation(), ...changes);
    assert.deepEqual(texts(withTurn(conversation, { ...answer, text: 'Bec' })), ['Why?', 'Bec']);
  });
});
