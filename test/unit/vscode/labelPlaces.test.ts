import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Card } from '../../../src/tasks/card.ts';
import { type LineChange, labelPlaces, lineAfter } from '../../../src/vscode/intent/labelPlaces.ts';

const bug: Card = { kind: 'label', set: 'own', unsure: false, labels: [{ name: 'bug', probability: 0.9 }] };
const question: Card = { ...bug, labels: [{ name: 'question', probability: null }] };

describe('the places of labels', () => {
  const attachment = { label: 'notes.md', detail: '3', languageId: 'markdown', text: 'It crashes.' };
  const origin = (line: number) => ({ uri: 'file:///notes.md', start: { line, character: 2 } });
  const turn = (attachments: object[], cards: Card[]) => ({
    question: {
      role: 'user' as const,
      id: '1',
      text: 'Classify Intent',
      attachments: attachments.map(own => ({ ...attachment, ...own })),
    },
    cards,
  });

  it('are where the selections began, one for each', () => {
    const places = labelPlaces(
      turn([{ origin: origin(2) }, { origin: origin(7), text: 'Why?' }], [bug, question]),
    );
    assert.deepEqual(places, [
      { ...origin(2), text: 'It crashes.', card: bug },
      { ...origin(7), text: 'Why?', card: question },
    ]);
  });

  it('are nowhere for what came from no document, and for other results', () => {
    assert.deepEqual(labelPlaces(turn([{}], [bug])), []);
    assert.deepEqual(labelPlaces(turn([], [bug])), []);
    const tags: Card = { kind: 'tags', tags: ['retry'], fromVocabulary: false };
    assert.deepEqual(labelPlaces(turn([{ origin: origin(2) }], [tags])), []);
  });
});

describe('a line after an edit', () => {
  /** `2:0–3:4` is from character 0 of line 2 to character 4 of line 3. */
  function change(range: string, text: string): LineChange {
    const [start, end] = range.split('–').map(place => {
      const [line = 0, character = 0] = place.split(':').map(Number);
      return { line, character };
    });
    assert.ok(start && end);
    return { range: { start, end }, text };
  }

  const edits: [name: string, changes: LineChange[], line: number | undefined][] = [
    ['stays where it is when something below changes', [change('6:0–9:0', '')], 5],
    ['stays where it is when something above keeps its lines', [change('2:0–2:4', 'new')], 5],
    ['goes down by the lines that are added above', [change('2:3–2:3', 'a\nb\r\nc')], 7],
    ['goes up by the lines that are removed above', [change('1:4–3:0', '')], 3],
    ['goes down when the line above is broken at its end', [change('4:9–4:9', '\n')], 6],
    ['goes down when whole lines are put before it', [change('5:0–5:0', 'a\n')], 6],
    ['stays where it is when nothing changes', [change('5:0–5:0', '')], 5],
    ['goes up when the line above is removed whole', [change('4:0–5:0', '')], 4],
    [
      'follows several changes at once',
      [change('5:0–5:0', 'a\n'), change('1:0–3:0', ''), change('7:0–7:0', 'x')],
      4,
    ],
    ['is gone when something is typed into it', [change('5:3–5:3', 'x')], undefined],
    ['is gone when something is typed before it', [change('5:0–5:0', 'x')], undefined],
    ['is gone when it is broken', [change('5:4–5:4', '\n')], undefined],
    ['is gone when the line above is joined to it', [change('4:9–5:0', '')], undefined],
    ['is gone when the line below is joined to it', [change('5:9–6:0', '')], undefined],
    ['is gone when it is removed', [change('5:0–6:0', '')], undefined],
    ['is gone when it is part of what is replaced', [change('2:0–8:0', 'new\n')], undefined],
    [
      'is gone when one of several changes touches it',
      [change('5:1–5:2', ''), change('1:0–1:0', '\n')],
      undefined,
    ],
  ];
  for (const [name, changes, line] of edits) {
    it(name, () => assert.equal(lineAfter(5, changes), line));
  }
});
