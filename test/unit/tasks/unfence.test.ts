import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unfence } from '../../../src/tasks/unfence.ts';

describe('an answer in a fence', () => {
  const rows: [what: string, answer: string, within: string][] = [
    ['of JSON', '```json\n{"a":1}\n```', '{"a":1}'],
    ['without a language', '```\n{"a":1}\n```', '{"a":1}'],
    ['with blanks around it', '\n ```JSON \r\n{"a":1}\r\n```\n\n', '{"a":1}\r'],
    ['of four ticks', '````json\n{"a":"```"}\n````', '{"a":"```"}'],
    ['over several lines', '```json\n{\n  "a": 1\n}\n```', '{\n  "a": 1\n}'],
    ['that is none', '{"a":1}', '{"a":1}'],
    ['with words before it', 'Here:\n```json\n{}\n```', 'Here:\n```json\n{}\n```'],
    ['with words after it', '```json\n{}\n```\nDone.', '```json\n{}\n```\nDone.'],
    ['that is not closed', '```json\n{}', '```json\n{}'],
    ['closed by fewer ticks', '````json\n{}\n```', '````json\n{}\n```'],
  ];
  for (const [what, answer, within] of rows) {
    it(what, () => assert.equal(unfence(answer), within));
  }

  it('takes no time, however long it is', () => {
    const answer = `\`\`\`json\n${'\n```x'.repeat(100_000)}`;
    assert.equal(unfence(answer), answer);
  });
});
