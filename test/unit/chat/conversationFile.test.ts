import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ask,
  askAgain,
  type Conversation,
  type ConversationChange,
  changed,
  newConversation,
} from '../../../src/chat/conversation.ts';
import { fileHeading, fileLines, noticedLine, readConversation } from '../../../src/chat/conversationFile.ts';

const asked = ask(newConversation(), { text: 'Why?\nNo, how?', attachments: [] });
const whole: ConversationChange = {
  type: 'turn',
  turn: { ...asked.answer, text: 'Because.', state: 'complete' },
};

function texts(conversation: Conversation | undefined): string[] | undefined {
  return conversation?.turns.map(({ text }) => text);
}

describe('the file of a conversation', () => {
  it('brings back what was written, in whatever pieces', () => {
    const changes: ConversationChange[] = [
      ...asked.changes,
      whole,
      { type: 'title', title: 'Reasons' },
      { type: 'pin', pinned: true },
      { type: 'parameters', parameters: { seed: 7 } },
    ];
    const conversation = changed(newConversation('x'), ...changes);
    const file = fileHeading('x') + changes.map(change => fileLines([change])).join('');
    assert.deepEqual(readConversation(file), { conversation, unread: 'none', isNewer: false });
  });

  it('says the same when a part of it was written twice', () => {
    const changes: ConversationChange[] = [
      ...asked.changes,
      { type: 'text', id: asked.answer.id, at: 0, text: 'Bec' },
      { type: 'text', id: asked.answer.id, at: 3, text: 'ause' },
    ];
    const once = readConversation(fileHeading('x') + fileLines(changes));
    const twice = readConversation(fileHeading('x') + fileLines(changes) + fileLines(changes.slice(1)));
    assert.deepEqual(texts(once?.conversation), ['Why?\nNo, how?', 'Because']);
    assert.deepEqual(texts(twice?.conversation), texts(once?.conversation));
  });

  it('has an answer that was on its way as interrupted, with the text that had come', () => {
    const text = { type: 'text' as const, id: asked.answer.id, at: 0, text: 'Bec' };
    const read = readConversation(fileHeading('x') + fileLines([...asked.changes, text]));
    assert.deepEqual(read?.conversation.turns.at(-1), {
      ...asked.answer,
      text: 'Bec',
      state: 'interrupted',
    });
  });

  it('of two windows holds what both have asked, side by side', () => {
    const begun = changed(newConversation('x'), ...asked.changes, whole);
    const one = ask(begun, { text: 'One?', attachments: [] });
    const other = ask(begun, { text: 'Other?', attachments: [] });
    const again = askAgain(begun, asked.answer.id);
    // As their lines may come to lie.
    const mixed = [
      one.changes[0],
      other.changes[0],
      ...(again?.changes ?? []),
      other.changes[1],
      one.changes[1],
    ];
    const lines = fileLines([...asked.changes, whole, ...mixed.filter(change => change !== undefined)]);
    const { conversation } = readConversation(fileHeading('x') + lines) ?? assert.fail();
    assert.equal(conversation.nodes.size, 7);
    assert.equal(conversation.children.get(asked.answer.id)?.length, 2);
  });

  for (const at of ['after each byte', 'after each byte, and goes on']) {
    it(`that a crash has cut ${at}, has all that was whole before`, () => {
      const lines = [...asked.changes, whole].map(change => fileLines([change]));
      const later: ConversationChange = { type: 'title', title: 'Later' };
      const heading = fileHeading('x');
      for (let end = 0; end < lines.join('').length; end += 1) {
        const cut = heading + lines.join('').slice(0, end);
        const read = readConversation(at.endsWith('on') ? cut + fileLines([later]) : cut);
        let length = 0;
        const there = lines.filter(line => {
          length += line.length;
          return length <= end;
        });
        assert.equal(read?.conversation.nodes.size, Math.min(there.length, 2), `at ${end}`);
        if (at.endsWith('on')) assert.equal(read?.conversation.title, 'Later');
        else assert.notEqual(read?.unread, 'some', `at ${end}`);
      }
    });
  }

  it('tells of lines that cannot be read, until that is known', () => {
    const broken = `${fileHeading('x')}\n{"type":"tur${fileLines(asked.changes)}\n{"type":"unheard of"}`;
    assert.equal(readConversation(broken)?.unread, 'some');
    assert.deepEqual(texts(readConversation(broken)?.conversation), ['Why?\nNo, how?', '']);
    assert.equal(readConversation(broken + noticedLine)?.unread, 'none');
    assert.equal(readConversation(`${broken}${noticedLine}\n{`)?.unread, 'last');
  });

  it('of a later Gloss is known as such', () => {
    const file = fileHeading('x').replace('"version":1', '"version":2') + fileLines(asked.changes);
    const read = readConversation(file);
    assert.equal(read?.isNewer, true);
    assert.equal(readConversation(file + fileHeading('x'))?.isNewer, true, 'whatever an earlier one adds');
    assert.equal(read?.conversation.turns.length, 2);
  });

  it('is nothing without anything of a conversation', () => {
    for (const text of ['', '\n', '{}', 'null', fileHeading('x').slice(0, -1)]) {
      assert.equal(readConversation(text), undefined, text);
    }
  });

  it('has what was said when its heading cannot be read', () => {
    const read = readConversation(fileHeading('x').slice(0, -1) + fileLines(asked.changes), 'y');
    assert.deepEqual([read?.conversation.id, read?.unread], ['y', 'some']);
    assert.deepEqual(texts(read?.conversation), ['Why?\nNo, how?', '']);
  });

  it('may have a heading of each window that began it', () => {
    const read = readConversation(fileHeading('x') + fileHeading('x') + fileLines(asked.changes));
    assert.deepEqual([read?.conversation.id, read?.unread], ['x', 'none']);
    assert.deepEqual(texts(read?.conversation), ['Why?\nNo, how?', '']);
  });
});
