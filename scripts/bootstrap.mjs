// What every npm script starts with: `node scripts/bootstrap.mjs <name> [args]`. It runs on Node 20 and needs no package:
// it installs the dependencies when they are missing or stale, then runs scripts/<name>.ts on the pinned Node 24 of the
// npm package `node`, whatever Node this machine has. Packages that only some scripts need are installed for those alone.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Folders with a package.json of their own, by the scripts that need them. */
const more = {
  bench: ['test/bench'],
  test: ['test/ui/webview/gfm'],
  long: ['test/ui/webview/gfm'],
};

const [name, ...args] = process.argv.slice(2);
if (!name) {
  console.error('Usage: node scripts/bootstrap.mjs <script> [arguments]');
  process.exit(1);
}
for (const folder of [root, ...(more[name] ?? []).map(path => join(root, path))]) {
  if (!isInstalled(folder)) install(folder);
}
run();

/** npm writes node_modules/.package-lock.json last, so a broken or half-done install lacks it. */
function isInstalled(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(node)) return false;
  return statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

function install(folder) {
  if (lstatSync(join(folder, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm would empty the folder that the link points to, which others use.
    console.error('node_modules is a link and not up to date: run `npm ci` in the folder it points to.');
    process.exit(1);
  }
  process.stdout.write('Installing dependencies (npm ci) … ');
  const started = Date.now();
  // Warnings are about engines (the packages ask for the Node that is about to be installed), so only errors are shown.
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0 || !existsSync(node)) {
    console.log('failed');
    console.error(result.error?.message ?? `${result.stdout}${result.stderr}`);
    process.exit(1);
  }
  console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function run() {
  const child = spawn(node, [join(root, 'scripts', `${name}.ts`), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to the whole group, the child included; a supervisor signals only this process.
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', error => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
