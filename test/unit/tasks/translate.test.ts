import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTranslations } from '../../../src/tasks/readTranslations.ts';
import { translate } from '../../../src/tasks/translate.ts';

const item = (id: string, text: string) => ({ id, text });

describe('a request for translations', () => {
  const items = [item('0', 'Leert die Queue.'), item('1', 'Zählt.')];

  it('names the languages, and of the glossary only terms that occur', () => {
    const glossary = { queue: '', Zähler: 'counter' };
    const { content, instructions } = translate.prompt(
      { target: 'English', otherwise: 'German', glossary },
      items,
    );
    assert.deepEqual(JSON.parse(content), {
      target: 'English',
      otherwise: 'German',
      glossary: { queue: '' },
      items,
    });
    assert.match(instructions, /named by otherwise/);
    assert.match(instructions, /glossary/);
  });

  it('says nothing of what there is not', () => {
    const { content, instructions } = translate.prompt({ target: 'English', glossary: {} }, items);
    assert.deepEqual(JSON.parse(content), { target: 'English', items });
    assert.doesNotMatch(instructions, /glossary|named by otherwise/);
  });
});

describe('what comes back for a text', () => {
  const source = 'Begrenzt die Zahl der Aufrufe.';
  const read = (...answered: { id: string; text: string }[]) =>
    readTranslations([item('0', source), item('1', '测试')], answered).get('0');

  it('is its translation, whatever came back for others', () => {
    const translated = { text: 'Limits the number of calls.' };
    assert.deepEqual(read(item('1', ''), item('0', translated.text)), translated);
    assert.deepEqual(read(item('9', 'Invented.'), item('0', translated.text)), translated);
  });

  const faults = {
    missing: [item('1', 'Test')],
    doubled: [item('0', 'Limits.'), item('0', 'Limits.')],
    empty: [item('0', ' \n ')],
    tooLong: [item('0', 'Limits the number of calls. '.repeat(10))],
  };
  for (const [fault, answered] of Object.entries(faults)) {
    it(`is no translation when it is ${fault}`, () => assert.deepEqual(read(...answered), { fault }));
  }

  it('may be longer where a sign was a word', () => {
    const text = 'Tests that the connection is closed';
    assert.deepEqual(readTranslations([item('1', '测试连接关闭')], [item('1', text)]).get('1'), { text });
  });
});
