import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInTools } from '../../../src/tools/builtInTools.ts';
import { longestResult } from '../../../src/tools/result.ts';
import type { Refusal, WorkspaceView } from '../../../src/tools/workspaceView.ts';
import { schema } from '../../endpoint/schema.ts';
import { findStrictViolation } from '../../endpoint/strict.ts';

const { signal } = new AbortController();

/** A workspace in which there is nothing but what a test says. */
function workspace(view: Partial<WorkspaceView>): WorkspaceView {
  return {
    folders: ['app'],
    read: async () => ({ refused: 'missing' }),
    files: async () => ({ paths: [], isAll: true }),
    visitTexts: async () => true,
    findSymbols: async () => [],
    outline: async () => ({ refused: 'missing' }),
    problems: async () => ({ lines: [] }),
    changes: async () => ({ text: '', isAll: true }),
    ...view,
  };
}

async function call(name: string, args: unknown, view: Partial<WorkspaceView> = {}): Promise<string> {
  const prepared = toolNamed(name).prepare(args);
  return 'mistake' in prepared ? prepared.mistake : prepared.run(workspace(view), signal);
}

function toolNamed(name: string) {
  return builtInTools.find(tool => tool.name === name) ?? assert.fail(name);
}

/** Arguments of each tool that are right. */
const calls: Record<string, Record<string, unknown>> = {
  read_file: { path: 'a.ts', firstLine: null, lastLine: null },
  list_files: { glob: null },
  search_text: { text: 'x', glob: null, caseSensitive: null, wholeWord: null },
  find_symbol: { name: 'x' },
  document_symbols: { path: 'a.ts' },
  diagnostics: { path: null },
  git_diff: {},
};

describe('the built-in tools', () => {
  it('are these, and none that runs, writes or fetches something', () => {
    assert.deepEqual(
      builtInTools.map(({ name }) => name),
      Object.keys(calls),
    );
  });

  for (const { name, parameters, description, prepare } of builtInTools) {
    const right = calls[name] ?? assert.fail(name);

    it(`have a strict schema for ${name}`, () => {
      assert.equal(findStrictViolation(schema.parse(parameters)), undefined);
      assert.ok(description.length < 200);
    });

    it(`take what is in the form of ${name}, and say what is not`, () => {
      assert.ok('run' in prepare(right));
      const wrong: [unknown, RegExp][] = [
        ...[null, undefined, 'a', 1, [], true].map((args): [unknown, RegExp] => [args, /the arguments/]),
        [{ ...right, more: 1 }, /the arguments/],
        ...Object.keys(right).flatMap((key): [unknown, RegExp][] => {
          const { [key]: _, ...others } = right;
          return [{ length: 1 }, ['a'], 1e99, -1]
            .map((value): [unknown, RegExp] => [{ ...right, [key]: value }, new RegExp(`: ${key}`)])
            .concat([[others, new RegExp(`: ${key}`)]]);
        }),
      ];
      for (const [args, words] of wrong) {
        const prepared = prepare(args);
        assert.ok('mistake' in prepared, JSON.stringify(args));
        assert.match(prepared.mistake, words);
        assert.match(prepared.mistake, new RegExp(name));
      }
    });

    it(`say so when the editor fails at ${name}`, async () => {
      const fails = () => Promise.reject(new Error('/home/me/secret'));
      const result = await call(name, right, {
        ...{ read: fails, files: fails, visitTexts: fails, findSymbols: fails },
        ...{ outline: fails, problems: fails, changes: fails },
      });
      assert.match(result, /could not/);
      assert.doesNotMatch(result, /secret/);
    });

    it(`say no more than ${longestResult} characters by ${name}, and that there is more`, async () => {
      for (const huge of ['x'.repeat(10_000_000), 'xyz\n'.repeat(250_000), '🙂'.repeat(500_000)]) {
        const lines = huge.split('\n');
        const symbol = { kind: 'method', name: huge, path: 'a.ts', line: 1, lastLine: 2, children: [] };
        const result = await call(
          name,
          { ...right, ...(name === 'search_text' ? { text: 'x' } : {}) },
          {
            read: async () => ({ text: huge }),
            files: async () => ({ paths: lines, isAll: true }),
            visitTexts: async (_, visit) => {
              for (let file = 0; file < 200; file++)
                if (visit(`${file}.ts`, `x${huge}`) === 'enough') return false;
              return true;
            },
            findSymbols: async () => Array.from({ length: 1_000 }, () => symbol),
            outline: async () => ({ symbols: Array.from({ length: 1_000 }, () => symbol) }),
            problems: async () => ({ lines: lines.map(line => `a.ts:1:1: error: ${line}`) }),
            changes: async () => ({ text: huge, isAll: true }),
          },
        );
        assert.ok(result.length <= longestResult, `${result.length}`);
        assert.match(result, /(?:\(cut: .*\)|…)$/);
        assert.doesNotMatch(result, /\p{Cs}/u);
      }
    });
  }
});

describe('the tool', () => {
  it('read_file numbers lines, and says how to go on', async () => {
    const text = Array.from({ length: 1_000 }, (_, index) => `line ${index + 1}`).join('\r\n');
    const read = async () => ({ text });
    const lines = (
      await call('read_file', { path: 'a.ts', firstLine: null, lastLine: null }, { read })
    ).split('\n');
    assert.equal(lines.length, 401);
    assert.equal(lines[0], '1\tline 1');
    assert.equal(lines[399], '400\tline 400');
    assert.equal(lines[400], '(cut: a.ts has 1000 lines; go on with firstLine 401)');
    const some = (firstLine: number | null, lastLine: number | null) =>
      call('read_file', { path: 'a.ts', firstLine, lastLine }, { read });
    assert.equal(await some(999, null), '999\tline 999\n1000\tline 1000');
    assert.equal(await some(2, 3), '2\tline 2\n3\tline 3');
    assert.equal(await some(5, 2), '5\tline 5');
    assert.equal(await some(1_001, null), 'a.ts has 1000 lines.');
    assert.match(await some(601, 1_000), /^601\t[\s\S]*1000\tline 1000$/);
  });

  it('read_file goes on where what it had room for ends', async () => {
    const text = `${'x'.repeat(100)}\n`.repeat(300);
    const read = async () => ({ text });
    const result = await call('read_file', { path: 'a.ts', firstLine: 1, lastLine: null }, { read });
    const [, next = ''] = /firstLine (\d+)\)$/.exec(result) ?? [];
    assert.match(result, new RegExp(`\\n${Number(next) - 1}\\tx+\\n\\(cut`));
    assert.equal(
      await call(
        'read_file',
        { path: 'a.ts', firstLine: 1, lastLine: 1 },
        { read: async () => ({ text: 'a\n' }) },
      ),
      '1\ta',
    );
    assert.equal(
      await call(
        'read_file',
        { path: 'a.ts', firstLine: 1, lastLine: 1 },
        { read: async () => ({ text: '' }) },
      ),
      'a.ts is empty.',
    );
  });

  for (const [refused, words] of [
    ['noPath', /^\.\.\/a is no path in the workspace/],
    ['missing', /^There is no file \.\.\/a in the workspace\.$/],
    ['private', /private/],
    ['binary', /no text/],
    ['tooLarge', /too large/],
    ['changed', /Ask again/],
  ] satisfies [Refusal, RegExp][]) {
    it(`read_file, document_symbols and diagnostics say that a file is ${refused}`, async () => {
      const refuses = async () => ({ refused });
      for (const [name, args] of [
        ['read_file', { path: '../a', firstLine: null, lastLine: null }],
        ['document_symbols', { path: '../a' }],
        ['diagnostics', { path: '../a' }],
      ] as const) {
        assert.match(await call(name, args, { read: refuses, outline: refuses, problems: refuses }), words);
      }
    });
  }

  it('read_file names the folders of which a path has to begin with one', async () => {
    const args = { path: 'src/a.ts', firstLine: null, lastLine: null };
    const read = async () => ({ refused: 'noPath' as const });
    assert.match(
      await call('read_file', args, { read, folders: ['app', 'lib'] }),
      /one of its folders \(app, lib\)/,
    );
  });

  it('list_files has the paths of a glob, one a line', async () => {
    const all = ['a.ts', 'docs/b.md', 'src/c.ts'];
    const files: WorkspaceView['files'] = async isWanted => ({ paths: all.filter(isWanted), isAll: true });
    assert.equal(await call('list_files', { glob: null }, { files }), all.join('\n'));
    assert.equal(await call('list_files', { glob: '*.ts' }, { files }), 'a.ts\nsrc/c.ts');
    assert.equal(
      await call('list_files', { glob: '../*' }, { files }),
      'There is no such file in the workspace.',
    );
    assert.match(await call('list_files', { glob: '{a,b}'.repeat(50) }, { files }), /too many patterns/);
    const more: WorkspaceView['files'] = async () => ({ paths: all, isAll: false });
    assert.match(
      await call('list_files', { glob: null }, { files: more }),
      /src\/c\.ts\n\(cut: there are more/,
    );
  });

  it('search_text finds lines literally', async () => {
    const texts: [string, string][] = [
      ['a.ts', '  const total = 1;\n// (a+)+$ costs $10.*\n'],
      ['b.md', 'Subtotal\r\nTOTAL and total\r\n'],
    ];
    const visitTexts: WorkspaceView['visitTexts'] = async (isWanted, visit) => {
      for (const [path, text] of texts) if (isWanted(path)) visit(path, text);
      return true;
    };
    const search = (text: string, args: Record<string, unknown> = {}) =>
      call(
        'search_text',
        { text, glob: null, caseSensitive: null, wholeWord: null, ...args },
        { visitTexts },
      );
    assert.equal(
      await search('total'),
      'a.ts:1: const total = 1;\nb.md:1: Subtotal\nb.md:2: TOTAL and total',
    );
    assert.equal(await search('TOTAL', { caseSensitive: true }), 'b.md:2: TOTAL and total');
    assert.equal(await search('total', { wholeWord: true, glob: '*.md' }), 'b.md:2: TOTAL and total');
    assert.equal(await search('(a+)+$'), 'a.ts:2: // (a+)+$ costs $10.*');
    assert.equal(await search('.*'), 'a.ts:2: // (a+)+$ costs $10.*');
    assert.equal(await search('nowhere'), 'Nothing was found.');
    assert.match(await search('a\nb'), /one line/);
  });

  it('search_text cuts a line around what it has found', async () => {
    const long = `${'a'.repeat(5_000)}🙂needle${'🙂'.repeat(5_000)}`;
    const visitTexts: WorkspaceView['visitTexts'] = async (_, visit) => visit('a.ts', long) === 'more';
    const args = { text: 'needle', glob: null, caseSensitive: null, wholeWord: null };
    const result = await call('search_text', args, { visitTexts });
    assert.match(result, /^a\.ts:1: …a+🙂needle(?:🙂)+…$/u);
    assert.ok(result.length < 220);
    assert.doesNotMatch(result, /\p{Cs}/u);
  });

  it('find_symbol, document_symbols, diagnostics and git_diff say it in few words', async () => {
    const symbol = { kind: 'method', name: 'push', path: 'src/a.ts', line: 3, lastLine: 5, children: [] };
    const outer = { ...symbol, kind: 'class', name: 'Queue', line: 1, lastLine: 9, children: [symbol] };
    const { name } = symbol;
    assert.equal(
      await call('find_symbol', { name }, { findSymbols: async () => [symbol] }),
      'method push src/a.ts:3',
    );
    assert.match(await call('find_symbol', { name }), /No such symbol/);
    const outline = async () => ({ symbols: [outer, { ...symbol, lastLine: 3 }] });
    assert.equal(
      await call('document_symbols', { path: 'a' }, { outline }),
      'class Queue 1-9\n  method push 3-5\nmethod push 3',
    );
    assert.match(
      await call('document_symbols', { path: 'a' }, { outline: async () => ({ symbols: [] }) }),
      /^Nothing/,
    );
    const problems = async () => ({ lines: ['a.ts:1:1: error: wrong'] });
    assert.equal(await call('diagnostics', { path: null }, { problems }), 'a.ts:1:1: error: wrong');
    assert.match(await call('diagnostics', { path: null }), /no errors/);
    assert.equal(await call('git_diff', {}), 'Nothing is changed.');
    const changes = async () => ({ text: 'diff --git a/a b/a\n-a\n+b\n', isAll: false });
    assert.equal(
      await call('git_diff', {}, { changes }),
      'diff --git a/a b/a\n-a\n+b\n(changes of private files are left out)',
    );
  });

  it('search_text looks at a text as often as it is long, whatever is sought', async () => {
    const text = 'a'.repeat(1_000_000);
    const visitTexts: WorkspaceView['visitTexts'] = async (_, visit) => visit('a.ts', text) === 'more';
    for (const sought of [`${'a'.repeat(99)}b`, '(a+)+b', '(?:a|a)*b', '.*.*.*b']) {
      const args = { text: sought, glob: null, caseSensitive: null, wholeWord: null };
      assert.equal(await call('search_text', args, { visitTexts }), 'Nothing was found.');
    }
  });
});
