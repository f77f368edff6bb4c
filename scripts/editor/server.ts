import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onExit } from '../onExit.ts';
import { getEditor } from './getEditor.ts';

/** Workbench parameters that a page may bring along for a server with the test driver, such as `['extensionDevelopmentPath', 'vscode-remote://…']`. */
export type Payload = readonly (readonly [name: string, value: string])[];

/** A running editor server. */
export interface EditorServer {
  /** Such as `http://127.0.0.1:9400`. */
  origin: string;
  /** The address at which a browser finds the editor with this folder open. */
  url(folder: string, payload?: Payload): string;
  /** The address that opens a `.code-workspace` file. */
  workspaceUrl(file: string): string;
  /** A file of this machine as the page names it. */
  remoteUri(path: string): string;
  /** Ends the server and every process it started. */
  close(): Promise<void>;
}

export interface EditorOptions {
  /** Settings, state and logs of this editor. */
  userDataDir: string;
  extensionsDir: string;
  /** In place of the extensions that the editor is shipped with. */
  builtInExtensionsDir?: string;
  /** The first port to try, moving on while one is busy; without it the system picks. */
  port?: number;
  /** Written as the user's settings. Without it the settings in `userDataDir` stay as they are. */
  settings?: Readonly<Record<string, unknown>>;
  /** Obeys the payload of a page, such as tests to run. Never for users: it also hides all notifications. */
  testDriver?: true;
  /** A workspace is trusted only where the user says so; without this all are. */
  asksForTrust?: true;
  /** A file of certificates that its extensions trust, beside the usual ones. */
  certificates?: string;
}

/**
 * Starts VS Code's server on 127.0.0.1 and resolves when it listens.
 * @throws when it ends before that, with its log
 */
export async function startEditor(options: EditorOptions): Promise<EditorServer> {
  const { userDataDir, extensionsDir, builtInExtensionsDir, port, settings, certificates } = options;
  const { server } = await getEditor();
  await mkdir(userDataDir, { recursive: true });
  if (settings) await writeSettings(userDataDir, settings);

  const child = spawn(
    process.execPath,
    [
      server,
      ...['--host', '127.0.0.1', '--port', port === undefined ? '0' : `${port}-${port + 99}`],
      ...['--without-connection-token', '--accept-server-license-terms'],
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
      ...['--user-data-dir', userDataDir, '--server-data-dir', join(userDataDir, 'server')],
      ...['--extensions-dir', extensionsDir],
      ...(builtInExtensionsDir ? ['--builtin-extensions-dir', builtInExtensionsDir] : []),
      '--disable-telemetry',
      ...(options.asksForTrust ? [] : ['--disable-workspace-trust']),
    ],
    {
      // A process group of its own, because the server starts an extension host and a terminal host that outlive it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(certificates ? { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificates } } : {}),
    },
  );
  const closed = new Promise(resolve => child.once('close', resolve));
  const killGroup = onExit(() => endGroup(child));
  const close = async () => {
    killGroup();
    await closed;
  };
  const log = join(userDataDir, 'server.log');
  try {
    const listening = await firstMatch(child, log, /listening on (\d+)/);
    const authority = `127.0.0.1:${listening}`;
    const remoteUri = (path: string) => `vscode-remote://${authority}${pathToFileURL(path).pathname}`;
    return {
      origin: `http://${authority}`,
      url: (folder, payload) => {
        const query = new URLSearchParams({ folder: pathToFileURL(folder).pathname });
        if (payload) query.set('payload', JSON.stringify(payload));
        return `http://${authority}/?${query}`;
      },
      workspaceUrl: file => {
        const query = new URLSearchParams({ workspace: pathToFileURL(file).pathname });
        return `http://${authority}/?${query}`;
      },
      remoteUri,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`The editor did not start.\n${await readFile(log, 'utf8')}`, { cause: error });
  }
}

/** Writes the user's settings of the editor whose data are in this folder. */
export async function writeSettings(
  userDataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  await writeFile(join(userDataDir, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Copies all output to the log and resolves with the first group of the pattern, once it appears. */
function firstMatch(child: ChildProcess, log: string, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const file = createWriteStream(log);
    let seen = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        file.write(text);
        seen += text;
        const found = pattern.exec(seen)?.[1];
        if (found) resolve(found);
      });
    }
    child.on('error', reject);
    child.on('close', code => file.end(() => reject(new Error(`ended with code ${code}`))));
  });
}

function endGroup(leader: ChildProcess): void {
  if (leader.pid === undefined) return;
  try {
    // By name of the group, so that what the server started ends even when the server is already gone. At once: its hosts
    // would otherwise wait for a page to reconnect.
    process.kill(-leader.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
