import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messagesOf } from '../../../src/chat/messages.ts';
import { readableBy, turnsFor, unread } from '../../../src/chat/readable.ts';
import type { Attachment, Turn } from '../../../src/chat/turn.ts';

const pdf = 'JVBERi0=';
const plan: Attachment = {
  label: 'lib/plan.pdf',
  detail: 'PDF, 1 KB',
  languageId: '',
  text: 'Ship it.',
  pdf,
};
const scan: Attachment = { ...plan, label: 'scan.pdf', text: '' };
const picture: Attachment = {
  ...{ label: 'red.png', detail: '1 × 1', languageId: '', text: '' },
  image: { type: 'image/png', data: 'iVBORw0KGgo=', width: 1, height: 1, thumbnail: '' },
};
const code: Attachment = { label: 'a.ts', detail: '1–2', languageId: 'typescript', text: 'let a;' };

const all = { reads: ['image', 'file'] } as const;
const blind = { reads: [] } as const;
const unknown = {};

const asked = (...attachments: Attachment[]): Turn => ({ role: 'user', id: 'q', text: 'When?', attachments });
const lastOf = (turns: Turn[]) => messagesOf({ turns }, { systemPrompt: '', language: undefined }).at(-1);

describe('what goes along', () => {
  it('goes as it is to a model that reads it, or of which nothing is known', () => {
    for (const model of [all, unknown]) {
      for (const attachment of [plan, scan, picture, code]) {
        assert.equal(readableBy(model, attachment), attachment);
        assert.equal(unread(attachment, model), undefined);
      }
      const turns = [asked(plan, picture)];
      const { turns: sent, leftOut } = turnsFor(model, turns);
      assert.equal(sent[0], turns[0]);
      assert.deepEqual(leftOut, []);
    }
  });

  it('is the text of a PDF for a model that reads no files, and for a gateway that has no place for one', () => {
    for (const model of [blind, { reads: ['image'] } as const, { body: 'form' } as const]) {
      const { turns, leftOut } = turnsFor(model, [asked(plan, code)]);
      assert.deepEqual(leftOut, []);
      assert.equal(
        lastOf(turns)?.content,
        'lib/plan.pdf\n\n```\nShip it.\n```\n\na.ts:1–2\n\n```typescript\nlet a;\n```\n\nWhen?',
      );
    }
  });

  it('is the same turn as often as one asks, for whoever has counted its tokens', () => {
    const turns = [asked(plan, picture), asked(scan), asked(code)];
    const sent = turnsFor(blind, turns).turns;
    for (const [index, turn] of turnsFor(blind, turns).turns.entries()) assert.equal(turn, sent[index]);
    assert.equal(sent[2], turns[2]);
  });

  it('is another turn for a model that reads more', () => {
    const turns = [asked(plan, picture)];
    const labels = (sent: readonly Turn[]) =>
      sent.flatMap(turn => (turn.role === 'user' ? turn.attachments.map(({ label }) => label) : []));
    assert.deepEqual(labels(turnsFor(blind, turns).turns), ['lib/plan.pdf']);
    assert.deepEqual(labels(turnsFor({ reads: ['image'] }, turns).turns), ['lib/plan.pdf', 'red.png']);
  });

  it('cannot be read: a picture, a PDF without text', () => {
    assert.equal(unread(readableBy(blind, picture), blind), 'picture');
    assert.equal(unread(readableBy(blind, scan), blind), 'pdf');
    assert.equal(unread(readableBy(blind, plan), blind), undefined);
  });

  it('is left out of what was asked earlier, and named', () => {
    const { turns, leftOut } = turnsFor(blind, [asked(scan, plan, picture)]);
    assert.deepEqual(leftOut, ['scan.pdf', 'red.png']);
    assert.equal(lastOf(turns)?.content, 'lib/plan.pdf\n\n```\nShip it.\n```\n\nWhen?');
  });
});
