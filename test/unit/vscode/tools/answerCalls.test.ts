import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerCall } from '../../../../src/chat/toolCall.ts';
import type { ToolCall } from '../../../../src/openai/answer.ts';
import type { OfferedTool } from '../../../../src/tools/offeredTool.ts';
import { AnswerCalls } from '../../../../src/vscode/tools/answerCalls.ts';

interface Session {
  ran: unknown[];
  /** What each run shows last. */
  shown: () => readonly AnswerCall[];
  run(calls: readonly ToolCall[], place?: string, tools?: readonly OfferedTool[]): Promise<boolean>;
  /** Resolves when so many calls are asked about. */
  asking(count: number): Promise<AnswerCall[]>;
  decide: AnswerCalls['decide'];
  stop(): void;
}

const call = (args: unknown, name = 'look', id = 'c1'): ToolCall => ({
  id,
  name,
  arguments: typeof args === 'string' ? args : JSON.stringify(args),
});

function open({ readsOnly = true, isGiven = false, description = 'Looks.' } = {}): Session {
  const ran: unknown[] = [];
  const tool = (name: string): OfferedTool => ({
    ...{ name, description, parameters: { type: 'object' }, strict: true, readsOnly },
    prepare: async args => ({ run: async () => String(ran.push([name, args])) }),
  });
  let given = isGiven;
  const reading = {
    isGiven: () => given,
    give: () => {
      given = true;
    },
  };
  const calls = new AnswerCalls([tool('look'), tool('other')], reading);
  const controller = new AbortController();
  let shown: readonly AnswerCall[] = [];
  let told = () => {};
  return {
    ran,
    shown: () => shown,
    run: (all, place = 'a1 0') =>
      calls.run(
        all,
        place,
        now => {
          shown = now;
          told();
        },
        controller.signal,
      ),
    async asking(count) {
      for (;;) {
        const asking = shown.filter(({ seal }) => seal !== undefined);
        if (asking.length === count) return asking;
        await new Promise<void>(resolve => {
          told = resolve;
        });
      }
    },
    decide: (seal, decision) => calls.decide(seal, decision),
    stop: () => controller.abort(),
  };
}

const given = { path: 'src/a.ts', firstLine: 1, lastLine: null };
const text = JSON.stringify(given);

/** The same call with something else in it, each in another way. */
const changed: [what: string, ToolCall, place?: string][] = [
  ...[
    'src/b.ts',
    'src/a.tsx',
    'src/A.ts',
    './src/a.ts',
    'src//a.ts',
    'src/a.ts ',
    ' src/a.ts',
    'src/a.ts.',
    'src\\a.ts',
    '../src/a.ts',
    '/src/a.ts',
    'src/a.ts\0',
    'src/a.ts\u200b',
    'src/\u202ea.ts',
    'src/а.ts',
    'src/a.ts:x',
    '.env',
    '',
    'src/a\u0301.ts',
    'src/á.ts',
  ].map((path): [string, ToolCall] => [`the path ${JSON.stringify(path)}`, call({ ...given, path })]),
  ...[0, 2, -1, 1.5, null, '1', true, [], 1e21].map((firstLine): [string, ToolCall] => [
    `the line ${JSON.stringify(firstLine)}`,
    call({ ...given, firstLine }),
  ]),
  ...[1, 400, 10_000_000, 'null', {}].map((lastLine): [string, ToolCall] => [
    `the last line ${JSON.stringify(lastLine)}`,
    call({ ...given, lastLine }),
  ]),
  ['a further property', call({ ...given, recursive: true })],
  ['a missing property', call({ path: given.path })],
  ['another order', call({ lastLine: null, firstLine: 1, path: given.path })],
  ['a property twice', call(text.replace('{', '{"path":"b",'))],
  ['a blank', call(`${text} `)],
  ['an escaped letter', call(text.replace('a.ts', '\\u0061.ts'))],
  ['a prototype', call(text.replace('{', '{"__proto__":{},'))],
  ['line breaks', call(JSON.stringify(given, null, 1))],
  ['no arguments', call({})],
  ['another tool', call(text, 'other')],
  ['another id', call(text, 'look', 'c2')],
  ['another round', call(text), 'a1 1'],
  ['another answer', call(text), 'a2 0'],
  ['a number in other words', call(text.replace('1', '1.0'))],
  ['a long tail', call({ ...given, note: 'x'.repeat(10_000) })],
  ['another place beside', call({ ...given, path: 'src/a.ts', lastLine: 5 })],
];

describe('the user’s word on a call', () => {
  it('is asked for in at least fifty ways', () => {
    assert.ok(changed.length >= 50, `${changed.length}`);
  });

  it('lets exactly that call run, once', async () => {
    const session = open();
    const running = session.run([call(given)]);
    const [{ seal = '' } = { seal: '' }] = await session.asking(1);
    session.decide(seal, 'allow');
    await running;
    assert.deepEqual(session.ran, [['look', given]]);
    session.decide(seal, 'allow');
    const again = session.run([call(given)], 'a1 1');
    await session.asking(1);
    session.decide(seal, 'allow');
    session.stop();
    await again;
    assert.equal(session.ran.length, 1);
  });

  for (const [what, other, place] of changed) {
    it(`is no word on ${what}`, async () => {
      const session = open();
      const first = session.run([call(given)]);
      const [{ seal = '' } = { seal: '' }] = await session.asking(1);
      session.decide(seal, 'allow');
      await first;
      const second = session.run([other], place ?? 'a1 0');
      const [asked] = await session.asking(1);
      assert.notEqual(asked?.seal, seal);
      session.decide(seal, 'allow');
      session.decide(seal, 'always');
      session.stop();
      await second;
      assert.equal(session.ran.length, 1);
      assert.equal(session.shown()[0]?.state, 'stopped');
    });
  }

  it('is another one for another tool under the same name', async () => {
    const seals = await Promise.all(
      ['Looks.', 'Looks, and deletes.'].map(async description => {
        const session = open({ description });
        const running = session.run([call(given)]);
        const [asked] = await session.asking(1);
        session.stop();
        await running;
        return asked?.seal;
      }),
    );
    assert.notEqual(seals[0], seals[1]);
  });

  it('may be for all that only look, those included that wait beside it', async () => {
    const session = open();
    const running = session.run([call(given), call({}), call({ a: 1 })]);
    const [, second] = await session.asking(3);
    session.decide(second?.seal ?? '', 'always');
    await running;
    assert.equal(session.ran.length, 3);
    await session.run([call({ b: 1 })], 'a1 1');
    assert.equal(session.ran.length, 4);
  });

  it('is never for all that may do more', async () => {
    const session = open({ readsOnly: false, isGiven: true });
    const running = session.run([call(given)]);
    const [asked] = await session.asking(1);
    assert.equal(asked?.readsOnly, false);
    session.decide(asked?.seal ?? '', 'always');
    assert.equal(session.shown()[0]?.state, 'asking');
    session.decide(asked?.seal ?? '', 'refuse');
    await running;
    assert.deepEqual(session.ran, []);
  });
});
