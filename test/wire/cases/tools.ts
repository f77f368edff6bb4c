import { chunk, completion, document, done, stream, type WireCase } from '../wireCase.ts';

const part = (piece: Record<string, unknown>, name?: string, args?: unknown) => ({
  ...piece,
  type: 'function',
  function: { ...(name === undefined ? {} : { name }), ...(args === undefined ? {} : { arguments: args }) },
});
const calls = (...pieces: unknown[]) => chunk({ tool_calls: pieces });
const finish = chunk({}, 'tool_calls');
const call = (id: string, name: string, args: string) => ({ id, name, arguments: args });
const asked = (...tools: ReturnType<typeof call>[]) => ({ state: 'complete', text: '', tools }) as const;

/** Calls of tools, however a server counts and cuts them: W51 to W58. */
export const tools: readonly WireCase[] = [
  {
    name: 'one, in pieces',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '')),
      calls(part({ index: 0 }, undefined, '{"p"')),
      calls(part({ index: 0 }, undefined, ':1}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'two, mixed',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '{')),
      calls(part({ index: 1, id: 'b' }, 'list', '{"q"')),
      calls(part({ index: 0 }, undefined, '"p":1}'), part({ index: 1 }, undefined, ':2}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}'), call('b', 'list', '{"q":2}')),
  },
  {
    name: 'two under the index 0, as Ollama',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '{"p":1}')),
      calls(part({ index: 0, id: 'b' }, 'read', '{"p":2}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}'), call('b', 'read', '{"p":2}')),
  },
  {
    name: 'no index',
    reply: stream(calls(part({ id: 'a' }, 'read', '{"p"')), calls(part({}, undefined, ':1}')), finish, done),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'two without index, by id',
    reply: stream(
      calls(part({ id: 'a' }, 'read', '{"p":1}')),
      calls(part({ id: 'b' }, 'read', '{"p"')),
      calls(part({ id: 'b' }, undefined, ':2}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}'), call('b', 'read', '{"p":2}')),
  },
  {
    name: 'two without index and id',
    reply: stream(calls(part({}, 'read', '{"p":1}')), calls(part({}, 'list', '{"q":2}')), finish, done),
    required: asked(call('call_0', 'read', '{"p":1}'), call('call_1', 'list', '{"q":2}')),
  },
  {
    name: 'counted from 1',
    reply: stream(
      calls(part({ index: 1, id: 'a' }, 'read', '{}')),
      calls(part({ index: 2, id: 'b' }, 'list', '{}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{}'), call('b', 'list', '{}')),
  },
  {
    name: 'gaps, and out of order',
    reply: stream(
      calls(part({ index: 5, id: 'a' }, 'read', '{"p"')),
      calls(part({ index: 2, id: 'b' }, 'list', '{}')),
      calls(part({ index: 5 }, undefined, ':1}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}'), call('b', 'list', '{}')),
  },
  {
    name: 'one id under two indices',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '{"p"')),
      calls(part({ index: 1, id: 'a' }, undefined, ':1}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'two with the same id',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '{"p":1}')),
      calls(part({ index: 1, id: 'a' }, 'read', '{"p":2}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}'), call('call_1', 'read', '{"p":2}')),
  },
  {
    name: 'no id, and an empty one',
    reply: stream(
      calls(part({ index: 0 }, 'read', '{"p":1}')),
      calls(part({ index: 1, id: '' }, 'list', '{}')),
      finish,
      done,
    ),
    required: asked(call('call_0', 'read', '{"p":1}'), call('call_1', 'list', '{}')),
  },
  {
    name: 'the id late',
    reply: stream(
      calls(part({ index: 0 }, 'read', '{"p"')),
      calls(part({ index: 0, id: 'a' }, undefined, ':1}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'the name late',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, undefined, '{"p":')),
      calls(part({ index: 0 }, 'read', '1}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'the name split',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read_')),
      calls(part({ index: 0 }, 'file', '{}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read_file', '{}')),
  },
  {
    name: 'the name with every piece',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '{"p"')),
      calls(part({ index: 0, id: 'a' }, 'read', ':1}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'no arguments',
    reply: stream(calls(part({ index: 0, id: 'a' }, 'read')), finish, done),
    required: asked(call('a', 'read', '')),
  },
  {
    name: 'arguments of null',
    reply: stream(calls(part({ index: 0, id: 'a' }, 'read', null)), finish, done),
    required: asked(call('a', 'read', '')),
  },
  {
    name: 'arguments that are an object',
    reply: stream(calls(part({ index: 0, id: 'a' }, 'read', { p: 1 })), finish, done),
    required: asked(call('a', 'read', '{"p":1}')),
  },
  {
    name: 'arguments whose beginning is whole',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '1')),
      calls(part({ index: 0 }, undefined, '2')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '12')),
  },
  {
    name: 'arguments with something behind them',
    reply: stream(
      calls(part({ index: 0, id: 'a' }, 'read', '{}')),
      calls(part({ index: 0 }, undefined, 'x')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{}x')),
  },
  {
    name: 'stop as the reason',
    reply: stream(calls(part({ index: 0, id: 'a' }, 'read', '{}')), chunk({}, 'stop'), done),
    required: asked(call('a', 'read', '{}')),
  },
  {
    name: 'beside a text',
    reply: stream(
      chunk({ content: 'So: ', tool_calls: [part({ index: 0, id: 'a' }, 'read', '{}')] }),
      finish,
      done,
    ),
    required: { ...asked(call('a', 'read', '{}')), text: 'So: ' },
  },
  {
    name: 'in one document',
    reply: document(
      200,
      completion(
        {
          content: null,
          tool_calls: [part({ id: 'a' }, 'read', '{"p":1}'), part({ id: 'b' }, 'list', '{}')],
        },
        'tool_calls',
      ),
    ),
    required: asked(call('a', 'read', '{"p":1}'), call('b', 'list', '{}')),
  },
  {
    name: 'cut at the length',
    reply: stream(calls(part({ index: 0, id: 'a' }, 'read', '{"p"')), chunk({}, 'length'), done),
    required: { state: 'cut', text: '' },
  },
  {
    name: 'broken off',
    reply: stream(calls(part({ index: 0, id: 'a' }, 'read', '{"p"'))),
    required: { state: 'interrupted', text: '', kind: 'brokenOff' },
  },
  ...[-1, 128, 4294967294, 0.5, '__proto__', 'constructor', 'length'].map(index => ({
    name: `under the index ${index}`,
    reply: stream(
      calls(part({ index, id: 'x' }, 'evil', '{}')),
      calls(part({ index: 0, id: 'a' }, 'read', '{}')),
      finish,
      done,
    ),
    required: asked(call('a', 'read', '{}')),
  })),
  ...[-1, 128, 4294967294, 0.5, '__proto__'].map(index => ({
    name: `a choice under the index ${index}`,
    reply: stream(chunk({ content: 'evil' }, null, index), chunk({ content: 'Hi' }), chunk({}, 'stop'), done),
    required: { state: 'complete', text: 'Hi' } as const,
  })),
];
