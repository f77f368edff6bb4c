import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tasks } from '../../../src/tasks/index.ts';
import type { Task } from '../../../src/tasks/task.ts';
import { calledIn, taskCalls } from '../../../src/tasks/taskCalls.ts';

const own = (title: string): Task => ({
  id: `user:${title}`,
  title,
  icon: 'star',
  input: 'words',
  prompt: () => ({ instructions: '', content: '' }),
  sampling: {},
});
const calls = taskCalls(tasks, [own('Write a Haiku!'), own('Explain'), own('write a haiku'), own('…')]);

test('tasks are called by their ids, those of the user by their titles, each by a name of its own', () => {
  assert.deepEqual(
    calls.map(({ name }) => name),
    [...tasks.map(({ id }) => id), 'write-a-haiku', 'explain-2', 'write-a-haiku-2', 'task'],
  );
});

test('a message that begins with such a name calls it, with the words behind', () => {
  assert.deepEqual(calledIn('/write-a-haiku about\nlocks ', calls), {
    task: calls.find(({ name }) => name === 'write-a-haiku')?.task,
    words: 'about\nlocks',
  });
  assert.equal(calledIn('/explain', calls)?.task.id, 'explain');
  assert.equal(calledIn('/explain', calls)?.words, '');
});

for (const text of ['explain', '/explained', '/usr/bin is what?', 'see /explain', '/', '']) {
  test(`${JSON.stringify(text)} is a message like any other`, () => {
    assert.equal(calledIn(text, calls), undefined);
  });
}
