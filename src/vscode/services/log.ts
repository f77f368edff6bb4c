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
