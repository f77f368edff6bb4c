import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { root } from './folders.ts';
import { progress } from './progress.ts';
import { run } from './run.ts';

const commands = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The path of a browser that can show the editor: the one `CHROME_PATH` names, an installed one, Playwright's, or one
 * installed now.
 * @throws one sentence that says what to do when there is none and none can be installed
 */
export async function findChromium(): Promise<string> {
  const present = findPresent();
  if (present) return present;
  await progress('Installing Chromium', async () => {
    if (await isRootOnDebian()) {
      await run('apt-get', ['update', '-qq']);
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    } else {
      const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js');
      await run(process.execPath, [playwright, 'install', 'chromium']);
    }
  });
  const installed = findPresent();
  if (installed) return installed;
  throw new Error(
    'No browser found: install Chrome, Chromium or Edge, or set CHROME_PATH to the path of one.',
  );
}

function findPresent(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commands.flatMap(command => folders.map(folder => join(folder, command)));
  return [...onPath, ...applications, chromium.executablePath()].find(path => existsSync(path));
}

async function isRootOnDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  // Ubuntu's package of that name is an empty hull around a snap, so being like Debian is not enough.
  return /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}

/**
 * A headless browser with a fresh profile that contacts nobody by itself. It ends with this process.
 *
 * @param flags beside its usual ones
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const options = await launchOptions();
  return chromium.launch({ ...options, args: [...options.args, ...flags] });
}

/** A browser with its profile in a folder, where it keeps what it has compiled. Ends with this process. */
export async function openProfile(folder: string, look: BrowserContextOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...(await launchOptions()), ...look });
}

/** Playwright's own list, because of two lists Chromium takes only the last: what Chromium does without. */
const playwrightsFeatures = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
  ...['msForceBrowserSignIn', 'msEdgeUpdateLaunchServicesPreferredVersion'],
];

const disabledFeatures = [
  ...playwrightsFeatures,
  // It compiles scripts while they load, and so anew when they have been compiled before.
  'BackgroundResourceFetch',
  // What the address bar would show is loaded with each window, in a process of its own.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
];

async function launchOptions() {
  return {
    executablePath: await findChromium(),
    // Chromium refuses to build its sandbox for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${disabledFeatures.join()}`,
    ],
  };
}
