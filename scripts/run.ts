import { spawn } from 'node:child_process';
import { onExit } from './onExit.ts';

/** How a finished command ended, and everything it printed. */
export interface Finished {
  code: number;
  output: string;
}

/**
 * Runs a command to its end and collects its output. Ends it with this process.
 * @throws when the command cannot be started; a non-zero exit is a result, not an error
 */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = onExit(() => child.kill());
    let output = '';
    child.stdout.setEncoding('utf8').on('data', text => (output += text));
    child.stderr.setEncoding('utf8').on('data', text => (output += text));
    child.on('error', reject);
    child.on('close', code => {
      stop();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * As `run`, for commands that must succeed.
 * @returns what the command printed
 * @throws an error that carries what the command printed
 */
export async function runOrThrow(...call: Parameters<typeof run>): Promise<string> {
  const { code, output } = await run(...call);
  if (code !== 0) throw new Error(`${[call[0], ...call[1]].join(' ')} ended with code ${code}\n${output}`);
  return output;
}
