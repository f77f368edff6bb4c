import assert from 'node:assert/strict';
import { cp, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { root, temporaryFolder } from '../../scripts/folders.ts';
import { vsixPath } from '../../scripts/package.ts';
import { runOrThrow } from '../../scripts/run.ts';
import { componentOf, sbomFile } from '../../scripts/sbom.ts';
import { withStaticImports } from './staticImports.ts';

const Sbom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().check(z.length(128)) })),
      licenses: z.array(z.object({ license: z.object({ id: z.string().check(z.minLength(3)) }) })),
    }),
  ),
});
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(root, path), 'utf8'));

/** What a fresh clone would have, with the packages that are installed here. */
async function copyOfSources(): Promise<string> {
  const { path } = await temporaryFolder();
  const copy = join(path, 'elsewhere');
  const made = new Set(['.git', '.vscode-test', 'dist', 'node_modules']);
  await cp(root, copy, {
    recursive: true,
    filter: source => !made.has(basename(source)) && !source.endsWith('.vsix'),
  });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

describe('the package', () => {
  it('is the same, byte for byte, when it is built in another place at another time', async () => {
    const copy = await copyOfSources();
    await runOrThrow(process.execPath, [join(copy, 'scripts', 'package.ts')], {
      cwd: copy,
      env: { ...process.env, TZ: 'Pacific/Auckland' },
    });
    const path = await vsixPath();
    const [here, there] = await Promise.all(
      [path, join(copy, relative(root, path))].map(file => readFile(file)),
    );
    assert.ok(here && there);
    assert.ok(here.equals(there), `${here.length} and ${there.length} bytes`);
  });

  it('is at most 2 MB', async () => {
    const { size } = await stat(await vsixPath());
    assert.ok(size <= 2 * 1024 * 1024, `${size} bytes`);
  });

  for (const [what, first, most] of [
    ['a window in which nobody uses Gloss', 'extension.js', 40],
    ['a panel that is opened', 'webview/panel.js', 120],
  ] as const) {
    it(`has ${what} read at most ${most} KB of script`, async () => {
      const files = [...(await withStaticImports(join(root, 'dist'), [first]))];
      assert.ok(files.length > 1, 'the first file needs others');
      const sizes = await Promise.all(files.map(async file => (await stat(join(root, 'dist', file))).size));
      const sum = sizes.reduce((all, size) => all + size, 0);
      assert.ok(sum <= most * 1024, `${sum} bytes in ${files.join(', ')}`);
    });
  }

  it('holds a bill of materials with everything that is bundled, which is what Gloss depends on', async () => {
    const { components } = Sbom.parse(await json(sbomFile));
    const { dependencies } = Manifest.parse(await json('package.json'));
    const listed = components.map(({ name, version }) => [name, version]);
    assert.deepEqual(Object.fromEntries(listed), dependencies);
    assert.equal(listed.length, Object.keys(dependencies).length);
    // The names of its files are not compressed.
    assert.ok((await readFile(await vsixPath())).includes(`extension/${sbomFile}`));
  });
});

describe('the scripts of the package', () => {
  it('make no code of text and start no process', async () => {
    const names = await readdir(join(root, 'dist'), { recursive: true });
    const scripts = names.filter(name => name.endsWith('.js') && !name.startsWith('test'));
    assert.ok(scripts.length > 10);
    for (const name of scripts) {
      const script = await readFile(join(root, 'dist', name), 'utf8');
      assert.deepEqual(dangers(name === countingThread ? withoutThread(script) : script), [], name);
    }
  });

  it('have one thread, of the file that starts it', async () => {
    const script = await readFile(join(root, 'dist', countingThread), 'utf8');
    assert.equal(dangers(script).length, 2);
    // Twice it would be another one.
    assert.equal(dangers(withoutThread(script + script)).length, 2);
  });

  for (const text of [
    'let t=Function;return new t(""),!0',
    'new Function("a","return a")',
    'Function("return this")()',
    'x=eval("1")',
    '(0,eval)(t)',
    'setTimeout("run()",1)',
    'globalThis.Function("")',
    'require("child_process").exec(x)',
    "import('node:child_process')",
    '(()=>{}).constructor("return 1")()',
    'new Worker(u)',
    'new e.Worker(u)',
    'new(t()).SharedWorker(u)',
    'require("node:worker_threads")',
  ]) {
    it(`the test would notice ${text}`, () => assert.equal(dangers(text).length, 1));
  }
});

/** The one file that may start a thread, which runs that file. */
const countingThread = 'lazy/countingThread.js';

function withoutThread(script: string): string {
  const ownFile = '.Worker(new URL(require("url").pathToFileURL(__filename).href)';
  return script.replace('require("node:worker_threads")', '').replace(ownFile, '');
}

/** What makes code of text, or runs another program, with what is around it. */
function dangers(script: string): string[] {
  const all = [
    // Called, or under another name; who only compares with it makes nothing.
    /(?<!["'\w$-])Function\s*\(|=\s*Function(?![\w$.])/g,
    /(?<![\w$.'"-])eval\b(?!["'])/g,
    /\bset(?:Timeout|Interval)\(["'`]/g,
    /\bchild_process\b/g,
    /\.constructor\(["'`]/g,
    /\bnew (?:Shared)?Worker\b|\.(?:Shared)?Worker\b|\bworker_threads\b|\bimportScripts\b/g,
  ];
  return all.flatMap(danger =>
    Array.from(script.matchAll(danger), ({ index }) => script.slice(Math.max(0, index - 40), index + 60)),
  );
}

describe('the bill of materials', () => {
  const locked = { version: '1.2.3', license: 'MIT', integrity: 'sha512-AAH/' };

  it('has a package by its own name, wherever it is installed', () => {
    for (const path of ['node_modules/@a/b', 'node_modules/c/node_modules/@a/b']) {
      const { name, purl, hashes } = componentOf(path, locked);
      assert.deepEqual([name, purl], ['@a/b', 'pkg:npm/%40a/b@1.2.3']);
      assert.equal(hashes[0]?.content, '0001ff');
    }
  });

  it('is not made of what the lock file does not say', () => {
    for (const [key, value] of Object.entries({ version: '', license: '', integrity: 'sha1-AAH/' })) {
      assert.throws(() => componentOf('node_modules/c', { ...locked, [key]: value }), /node_modules\/c/, key);
    }
  });
});
