// Builds everything that runs outside plain Node. `node esbuild.js [--tests] [--watch]`
//
//   dist/extension.js   desktop and remote host (CommonJS, Node); heavy parts beside it in dist/lazy/
//   dist/web.js         web-worker host (CommonJS, one file: the worker cannot require a second one)
//   dist/webview/       the panel's script, styles and icon font
//   dist/bundled.json   the packages of which something is in all that
//   dist/test/          the suites that run inside an extension host (only with --tests)
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** Loaded on first use, not at activation: each becomes its own file on Node. */
const lazyModules = {
  wire: 'src/openai/wire.ts',
  tokenizer: 'src/models/tokenizer.ts',
  grammars: 'src/comments/grammars.ts',
  jsonc: 'src/vscode/services/jsonc.ts',
  ignoredSettings: 'src/vscode/services/ignoredSettings.ts',
  malformedSettings: 'src/vscode/services/malformedSettings.ts',
  permitSending: 'src/vscode/services/permitSending.ts',
  tasks: 'src/tasks/index.ts',
  runCommand: 'src/vscode/tasks/runCommand.ts',
  checkJson: 'src/chat/checkJson.ts',
  followUp: 'src/vscode/rewrite/followUp.ts',
  typedTurn: 'src/vscode/panel/typedTurn.ts',
  inlineLabels: 'src/vscode/intent/inlineLabels.ts',
  countHits: 'src/vscode/keywords/countHits.ts',
  batch: 'src/vscode/batch/batchCommand.ts',
  addToChat: 'src/vscode/attachments/addToChat.ts',
  pdfAsText: 'src/vscode/attachments/pdfAsText.ts',
  answers: 'src/vscode/answers/answers.ts',
  cardActions: 'src/vscode/panel/cardActions.ts',
  composerHost: 'src/vscode/attachments/composerHost.ts',
  suggestTitle: 'src/vscode/panel/suggestTitle.ts',
  tagTree: 'src/vscode/tags/tagTree.ts',
  followFiles: 'src/vscode/tags/followFiles.ts',
  attachContext: 'src/vscode/tasks/attachContext.ts',
  explainThreads: 'src/vscode/explain/explainThreads.ts',
  parameterDrawer: 'src/vscode/panel/parameterDrawer.ts',
  selectModel: 'src/vscode/connection/selectModel.ts',
  switchModel: 'src/vscode/connection/switchModel.ts',
  forgetRefusals: 'src/vscode/connection/forgetRefusals.ts',
  testConnection: 'src/vscode/connection/testConnection.ts',
  tools: 'src/vscode/tools/tools.ts',
  userTasks: 'src/vscode/tasks/userTasks.ts',
  history: 'src/vscode/history/history.ts',
  runTask: 'src/vscode/tasks/runTask.ts',
  tasksFolder: 'src/vscode/tasks/tasksFolder.ts',
  translating: 'src/vscode/translate/translating.ts',
  money: 'src/vscode/usage/money.ts',
  inspector: 'src/vscode/inspector/inspector.ts',
  showUsage: 'src/vscode/usage/showUsage.ts',
  exportUsage: 'src/vscode/usage/exportUsage.ts',
};

/**
 * CommonJS output has no code splitting in esbuild, so a dynamic import of a lazy module is turned into a require of its
 * own bundle. Each has its own copy of what it imports, so no module may keep state.
 */
const lazyFiles = folder => ({
  name: 'lazy-files',
  setup(build) {
    const targets = new Map(
      Object.entries(lazyModules).map(([name, file]) => [
        path.resolve(__dirname, file),
        `${folder}/${name}.js`,
      ]),
    );
    build.onResolve({ filter: /^\.\.?\// }, args => {
      if (args.kind !== 'dynamic-import') return undefined;
      const target = targets.get(path.resolve(args.resolveDir, args.path));
      return target ? { path: target, external: true } : undefined;
    });
  },
});

/**
 * What stands in for others on the web: for the tokenizer, whose vocabulary alone is 2.4 MB of script, an estimate by
 * bytes; for the disk nothing.
 */
const standIns = {
  'tokenizer.ts': 'src/models/noEncoding.ts',
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

/**
 * Zod makes parsers of text where it may, and tries whether it may. What it does elsewhere is as fast for what is read here, and
 * where nothing makes code of text nobody can have it make any.
 */
const withoutCodeOfText = {
  name: 'without-code-of-text',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/](?:util|doc)\.js$/ }, async ({ path: file }) => {
      const text = await fs.promises.readFile(file, 'utf8');
      const contents = text.replace('const F = Function;', 'const F = undefined;');
      if (contents === text) throw new Error(`${file} makes code of text in another way by now.`);
      return { contents };
    });
  },
};

const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  // The editor's task waits for the lines that say when a build begins and ends.
  logLevel: watch ? 'info' : 'warning',
  metafile: !watch,
  legalComments: 'none',
};

const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
  // `require` goes through the editor's own loader; a native import() of a file would not on every host.
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

const builds = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    plugins: [lazyFiles('./lazy'), withoutCodeOfText],
  },
  { ...node, entryPoints: lazyModules, outdir: 'dist/lazy', plugins: [lazyFiles('.'), withoutCodeOfText] },
  { ...web, entryPoints: { web: 'src/extension.ts' }, outdir: 'dist' },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
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
  if (watch) {
    const all = [...builds, ...testBuilds];
    await Promise.all(all.map(async options => (await esbuild.context(options)).watch()));
    return;
  }
  const [results] = await Promise.all([built(builds), built(testBuilds)]);
  fs.writeFileSync('dist/bundled.json', JSON.stringify(packagesIn(results)));
}

function built(builds) {
  return Promise.all(builds.map(options => esbuild.build(options)));
}

/** The packages of which something was taken, as the lock file names them: `node_modules/…`. */
function packagesIn(results) {
  const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folder = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;
  return [...new Set(files.flatMap(file => folder.exec(file)?.[0] ?? []))].sort();
}

main().catch(() => process.exit(1));
