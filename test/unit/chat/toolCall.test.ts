import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ask,
  askAgain,
  type Conversation,
  changed,
  isContinuable,
  newConversation,
} from '../../../src/chat/conversation.ts';
import { fileHeading, fileLines, readConversation } from '../../../src/chat/conversationFile.ts';
import { conversationMarkdown } from '../../../src/chat/exportedConversation.ts';
import { messagesOf, saidOf } from '../../../src/chat/messages.ts';
import { type AnswerCall, textAroundRounds } from '../../../src/chat/toolCall.ts';
import type { AssistantTurn } from '../../../src/chat/turn.ts';
import { withoutRounds } from '../../../src/chat/withoutRounds.ts';

const call = (id: string, change: Partial<AnswerCall> = {}): AnswerCall => ({
  ...{ id, name: 'read_file', arguments: `{"path":"${id}.ts"}`, state: 'done', result: `1\t${id}` },
  ...change,
});

function answered(change: Partial<AssistantTurn>): { conversation: Conversation; answer: AssistantTurn } {
  const { changes, answer } = ask(newConversation(), { text: 'Why?', attachments: [] });
  const turn = { ...answer, ...change };
  return {
    conversation: changed(newConversation(), ...changes, { type: 'turn', turn }),
    answer: turn,
  };
}

const said = (conversation: Conversation) =>
  messagesOf(conversation, { systemPrompt: '', language: undefined }).slice(1);
const called = (...calls: AnswerCall[]) =>
  calls.map(({ id, name, arguments: args }) => ({
    id,
    type: 'function',
    function: { name, arguments: args },
  }));

describe('an answer that has called tools', () => {
  it('is put to the model as what it called and what came of that, in its order', () => {
    const { conversation } = answered({
      state: 'complete',
      text: 'Let me look.\n\nIt is a.',
      rounds: [
        { at: 12, calls: [call('a'), call('b')] },
        { at: 12, calls: [call('c')] },
      ],
    });
    assert.deepEqual(said(conversation), [
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'Let me look.', tool_calls: called(call('a'), call('b')) },
      { role: 'tool', tool_call_id: 'a', content: '1\ta' },
      { role: 'tool', tool_call_id: 'b', content: '1\tb' },
      { role: 'assistant', content: null, tool_calls: called(call('c')) },
      { role: 'tool', tool_call_id: 'c', content: '1\tc' },
      { role: 'assistant', content: 'It is a.' },
    ]);
  });

  it('has a result for each call, and arguments that are JSON', () => {
    const unfinished = call('a', { arguments: '{"path":', state: 'stopped' });
    delete unfinished.result;
    const { conversation } = answered({ state: 'stopped', rounds: [{ at: 0, calls: [unfinished] }] });
    assert.deepEqual(said(conversation).slice(1), [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'read_file', arguments: '{}' } }],
      },
      {
        role: 'tool',
        tool_call_id: 'a',
        content: 'This call was stopped before it had a result.',
      },
    ]);
  });

  it('is gone on with where its text broke off, and answered where there is none after the last result', () => {
    const rounds = [{ at: 5, calls: [call('a')] }];
    const broken = answered({ state: 'streaming', text: 'Look.\n\nIt is the fi', rounds });
    assert.match(String(said(broken.conversation).at(-1)?.content), /Go on exactly where it stops/);
    const looking = answered({ state: 'streaming', text: 'Look.', rounds });
    assert.deepEqual(said(looking.conversation).at(-1), {
      role: 'tool',
      tool_call_id: 'a',
      content: '1\ta',
    });
  });

  it('can be gone on with although it has no text yet, stays beside another one, and keeps its question', () => {
    const { conversation, answer } = answered({
      state: 'interrupted',
      rounds: [{ at: 0, calls: [call('a')] }],
    });
    assert.ok(isContinuable(answer));
    const changes = askAgain(conversation, answer.id)?.changes ?? [];
    assert.ok(!changes.some(({ type }) => type === 'remove'));
    const failed = answered({ state: 'error', rounds: [{ at: 0, calls: [call('a')] }] });
    assert.equal(said(failed.conversation)[0]?.content, 'Why?');
  });

  it('is read back from its file', () => {
    const { conversation, answer } = answered({
      state: 'complete',
      rounds: [{ at: 0, calls: [call('a', { tokens: 3, elapsed: 12.5 })] }],
    });
    const lines = [...conversation.nodes.values()].map(({ turn, parent }) => ({
      type: 'turn' as const,
      turn,
      parent,
    }));
    const read = readConversation(fileHeading(conversation.id) + fileLines(lines), conversation.id);
    assert.deepEqual(read?.conversation.nodes.get(answer.id)?.turn, answer);
  });

  it('is exported with what was called and what came of it', () => {
    const { conversation } = answered({
      text: 'Look.\n\nYes.',
      rounds: [{ at: 5, calls: [call('a')] }],
    });
    const markdown = conversationMarkdown(conversation, {
      user: 'You',
      assistant: 'Gloss',
      sources: 'Sources',
    });
    assert.match(
      markdown,
      /Look\.\n\n`read_file`\n\n```json\n\{"path":"a\.ts"\}\n```\n\n```\n1\ta\n```\n\nYes\.\n$/,
    );
  });

  it('counts with what the tools returned, unless none are offered', () => {
    const { conversation, answer } = answered({
      text: 'Yes.',
      rounds: [{ at: 0, calls: [call('a')] }],
    });
    assert.equal(saidOf(answer), 'read_file\n{"path":"a.ts"}\n1\ta\nYes.');
    const turns = withoutRounds(conversation.turns);
    assert.equal(turns[0], conversation.turns[0]);
    assert.equal(turns[1] && saidOf(turns[1]), 'Yes.');
    assert.equal(withoutRounds(conversation.turns)[1], turns[1]);
  });
});

describe('the text around rounds', () => {
  it('is all of it when there are none', () => {
    assert.deepEqual(textAroundRounds('\n\na '), ['\n\na ']);
  });

  it('is cut where each was, without what stands between', () => {
    const rounds = [{ at: 1 }, { at: 1 }, { at: 4 }];
    assert.deepEqual(textAroundRounds('a\n\nb\n\n\n\nc', rounds), ['a', '', 'b', '\n\nc']);
  });
});
