import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ask,
  type Conversation,
  changed,
  type NewQuestion,
  newConversation,
} from '../../../src/chat/conversation.ts';
import { defaultSystemPrompt, messagesOf } from '../../../src/chat/messages.ts';
import type { Turn } from '../../../src/chat/turn.ts';

const plain = { systemPrompt: '', language: undefined };

function asked(conversation: Conversation, question: NewQuestion): Conversation {
  return changed(conversation, ...ask(conversation, question).changes);
}

describe('the messages of a conversation', () => {
  const attachment = { label: 'a.ts', detail: '1–2', languageId: 'typescript', text: 'x' };

  it('leave out a question that failed: one that was too long would be so for ever', () => {
    const first = ask(newConversation(), { text: 'Why?', attachments: [attachment] });
    const failed = changed(newConversation(), ...first.changes, {
      type: 'turn',
      turn: { ...first.answer, state: 'error' },
    });
    const conversation = asked(failed, { text: 'And now?', attachments: [] });
    assert.deepEqual(messagesOf(conversation, plain), [
      { role: 'system', content: defaultSystemPrompt },
      { role: 'user', content: 'And now?' },
    ]);
  });

  it('put what is attached before the question', () => {
    const conversation = asked(newConversation(), { text: 'Why?', attachments: [attachment] });
    assert.equal(messagesOf(conversation, plain)[1]?.content, 'a.ts:1–2\n\n```typescript\nx\n```\n\nWhy?');
  });

  it('have pictures and PDFs behind the words, as parts of their own', () => {
    const pdf = { label: 'docs/notes.pdf', detail: 'PDF, 1 KB', languageId: '', text: '', pdf: 'JVBERi0=' };
    const conversation = asked(newConversation(), { text: 'Why?', attachments: [pdf, attachment] });
    assert.deepEqual(messagesOf(conversation, plain)[1]?.content, [
      { type: 'text', text: 'a.ts:1–2\n\n```typescript\nx\n```\n\nWhy?' },
      { type: 'file', file: { filename: 'notes.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' } },
    ]);
  });

  it('put what the editor knows of a piece after it, where nothing can end it', () => {
    const context = { text: 'Types:\n- let a: ```', tokens: 8 };
    const conversation = asked(newConversation(), {
      text: 'Why?',
      attachments: [{ ...attachment, context }],
    });
    assert.equal(
      messagesOf(conversation, plain)[1]?.content,
      'a.ts:1–2\n\n```typescript\nx\n```\n\nWhat the editor knows about this code:\n\n' +
        '````\nTypes:\n- let a: ```\n````\n\nWhy?',
    );
  });

  it('have the text of an answer that the next question cut short', () => {
    const first = ask(newConversation(), { text: 'Why?', attachments: [] });
    const streaming = changed(newConversation(), ...first.changes, {
      type: 'turn',
      turn: { ...first.answer, text: 'Because' },
    });
    const conversation = asked(streaming, { text: 'Never mind', attachments: [] });
    assert.deepEqual(
      messagesOf(conversation, plain).map(({ role }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
  });

  it('say what a command wants in place of its title', () => {
    const conversation = asked(newConversation(), {
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

  it('end with the wish to go on with an answer that broke off', () => {
    const first = ask(newConversation(), { text: 'Count.', attachments: [] });
    const conversation = changed(newConversation(), ...first.changes, {
      type: 'turn',
      turn: { ...first.answer, text: 'One, two, ' },
    });
    const [, question, answer, wish] = messagesOf(conversation, plain);
    assert.deepEqual([question?.content, answer?.content], ['Count.', 'One, two, ']);
    assert.equal(wish?.role, 'user');
    assert.match(String(wish?.content), /\n\nOne, two,$/);
  });
});

it('pictures stand behind the words of their question, each with how closely it is looked at', () => {
  const image = { type: 'image/png' as const, data: 'AAAA', width: 3, height: 2, thumbnail: 'AA==' };
  const picture = {
    label: 'a.png',
    detail: '3 × 2',
    languageId: '',
    text: '',
    image,
    imageDetail: 'low' as const,
  };
  const turns: Turn[] = [{ role: 'user', id: 'u', text: 'What is it?', attachments: [picture] }];
  const [, message] = messagesOf({ turns }, { systemPrompt: '', language: undefined });
  assert.deepEqual(message, {
    role: 'user',
    content: [
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } },
    ],
  });
});
