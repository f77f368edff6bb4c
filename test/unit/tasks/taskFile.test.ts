import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Task, TaskInput } from '../../../src/tasks/task.ts';
import { readTaskFile } from '../../../src/tasks/taskFile.ts';
import { taskSettings } from './taskSettings.ts';

const user = { id: 'user:mine', name: 'mine', ofWorkspace: false };
const source = { text: 'let a = 1;', languageId: 'typescript', fileName: 'a.ts' };

function taskIn(text: string, origin = user): Task {
  const read = readTaskFile(text, origin);
  assert.ok('task' in read, JSON.stringify(read));
  return read.task;
}

function said(text: string, input: TaskInput = { source, words: '' }): string {
  return taskIn(text).prompt(input, taskSettings).content;
}

/** Each fault as `line:column why`. */
function faultsIn(text: string, origin = user): string[] {
  const read = readTaskFile(text, origin);
  assert.ok('faults' in read, 'there is a task');
  return read.faults.map(({ line, column, why }) => `${line}:${column} ${why}`);
}

const front = (...lines: string[]): string => ['---', ...lines, '---', 'Do it.', ''].join('\n');

describe('a task’s file', () => {
  it('is a task without any front matter', () => {
    const task = taskIn('Name the risks.\n');
    assert.equal(task.title, 'mine');
    assert.equal(task.input, 'selection');
    assert.equal(task.answer, undefined, 'the answer is a part of the conversation');
    assert.equal(
      said('Name the risks.\n'),
      'Name the risks.\n\n`a.ts`\n\n```typescript\nlet a = 1;\n```',
      'the selection follows on instructions that do not place it',
    );
  });

  it('says in its front matter what it is', () => {
    const task = taskIn(
      front(
        'title: Commit Message # as in the log',
        'input: file',
        'provider: ollama',
        'model: qwen3:8b',
        'parameters: { temperature: 0.2 }',
        'destination: clipboard',
      ),
    );
    assert.equal(task.id, 'user:mine');
    assert.equal(task.title, 'Commit Message');
    assert.equal(task.input, 'file');
    assert.deepEqual(task.choice, {
      provider: 'ollama',
      model: 'qwen3:8b',
      parameters: { temperature: 0.2 },
    });
    assert.deepEqual(task.answer?.({ words: '' }, taskSettings).read('```\nfix: it\n```', []), {
      kind: 'text',
      text: 'fix: it',
      destination: 'clipboard',
    });
  });

  it('has the text that is to replace its source as its result', () => {
    const source = { text: '  let a = 1;', languageId: 'typescript', fileName: 'a.ts' };
    const answer = taskIn(front('destination: replace')).answer?.({ source, words: '' }, taskSettings);
    assert.deepEqual(answer?.read('let b = 1;', []), {
      kind: 'rewrite',
      text: '  let b = 1;',
      languageId: 'typescript',
      unchanged: false,
    });
    assert.equal(answer?.read(' \n', []), undefined, 'nothing is no result');
  });

  it('is read the same with the line ends of Windows', () => {
    assert.deepEqual(
      { ...taskIn(front('title: A', 'model: m').replaceAll('\n', '\r\n')).choice },
      { model: 'm', parameters: {} },
    );
    assert.deepEqual(faultsIn(front('title: A', 'modell: m').replaceAll('\n', '\r\n')), ['3:1 unknownKey']);
  });

  it('asks for words where its instructions have a place for them', () => {
    assert.deepEqual(taskIn('Write to {{words}} about {{selection}}').words, {
      title: 'mine',
      placeholder: '',
    });
    assert.deepEqual(taskIn(front('input: words', 'words: To whom?')).words?.title, 'To whom?');
    assert.equal(taskIn('Write.').words, undefined);
    assert.equal(said(front('input: words'), { words: 'Ada' }), 'Do it.\n\nAda');
  });

  it('wants the whole file where its instructions have a place for it', () => {
    const text = 'What of {{file}} uses {{selection}}?';
    assert.equal(taskIn(text).wantsFile, true);
    assert.equal(
      said(text, { source, words: '', file: 'import x;\nlet a = 1;' }),
      'What of \n```typescript\nimport x;\nlet a = 1;\n```\n uses \n```typescript\nlet a = 1;\n```\n?',
    );
  });

  it('of a workspace chooses no model, and nothing that costs money', () => {
    const text = front(
      'model: gpt-4.1',
      'provider: elsewhere',
      'parameters:',
      '  temperature: 0',
      '  serviceTier: priority',
      '  store: "on"',
    );
    const read = readTaskFile(text, { id: 'workspace:mine', name: 'mine', ofWorkspace: true });
    assert.ok('task' in read);
    assert.deepEqual(read.task.choice, { parameters: { temperature: 0 } });
    assert.deepEqual(
      read.ignored.map(fault => (fault.why === 'usersOwn' ? `${fault.line} ${fault.name}` : fault.why)),
      ['3 provider', '2 model', '6 parameters.serviceTier', '7 parameters.store'],
    );
  });
});

describe('a result in the user’s own form', () => {
  const text = front('schema:', '  type: object', '  properties:', '    level: { enum: [low, high] }');

  it('is held to a schema in which what strict mode wants is filled in', () => {
    assert.deepEqual(taskIn(text).answer?.({ words: '' }, taskSettings).schema, {
      type: 'object',
      properties: { level: { enum: ['low', 'high'] } },
      required: ['level'],
      additionalProperties: false,
    });
  });

  const answers: [answer: string, is: boolean][] = [
    ['{"level":"low"}', true],
    ['```json\n{"level":"high"}\n```', true],
    ['{"level":"middling"}', false],
    ['{}', false],
    ['{"level":"low","more":1}', false],
    ['Here: {"level":"low"}', false],
    ['', false],
  ];
  for (const [answer, is] of answers) {
    it(`is ${is ? '' : 'not '}${JSON.stringify(answer)}`, () => {
      const result = taskIn(text).answer?.({ words: '' }, taskSettings).read(answer, []);
      assert.equal(result !== undefined, is);
    });
  }
});

describe('a mistake in a task’s file is where it was made:', () => {
  const broken: [what: string, text: string, faults: string[]][] = [
    ['front matter without an end', '---\ntitle: A\nDo it.\n', ['1:1 unclosed']],
    ['no YAML', front('title: "A', 'input: file'), ['4:1 yaml']],
    ['a key twice', front('title: A', 'title: B'), ['3:1 yaml']],
    ['an alias of nothing', front('title: *a'), ['2:1 yaml']],
    ['an alias within what it stands for', front('parameters: &a', '  stop: *a'), ['2:1 yaml']],
    ['a tab for indentation', front('parameters:', '\ttemperature: 0'), ['3:1 yaml']],
    ['a list', front('- title'), ['1:1 notMap']],
    ['an unknown key', front('title: A', 'tittle: B'), ['3:1 unknownKey']],
    ['a title that is a number', front('title: 7'), ['2:1 notText']],
    ['a title that is missing', front('input: file', 'title:'), ['3:1 notText']],
    ['a title that is blank', front('title: " "'), ['2:1 notText']],
    ['an input that there is not', front('title: A', 'input: clipboard'), ['3:1 notChoice']],
    ['a destination that there is not', front('destination: printer'), ['2:1 notChoice']],
    ['parameters that are a list', front('parameters: [temperature]'), ['2:1 notMap']],
    ['a parameter that there is not', front('parameters:', '  temprature: 0'), ['3:3 unknownParameter']],
    ['a parameter out of range', front('parameters:', '  seed: 1', '  temperature: 9'), ['4:3 parameter']],
    ['a schema that is a text', front('schema: object'), ['2:1 notMap']],
    ['a schema of a list', front('schema: { type: array, items: { type: string } }'), ['2:11 schema']],
    ['a schema without a type', front('title: A', 'schema: { properties: {} }'), ['3:1 schema']],
    [
      'a type that there is not, deep within',
      front(
        'schema:',
        '  type: object',
        '  properties:',
        '    a:',
        '      items: { type: strng }',
        '      type: array',
      ),
      ['6:16 schema'],
    ],
    [
      'a reference to nothing',
      front('schema:', '  type: object', '  properties: { a: { $ref: "#/$defs/b" } }'),
      ['2:1 schemaUnusable'],
    ],
    [
      'a pattern that is none',
      front('schema:', '  type: object', '  properties: { a: { type: string, pattern: "(" } }'),
      ['2:1 schemaUnusable'],
    ],
    [
      'data that is to replace text',
      front('destination: replace', 'schema: { type: object, properties: {} }'),
      ['2:1 schemaDestination'],
    ],
    ['a replacement of nothing', front('input: none', 'destination: replace'), ['3:1 nothingToReplace']],
    ['no instructions', '---\ntitle: A\n---\n\n', ['4:1 noInstructions']],
    ['an empty file', '', ['1:1 noInstructions']],
    [
      'an unknown placeholder',
      '---\ntitle: A\n---\nDo\n  what {{selectoin}} says.',
      ['5:8 unknownPlaceholder'],
    ],
    ['an empty placeholder', 'What is {{}}?', ['1:9 unknownPlaceholder']],
    [
      'a placeholder that the input leaves empty',
      `${front('input: words')}{{selection}}`,
      ['5:1 placeholderWithout'],
    ],
    ['several at once', front('titel: A', 'modell: B'), ['2:1 unknownKey', '3:1 unknownKey']],
  ];
  for (const [what, text, faults] of broken) {
    it(what, () => assert.deepEqual(faultsIn(text), faults));
  }

  it('the name of one of Gloss’s own tasks', () => {
    const name = 'tags';
    assert.deepEqual(faultsIn('Do it.', { id: 'user:tags', name, ofWorkspace: false }), ['1:1 idTaken']);
    assert.equal(taskIn('Do it.', { id: 'workspace:tags', name, ofWorkspace: true }).id, 'workspace:tags');
  });
});
