import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mistake } from '../../../src/models/sampling.ts';
import { settingMistake } from '../../../src/vscode/contributions/settingMistake.ts';
import { type SettingSchema, settings } from '../../../src/vscode/contributions/settings.ts';

type Reason = Mistake extends infer M ? (M extends Mistake ? Omit<M, 'key'> : never) : never;

const catalogue: Record<string, SettingSchema> = settings;

function mistakeOf(key: string, value: unknown): Mistake | undefined {
  const schema = catalogue[key];
  assert.ok(schema, key);
  return settingMistake(key, schema, value);
}

describe('a setting', () => {
  const wrong: [key: string, value: unknown, reason: Reason][] = [
    ['model', 4, { why: 'notText' }],
    ['explain.audience', null, { why: 'notText' }],
    ['explain.depth', 'deep', { why: 'notChoice', choices: ['brief', 'normal', 'lines'] }],
    ['tags.style', 3, { why: 'notChoice', choices: ['kebab-case', 'snake_case', 'camelCase', 'words'] }],
    ['tags.count', 0, { why: 'range', minimum: 1, maximum: 20 }],
    ['tags.count', 2.5, { why: 'notWhole' }],
    ['tags.count', '6', { why: 'notNumber' }],
    ['batch.concurrency', 17, { why: 'range', minimum: 1, maximum: 16 }],
    ['intent.threshold', 60, { why: 'range', minimum: 0, maximum: 1 }],
    ['timeout.stall', 0.5, { why: 'range', minimum: 1, maximum: Number.POSITIVE_INFINITY }],
    ['timeout.stall', null, { why: 'notNumber' }],
    ['language', 'de_DE', { why: 'notLanguage' }],
    ['tags.language', 'in English', { why: 'notLanguage' }],
    ['tags.vocabulary', 'retry', { why: 'notArray' }],
    ['tags.vocabulary', ['retry', 7], { why: 'entry', entry: '7' }],
    ['tags.vocabulary', ['retry', ' '], { why: 'entry', entry: '" "' }],
    ['tags.vocabulary', [['a'.repeat(80)]], { why: 'entry', entry: `["${'a'.repeat(38)}…` }],
    ['intent.labels', { bug: '' }, { why: 'notArray' }],
    ['intent.labels', [{ name: 'bug' }, { nam: 'x' }], { why: 'entry', entry: '{"nam":"x"}' }],
    ['intent.labels', ['bug'], { why: 'entry', entry: '"bug"' }],
    ['intent.labels', [null], { why: 'entry', entry: 'null' }],
  ];
  for (const [key, value, reason] of wrong) {
    it(`gloss.${key} does not take ${JSON.stringify(value).slice(0, 30)}`, () =>
      assert.deepEqual(mistakeOf(key, value), { key, ...reason }));
  }

  const right: [key: string, value: unknown][] = [
    ['timeout.firstToken', null],
    ['timeout.firstToken', 1],
    ['language', 'zh-Hans'],
    ['language', ' pt-BR '],
    ['tags.vocabulary', ['Retry policy', '重试']],
    ['intent.labels', [{ name: 'bug', description: '' }]],
  ];
  for (const [key, value] of right) {
    it(`gloss.${key} takes ${JSON.stringify(value)}`, () => assert.equal(mistakeOf(key, value), undefined));
  }

  it('of any kind takes its default', () => {
    for (const [key, { default: value }] of Object.entries(catalogue)) {
      assert.equal(mistakeOf(key, value), undefined, key);
    }
  });

  it('that is a switch takes true and false alone', () => {
    const schema: SettingSchema = {
      scope: 'window',
      type: 'boolean',
      default: true,
      markdownDescription: '',
    };
    assert.equal(settingMistake('x', schema, false), undefined);
    assert.deepEqual(settingMistake('x', schema, 'on'), { key: 'x', why: 'notBoolean' });
  });
});
