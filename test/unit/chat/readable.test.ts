import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messagesOf } from '../../../src/chat/messages.ts';
import { readableBy, turnsReadableBy, unread, withoutUnread } from '../../../src/chat/readable.ts';
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
      assert.equal(turnsReadableBy(model, turns)[0], turns[0]);
    }
  });

  it('is the text of a PDF for a model that reads no files, and for a gateway that has no place for one', () => {
    for (const model of [blind, { reads: ['image'] } as const, { body: 'form' } as const]) {
      const [turn] = turnsReadableBy(model, [asked(plan, code)]);
      assert.ok(turn);
      assert.equal(
        lastOf([turn])?.content,
        'lib/plan.pdf\n\n```\nShip it.\n```\n\na.ts:1–2\n\n```typescript\nlet a;\n```\n\nWhen?',
      );
    }
  });

  it('is the same turn as often as one asks, for whoever has counted its tokens', () => {
    const turns = [asked(plan)];
    assert.equal(turnsReadableBy(blind, turns)[0], turnsReadableBy(blind, turns)[0]);
  });

  it('cannot be read: a picture, a PDF without text', () => {
    assert.equal(unread(readableBy(blind, picture), blind), 'picture');
    assert.equal(unread(readableBy(blind, scan), blind), 'pdf');
    assert.equal(unread(readableBy(blind, plan), blind), undefined);
  });

  it('is left out of what was asked earlier, and named', () => {
    const { turns, leftOut } = withoutUnread(blind, turnsReadableBy(blind, [asked(scan, plan, picture)]));
    assert.deepEqual(leftOut, ['scan.pdf', 'red.png']);
    assert.equal(lastOf(turns)?.content, 'lib/plan.pdf\n\n```\nShip it.\n```\n\nWhen?');
  });
});
