// Builds everything that runs outside plain Node. `node bundle.js [--tests] [--watch]`
//
//   dist/extension.js   desktop and remote host (CommonJS, Node); what is loaded on first use beside it in dist/lazy/
//   dist/web.js         web-worker host (CommonJS, one file: the worker cannot require a second one)
//   dist/webview/       the panel's script, styles and icon font
//   dist/bundled.json   the packages of which something is in all that
//   dist/test/          the suites that run inside an extension host (only with --tests)
const esbuild = require('esbuild');
const { rolldown, watch } = require('rolldown');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');

const tests = process.argv.includes('--tests');
const isWatching = process.argv.includes('--watch');

/**
 * What stands in for others on the web: for the thread that counts tokens, whose vocabulary alone is 2.4 MB of script, an
 * estimate by bytes; for the disk nothing.
 */
const standIns = {
  'countingThread.ts': 'src/models/noEncoding.ts',
  'disk.ts': 'src/vscode/services/noDisk.ts',
};

const onTheWeb = {
  name: 'on-the-web',
  setup(build) {
    for (const [name, standIn] of Object.entries(standIns)) {
      build.onResolve({ filter: new RegExp(`/${name.replace('.', '\\.')}$`) }, () => ({
        path: path.resolve(__dirname, standIn),
      }));
    }
  },
};

/** The tests' own copies of Gloss's sources count on the thread that is packaged: it runs a file of its own. */
const packagedThread = {
  name: 'packaged-thread',
  setup(build) {
    build.onResolve({ filter: /\/countingThread\.ts$/ }, () => ({
      path: '../lazy/countingThread.js',
      external: true,
    }));
  },
};

/**
 * Zod makes parsers of text where it may, and tries whether it may. What it does elsewhere is as fast for what is read here, and
 * where nothing makes code of text nobody can have it make any.
 */
const makersOfCode = /[\\/]zod[\\/]v4[\\/]core[\\/](?:util|doc)\.js$/;

async function withoutMaker(file) {
  const text = await fs.promises.readFile(file, 'utf8');
  const without = text.replace('const F = Function;', 'const F = undefined;');
  if (without === text) throw new Error(`${file} makes code of text in another way by now.`);
  return without;
}

/**
 * The vocabulary of the tokenizer as a module of half its size, and made ready in a third of the time: the lengths of its tokens
 * and their bytes, in the order of their ranks, compressed.
 */
const vocabulary = /[\\/]gpt-tokenizer[\\/]esm[\\/]bpeRanks[\\/]o200k_base\.js$/;

async function packedVocabulary(file) {
  const { default: tokens } = await import(pathToFileURL(file));
  const bytes = Array.from(tokens, token => Buffer.from(token ?? []));
  if (bytes.some(({ length }) => length > 255))
    throw new Error(`${file} has tokens whose length is no byte.`);
  const all = Buffer.concat([Buffer.from(bytes.map(({ length }) => length)), ...bytes]);
  const params = { [zlib.constants.BROTLI_PARAM_LGWIN]: zlib.constants.BROTLI_MAX_WINDOW_BITS };
  return `
    import { brotliDecompressSync } from 'node:zlib';
    const all = brotliDecompressSync(Buffer.from('${zlib.brotliCompressSync(all, { params }).toString('base64')}', 'base64'));
    const count = ${bytes.length};
    let end = count;
    export default Array.from(all.subarray(0, count), length => all.subarray(end, (end += length)));
  `;
}

const withoutCodeOfText = {
  name: 'without-code-of-text',
  setup(build) {
    build.onLoad({ filter: makersOfCode }, async ({ path }) => ({ contents: await withoutMaker(path) }));
  },
};

const common = {
  bundle: true,
  minify: !isWatching,
  sourcemap: isWatching ? 'inline' : false,
  // The editor's task waits for the lines that say when a build begins and ends.
  logLevel: isWatching ? 'info' : 'warning',
  metafile: !isWatching,
  legalComments: 'none',
};

const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
  // The tests are one file: nothing is there to be imported from another.
  supported: { 'dynamic-import': false },
  mainFields: ['module', 'main'],
};

const web = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  format: 'cjs',
  external: ['vscode'],
  define: { global: 'globalThis' },
  plugins: [onTheWeb, withoutCodeOfText],
  mainFields: ['browser', 'module', 'main'],
};

/**
 * The host's code on Node, by rolldown, because esbuild does not split CommonJS. What is imported dynamically becomes a file of
 * its own; what several of them need is in one, of which there is but one copy.
 */
const host = {
  input: { extension: 'src/extension.ts' },
  platform: 'node',
  external: ['vscode'],
  resolve: { mainFields: ['module', 'main'] },
  transform: { target: 'node22' },
  // Packing the vocabulary takes seconds, as it may.
  checks: { pluginTimings: false },
  plugins: [
    {
      name: 'without-code-of-text',
      load: { filter: { id: makersOfCode }, handler: withoutMaker },
    },
    { name: 'packed-vocabulary', load: { filter: { id: vocabulary }, handler: packedVocabulary } },
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].js',
    // Shared ones are named for all that need them.
    chunkFileNames: ({ name }) => `lazy/${name.includes('~') ? 'shared-[hash]' : '[name]'}.js`,
    minify: !isWatching,
    sourcemap: isWatching ? 'inline' : false,
    codeSplitting: {
      groups: [
        // With all that they import: read at once, it comes quicker in one file.
        { name: 'start', tags: ['$initial'], priority: 3 },
        { name: 'gloss', test: /[\\/]src[\\/]vscode[\\/]gloss\.ts$/, priority: 2 },
        { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
      ],
    },
  },
};

const builds = [
  { ...web, entryPoints: { web: 'src/extension.ts' }, outdir: 'dist' },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    splitting: true,
    // Names are made of the paths of what is in a file, wherever the packages are.
    preserveSymlinks: true,
    entryPoints: { panel: 'src/webview/main.ts', styles: 'media/panel.css', usage: 'media/usage.css' },
    outdir: 'dist/webview',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
];
const testBuilds = [];
if (tests) {
  testBuilds.push(
    {
      ...node,
      minify: false,
      sourcemap: 'inline',
      external: ['vscode', 'mocha'],
      plugins: [packagedThread],
      entryPoints: { editor: 'test/editor/index.ts' },
      outdir: 'dist/test',
    },
    { ...web, minify: false, entryPoints: { 'editor-web': 'test/editor/web.ts' }, outdir: 'dist/test' },
  );
}

async function main() {
  fs.rmSync('dist', { recursive: true, force: true });
  fs.mkdirSync('dist', { recursive: true });
  fs.copyFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'), 'dist/onig.wasm');
  if (isWatching) {
    const all = [...builds, ...testBuilds];
    await Promise.all(all.map(async options => (await esbuild.context(options)).watch()));
    watch(host).on('event', tellOfHost);
    return;
  }
  const [ofHost, results] = await Promise.all([hostBuilt(), built(builds), built(testBuilds)]);
  const files = [...ofHost, ...results.flatMap(({ metafile }) => Object.keys(metafile.inputs))];
  fs.writeFileSync('dist/bundled.json', JSON.stringify(packagesOf(files)));
}

function built(builds) {
  return Promise.all(builds.map(options => esbuild.build(options)));
}

/** @returns the files of which something was taken. */
async function hostBuilt() {
  const bundle = await rolldown(host);
  const { output } = await bundle.write(host.output);
  await bundle.close();
  return output.flatMap(chunk => chunk.moduleIds ?? []);
}

/** In the words that the editor's task waits for. */
function tellOfHost(event) {
  if (event.code === 'START') console.log('[watch] build started');
  if (event.code === 'END') console.log('[watch] build finished');
  if (event.code === 'ERROR') console.error(`[ERROR] ${event.error.message}`);
  event.result?.close();
}

/** The packages that files are of, as the lock file names them: `node_modules/…`. */
function packagesOf(files) {
  const folder = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;
  return [...new Set(files.flatMap(file => folder.exec(file)?.[0] ?? []))].sort();
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
