import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ask,
  askAgain,
  newConversation,
  readConversation,
  replaceTurn,
} from '../../../src/chat/conversation.ts';
import { defaultSystemPrompt, messagesOf } from '../../../src/chat/messages.ts';

const plain = { systemPrompt: '', language: undefined };

describe('a conversation', () => {
  it('gains a question and the answer that is to come', () => {
    const { conversation, question, answer } = ask(newConversation(), { text: 'Why?', attachments: [] });
    assert.deepEqual(conversation.turns, [question, answer]);
    assert.equal(answer.state, 'streaming');
  });

  it('asks its last question again in place of the answer, and no other', () => {
    const first = ask(newConversation(), { text: 'Why?', attachments: [] });
    assert.equal(askAgain(first.conversation, first.answer.id), undefined, 'not while it streams');
    const failed = replaceTurn(first.conversation, { ...first.answer, state: 'error' });
    const again = askAgain(failed, first.answer.id);
    assert.ok(again);
    assert.deepEqual(again.conversation.turns, [first.question, again.answer]);
    assert.equal(askAgain(failed, first.question.id), undefined);
  });

  it('comes back from disk, an answer that was on its way as interrupted', () => {
    const { conversation, answer } = ask(newConversation(), { text: 'Why?', attachments: [] });
    const written = JSON.stringify(replaceTurn(conversation, { ...answer, text: 'Because' }));
    const last = readConversation(written)?.turns.at(-1);
    assert.deepEqual(last, { ...answer, text: 'Because', state: 'interrupted' });
  });

  it('is not read from what is no conversation of this version', () => {
    const { conversation } = ask(newConversation(), { text: 'Why?', attachments: [] });
    const written = JSON.stringify(conversation);
    for (const broken of [
      '',
      '{}',
      'null',
      written.slice(0, -9),
      written.replace('"version":1', '"version":2'),
    ]) {
      assert.equal(readConversation(broken), undefined, broken);
    }
  });
});

describe('the messages of a conversation', () => {
  const attachment = { label: 'a.ts', detail: '1–2', languageId: 'typescript', text: 'x' };

  it('leave out a question that failed: one that was too long would be so for ever', () => {
    const first = ask(newConversation(), { text: 'Why?', attachments: [attachment] });
    const failed = replaceTurn(first.conversation, { ...first.answer, state: 'error' });
    const { conversation } = ask(failed, { text: 'And now?', attachments: [] });
    assert.deepEqual(messagesOf(conversation, plain), [
      { role: 'system', content: defaultSystemPrompt },
      { role: 'user', content: 'And now?' },
    ]);
  });

  it('put what is attached before the question', () => {
    const { conversation } = ask(newConversation(), { text: 'Why?', attachments: [attachment] });
    assert.equal(messagesOf(conversation, plain)[1]?.content, 'a.ts:1–2\n\n```typescript\nx\n```\n\nWhy?');
  });

  it('put what the editor knows of a piece after it, where nothing can end it', () => {
    const context = { text: 'Types:\n- let a: ```', tokens: 8 };
    const { conversation } = ask(newConversation(), {
      text: 'Why?',
      attachments: [{ ...attachment, context }],
    });
    assert.equal(
      messagesOf(conversation, plain)[1]?.content,
      'a.ts:1–2\n\n```typescript\nx\n```\n\nWhat the editor knows about this code:\n\n' +
        '````\nTypes:\n- let a: ```\n````\n\nWhy?',
    );
    assert.deepEqual(readConversation(JSON.stringify(conversation))?.turns[0], conversation.turns[0]);
  });

  it('leave the next attempt the results that a task has kept, on disk too', () => {
    const card = { kind: 'data' as const, json: '{}' };
    const kept = { results: [{ card, text: '{}' }, null] };
    const asked = ask(newConversation(), { text: 'Why?', attachments: [attachment, attachment] });
    const failed = replaceTurn(asked.conversation, { ...asked.answer, state: 'cut', kept });
    const read = readConversation(JSON.stringify(failed)) ?? assert.fail();
    const again = askAgain(read, asked.answer.id) ?? assert.fail();
    assert.deepEqual(again.answer, { ...again.answer, state: 'streaming', text: '', kept });
    assert.equal(JSON.stringify(messagesOf(again.conversation, plain)).includes('{}'), false, 'none is said');
  });

  it('have the text of an answer that the next question cut short', () => {
    const first = ask(newConversation(), { text: 'Why?', attachments: [] });
    const streaming = replaceTurn(first.conversation, { ...first.answer, text: 'Because' });
    const { conversation } = ask(streaming, { text: 'Never mind', attachments: [] });
    assert.deepEqual(
      messagesOf(conversation, plain).map(({ role }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
  });

  it('say what a command wants in place of its title', () => {
    const { conversation } = ask(newConversation(), {
      text: 'Explain Selection',
      attachments: [],
      prompt: { instructions: 'Be brief.', content: 'Explain.' },
    });
    assert.equal(messagesOf(conversation, plain)[1]?.content, 'Be brief.\n\nExplain.');
  });

  it('begin with the user’s own words about the model, and the language to answer in', () => {
    const [system] = messagesOf(newConversation(), { systemPrompt: 'Be kind.', language: 'German' });
    assert.equal(system?.content, 'Be kind.\nAnswer in German.');
  });
});
