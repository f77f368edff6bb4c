import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Asked,
  ask,
  askAgain,
  askDifferently,
  type Conversation,
  type ConversationChange,
  changed,
  newConversation,
  siblings,
  step,
} from '../../../src/chat/conversation.ts';
import { fileHeading, fileLines, readConversation } from '../../../src/chat/conversationFile.ts';
import { messagesOf } from '../../../src/chat/messages.ts';
import { random } from '../random.ts';

function texts({ turns }: Conversation): string[] {
  return turns.map(({ text }) => text);
}

function said(conversation: Conversation): unknown[] {
  return messagesOf(conversation, { systemPrompt: '', language: undefined })
    .slice(1)
    .map(({ content }) => content);
}

describe('a random walk', () => {
  const steps = 2_000;
  const seed = Number(process.env['SEED'] ?? 1);

  it(`of ${steps} changes keeps every branch reachable, and the request that of the branch shown, seed ${seed}`, () => {
    const next = random(seed);
    const below = (limit: number) => Math.floor(next() * limit);
    let conversation = newConversation();
    /** Every whole branch there has been, as what it says. */
    const paths = new Map<string, string[]>();
    const removed: string[] = [];
    let lines = fileHeading(conversation.id);
    const change = (...changes: ConversationChange[]) => {
      conversation = changed(conversation, ...changes);
      lines += fileLines(changes);
    };
    const settle = (asked: Asked | undefined, text: string) => {
      if (!asked) return;
      change(...asked.changes, { type: 'turn', turn: { ...asked.answer, text, state: 'complete' } });
    };
    for (let count = 0; count < steps; count += 1) {
      const turn = conversation.turns[below(conversation.turns.length || 1)];
      const what = below(10);
      if (!turn || what < 3) settle(ask(conversation, { text: `q${count}`, attachments: [] }), `a${count}`);
      else if (what === 3) settle(askDifferently(conversation, turn.id, `q${count}`), `a${count}`);
      else if (what < 6) settle(askAgain(conversation, turn.id), `a${count}`);
      else if (what < 8) {
        const stepping = step(conversation, turn.id, below(2) === 0 ? 1 : -1);
        if (stepping) change(stepping);
      } else if (what === 8 && below(4) === 0) {
        change({ type: 'remove', id: turn.id, removed: true });
        removed.push(turn.id);
      } else {
        const id = removed.pop();
        if (id !== undefined) change({ type: 'remove', id, removed: false });
      }
      const last = conversation.turns.at(-1);
      if (last) paths.set(last.id, texts(conversation));
      assert.deepEqual(said(conversation), texts(conversation), `after ${count + 1} changes`);
    }
    for (const id of removed) change({ type: 'remove', id, removed: false });
    assert.ok(paths.size > 300, `${paths.size} branches`);
    for (const [id, path] of paths) {
      walkTo(id);
      assert.deepEqual(texts(conversation).slice(0, path.length), path);
    }
    const read = readConversation(lines);
    assert.deepEqual(read?.conversation, conversation, 'the file says the same');

    /** With the steps that the panel offers. */
    function walkTo(id: string): void {
      const ancestors: string[] = [];
      for (let at: string | undefined = id; at !== undefined; at = conversation.nodes.get(at)?.parent) {
        ancestors.unshift(at);
      }
      for (const [depth, ancestor] of ancestors.entries()) {
        for (;;) {
          const here = conversation.turns[depth]?.id ?? assert.fail('the branch ends before');
          if (here === ancestor) break;
          const places = siblings(conversation, here);
          change(
            step(conversation, here, places.indexOf(ancestor) > places.indexOf(here) ? 1 : -1) ??
              assert.fail(`${ancestor} cannot be reached`),
          );
        }
      }
    }
  });
});
