import type { LogOutputChannel } from 'vscode';
import type { Failure } from '../../openai/failure.ts';

/** What a code or an id looks like; anything else that a server puts in their place is its own words. */
const plain = /^[\w.:[\]-]{1,80}$/;

/** Writes down what failed, without anybody's text: causes, codes and ids only, on one line. */
export function logFailure(log: Pick<LogOutputChannel, 'warn'>, where: string, failure: Failure): void {
  const { kind, status, code, param, requestId } = failure;
  const facts = Object.entries({ status, code, param, requestId })
    .map(([name, value]) => [name, String(value ?? '')] as const)
    .filter(([, value]) => plain.test(value))
    .map(([name, value]) => ` ${name}=${value}`);
  log.warn(`${where}: ${kind}${facts.join('')}`);
}

/** Writes down that something failed that nobody waits for: its kind, and none of its words, which may be others'. */
export function logError(log: Pick<LogOutputChannel, 'error'>, error: unknown): void {
  log.error('Something failed in the background.', error instanceof Error ? error.name : typeof error);
}
