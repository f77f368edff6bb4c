import type { LogOutputChannel } from 'vscode';
import type { Failure } from '../../openai/failure.ts';

/** Writes down what failed, without anybody's text: causes, codes and ids only. */
export function logFailure(log: LogOutputChannel, where: string, failure: Failure): void {
  const { kind, status, code, param, requestId } = failure;
  const facts = Object.entries({ status, code, param, requestId }).filter(([, value]) => value !== undefined);
  log.warn(`${where}: ${kind} ${facts.map(([name, value]) => `${name}=${value}`).join(' ')}`.trimEnd());
}
