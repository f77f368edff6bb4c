import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, askAgain, changed, newConversation } from '../../../src/chat/conversation.ts';
import {
  conversationJson,
  conversationMarkdown,
  readConversationJson,
} from '../../../src/chat/exportedConversation.ts';

const attachment = { label: 'a.md', detail: '1–3', languageId: 'markdown', text: '```\nx\n```' };
const asked = ask(newConversation(), { text: 'Why?', attachments: [attachment] });
const one = changed(newConversation(), ...asked.changes, {
  type: 'turn',
  turn: { ...asked.answer, text: 'One.', state: 'complete' },
});
const again = askAgain(one, asked.answer.id) ?? assert.fail();
const two = changed(
  one,
  ...again.changes,
  { type: 'turn', turn: { ...again.answer, text: 'Two.', state: 'complete' } },
  { type: 'show', child: asked.answer.id, parent: one.turns[0]?.id },
  { type: 'remove', id: again.answer.id, removed: true },
  { type: 'title', title: 'Reasons' },
  { type: 'pin', pinned: true },
  { type: 'pinTurn', id: one.turns[0]?.id ?? '', pinned: true },
  { type: 'parameters', parameters: { seed: 7 } },
);

const names = { user: 'You', assistant: 'Gloss', sources: 'Sources' };

describe('an exported conversation', () => {
  it('as JSON is all of it', () => {
    const changes = readConversationJson(conversationJson(two)) ?? assert.fail('It cannot be read.');
    assert.deepEqual(changed(newConversation(two.id), ...changes), two);
  });

  it('as JSON is nothing else', () => {
    for (const text of ['', '[]', '{}', conversationJson(two).replace('"turn"', '"tern"')]) {
      assert.equal(readConversationJson(text), undefined, text);
    }
  });

  it('as Markdown is what is shown, in fences that nothing ends', () => {
    assert.equal(
      conversationMarkdown(two, names),
      '# Reasons\n\n## You\n\nWhy?\n\na.md:1–3\n\n````markdown\n```\nx\n```\n````\n\n## Gloss\n\nOne.\n',
    );
  });

  it('as Markdown has what an answer cites below it, numbered', () => {
    const citations = [
      { url: 'https://nodejs.org/en/blog', title: 'Node.js [blog]' },
      { url: 'https://example.com/', title: '' },
    ];
    const cited = changed(two, {
      type: 'turn',
      turn: { ...asked.answer, text: 'One.', state: 'complete', citations },
    });
    assert.match(
      conversationMarkdown(cited, names),
      /One\.\n\nSources\n\n1\. \[Node\\\.js \\\[blog\\\]\]\(<https:\/\/nodejs\.org\/en\/blog>\) — nodejs\\\.org\n2\. \[example\\\.com\]\(<https:\/\/example\.com\/>\)\n$/,
    );
    const back = readConversationJson(conversationJson(cited)) ?? assert.fail();
    assert.deepEqual(changed(newConversation(cited.id), ...back), cited);
  });
});
