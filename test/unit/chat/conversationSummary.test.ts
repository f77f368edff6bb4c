import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, askAgain, changed, type NewQuestion, newConversation } from '../../../src/chat/conversation.ts';
import { summaryOf } from '../../../src/chat/conversationSummary.ts';

const attachment = { label: 'a.ts', detail: '1', languageId: 'typescript', text: 'x' };
const receipt = {
  ...{ model: 'm', promptTokens: 1, cachedTokens: 0, completionTokens: 1, approximate: false, elapsed: 1 },
  cost: 0.25,
};

function titleAfter(question: NewQuestion): string {
  return summaryOf(changed(newConversation(), ...ask(newConversation(), question).changes)).title;
}

describe('what a list knows of a conversation', () => {
  it('is called by how it begins, until the user calls it something', () => {
    assert.equal(titleAfter({ text: '  Why?\nReally.', attachments: [] }), 'Why?');
    assert.equal(
      titleAfter({ text: 'Explain Selection', attachments: [attachment], task: 'explain' }),
      'Explain Selection · a.ts',
    );
    assert.equal(
      titleAfter({ text: 'Keywords', words: 'retries', attachments: [], task: 'k' }),
      'Keywords retries',
    );
    assert.equal(titleAfter({ text: 'x'.repeat(200), attachments: [] }).length, 80);
    assert.equal(summaryOf(changed(newConversation(), { type: 'title', title: 'Mine' })).title, 'Mine');
  });

  it('cost what all of its branches did, and says what is shown', () => {
    const asked = ask(newConversation(), { text: 'Why?', attachments: [] });
    const one = changed(newConversation(), ...asked.changes, {
      type: 'turn',
      turn: { ...asked.answer, state: 'complete', text: 'One.', receipt },
    });
    const again = askAgain(one, asked.answer.id) ?? assert.fail();
    const two = changed(one, ...again.changes, {
      type: 'turn',
      turn: { ...again.answer, state: 'complete', text: 'Two.', receipt },
    });
    const { cost, questions, text } = summaryOf(two);
    assert.deepEqual({ cost, questions, text }, { cost: 0.5, questions: 1, text: 'Why?\nTwo.' });
  });
});
