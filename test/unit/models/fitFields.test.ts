import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitFields, type Left } from '../../../src/models/fitFields.ts';
import type { Model } from '../../../src/models/provider.ts';
import type { Fields } from '../../../src/openai/request.ts';

const effort = { only: { field: 'reasoning_effort', value: 'none' } } as const;
const prediction = { type: 'content', content: 'x' };

interface Row {
  what: string;
  takes: Model['takes'];
  maxOutput?: number;
  set: Fields;
  sent: Fields;
  left?: Left[];
}

const rows: Row[] = [
  { what: 'what the model takes goes as it is', takes: { seed: {} }, set: { seed: 7 }, sent: { seed: 7 } },
  {
    what: 'what it does not take is left',
    takes: {},
    set: { seed: 7 },
    sent: {},
    left: [{ field: 'seed', why: 'notTaken' }],
  },
  { what: 'what is not set is no matter', takes: {}, set: { seed: undefined }, sent: {} },
  { what: 'null is a value', takes: { stop: {} }, set: { stop: null }, sent: { stop: null } },
  {
    what: 'a number above its most is sent as that',
    takes: { temperature: { maximum: 1 } },
    set: { temperature: 2 },
    sent: { temperature: 1 },
    left: [{ field: 'temperature', why: 'clamped', to: 1 }],
  },
  {
    what: 'a number below its least is sent as that',
    takes: { temperature: { minimum: 0.1 } },
    set: { temperature: 0 },
    sent: { temperature: 0.1 },
    left: [{ field: 'temperature', why: 'clamped', to: 0.1 }],
  },
  {
    what: 'a number at its most is within',
    takes: { top_p: { minimum: 0, maximum: 1 } },
    set: { top_p: 1 },
    sent: { top_p: 1 },
  },
  {
    what: 'an answer is at most as long as the model can make one',
    takes: { max_completion_tokens: {} },
    maxOutput: 16_384,
    set: { max_completion_tokens: 100_000 },
    sent: { max_completion_tokens: 16_384 },
    left: [{ field: 'max_completion_tokens', why: 'clamped', to: 16_384 }],
  },
  {
    what: 'that holds for no other number',
    takes: { seed: {} },
    maxOutput: 10,
    set: { seed: 100 },
    sent: { seed: 100 },
  },
  {
    what: 'a choice that it has goes',
    takes: { reasoning_effort: { choices: ['low', 'high'] } },
    set: { reasoning_effort: 'high' },
    sent: { reasoning_effort: 'high' },
  },
  {
    what: 'a choice that it lacks is left',
    takes: { reasoning_effort: { choices: ['low', 'high'] } },
    set: { reasoning_effort: 'max' },
    sent: {},
    left: [{ field: 'reasoning_effort', why: 'notChoice', choices: ['low', 'high'] }],
  },
  {
    what: 'a field goes with the one that it needs',
    takes: { logprobs: {}, top_logprobs: {} },
    set: { top_logprobs: 2, logprobs: true },
    sent: { top_logprobs: 2, logprobs: true },
  },
  {
    what: 'and not without it',
    takes: { logprobs: {}, top_logprobs: {} },
    set: { top_logprobs: 2, logprobs: false },
    sent: { logprobs: false },
    left: [{ field: 'top_logprobs', why: 'needs', other: 'logprobs', value: true }],
  },
  {
    what: 'nor when that one is not taken',
    takes: { metadata: {} },
    set: { metadata: { a: 'b' }, store: true },
    sent: {},
    left: [
      { field: 'store', why: 'notTaken' },
      { field: 'metadata', why: 'needs', other: 'store', value: true },
    ],
  },
  {
    what: 'a model that thinks takes some fields only while it does not',
    takes: { reasoning_effort: {}, temperature: effort },
    set: { temperature: 1, reasoning_effort: 'low' },
    sent: { reasoning_effort: 'low' },
    left: [{ field: 'temperature', why: 'needs', other: 'reasoning_effort', value: 'none' }],
  },
  {
    what: 'and does not',
    takes: { reasoning_effort: {}, temperature: effort },
    set: { temperature: 1, reasoning_effort: 'none' },
    sent: { temperature: 1, reasoning_effort: 'none' },
  },
  {
    what: 'what is taken away takes along what needs it',
    takes: { reasoning_effort: {}, logprobs: effort, top_logprobs: {} },
    set: { top_logprobs: 2, logprobs: true },
    sent: {},
    left: [
      { field: 'logprobs', why: 'needs', other: 'reasoning_effort', value: 'none' },
      { field: 'top_logprobs', why: 'needs', other: 'logprobs', value: true },
    ],
  },
  {
    what: 'a prediction is left beside what excludes it',
    takes: { prediction: {}, n: {} },
    set: { prediction, n: 2 },
    sent: { n: 2 },
    left: [{ field: 'prediction', why: 'excluded', other: 'n' }],
  },
  {
    what: 'a prediction goes with the values that do not',
    takes: { prediction: {}, n: {}, logprobs: {}, presence_penalty: {} },
    set: { prediction, n: 1, logprobs: false, presence_penalty: 0 },
    sent: { prediction, n: 1, logprobs: false, presence_penalty: 0 },
  },
  {
    what: 'a prediction goes when what excluded it is not sent either',
    takes: { prediction: {} },
    set: { prediction, max_completion_tokens: 5 },
    sent: { prediction },
    left: [{ field: 'max_completion_tokens', why: 'notTaken' }],
  },
];

describe('of the fields of a request', () => {
  for (const { what, takes, maxOutput, set, sent, left = [] } of rows) {
    it(what, () => {
      const fitted = fitFields({ takes, ...(maxOutput ? { maxOutput } : {}) }, set);
      assert.deepEqual(fitted.fields, sent);
      // Which of several was found first is no promise.
      const sorted = (list: readonly Left[]) => list.toSorted((a, b) => a.field.localeCompare(b.field));
      assert.deepEqual(sorted(fitted.left), sorted(left));
    });
  }
});
