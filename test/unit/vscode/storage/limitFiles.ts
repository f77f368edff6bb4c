import { execFileSync } from 'node:child_process';

/**
 * From now on no file of this process may be longer, in bytes, as on a disk that has room for so much: of what is longer a part
 * is written.
 */
export function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
}
