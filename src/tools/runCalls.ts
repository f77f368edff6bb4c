import { aboutTokens } from '../models/tokens.ts';
import type { ToolCall } from '../openai/answer.ts';
import { parseJson } from '../openai/parseJson.ts';
import type { OfferedTool } from './offeredTool.ts';
import { cut, longestResult } from './result.ts';

/** So long a tool may take, in milliseconds, once it may run. */
const longestRun = 120_000;

/** How a call stands now. */
export interface CallChange {
  state: 'running' | 'done' | 'refused' | 'failed' | 'stopped';
  /** What the model is told. */
  result?: string;
  tokens?: number;
  /** Milliseconds. */
  elapsed?: number;
}

export interface CallsHost {
  tools: readonly OfferedTool[];
  /** Whether the call with this index may run; asks the user if need be. */
  permits(tool: OfferedTool, index: number): Promise<boolean>;
  /** Told of each change of the call with this index. */
  tell(index: number, change: CallChange): void;
  /** In milliseconds; for tests. */
  longestRun?: number;
}

/**
 * Runs what the model has called at once, side by side. Never rejects: a call that cannot be run, is refused or fails has a
 * result that says so, for the model to go by.
 * @returns whether the model has made a mistake that it could mend: called what there is not, or with arguments that do not fit.
 */
export async function runCalls(
  calls: readonly ToolCall[],
  host: CallsHost,
  signal: AbortSignal,
): Promise<boolean> {
  const mistakes = await Promise.all(calls.map((call, index) => runCall(call, index, host, signal)));
  return mistakes.includes(true);
}

/** @returns whether the call was a mistake. */
async function runCall(
  call: ToolCall,
  index: number,
  host: CallsHost,
  signal: AbortSignal,
): Promise<boolean> {
  const end = async (state: CallChange['state'], text: string, elapsed?: number) => {
    const result = bounded(text);
    const tokens = await aboutTokens(result);
    host.tell(index, { state, result, tokens, ...(elapsed === undefined ? {} : { elapsed }) });
  };
  const tool = host.tools.find(({ name }) => name === call.name);
  const prepared = tool ? await prepare(tool, call.arguments) : { mistake: `There is no tool ${call.name}.` };
  if (!tool || 'mistake' in prepared) {
    await end('failed', 'mistake' in prepared ? prepared.mistake : '');
    return true;
  }
  const isPermitted = !signal.aborted && (await host.permits(tool, index));
  if (signal.aborted) {
    host.tell(index, { state: 'stopped' });
    return false;
  }
  if (!isPermitted) {
    await end('refused', 'The user did not permit this call. Do without it.');
    return false;
  }
  host.tell(index, { state: 'running' });
  const begun = performance.now();
  const late = AbortSignal.timeout(host.longestRun ?? longestRun);
  const over = AbortSignal.any([signal, late]);
  try {
    const result = await orAbort(prepared.run(over), over);
    await end('done', result, performance.now() - begun);
  } catch (error) {
    if (signal.aborted) host.tell(index, { state: 'stopped' });
    else if (late.aborted) await end('failed', 'The tool took too long and was stopped.');
    else await end('failed', `The tool failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return false;
}

async function prepare(tool: OfferedTool, text: string): ReturnType<OfferedTool['prepare']> {
  // Some models leave out the arguments of a tool that takes none.
  const args = parseJson(text.trim() === '' ? '{}' : text);
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    return { mistake: 'The arguments have to be a JSON object, and these are none.' };
  try {
    return await tool.prepare(args);
  } catch (error) {
    return { mistake: `The arguments could not be read: ${error instanceof Error ? error.message : ''}` };
  }
}

/** A tool that does not heed the signal is not waited for. */
function orAbort<Result>(run: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  return Promise.race([run, promise]).finally(() => signal.removeEventListener('abort', giveUp));
}

function bounded(text: string): string {
  if (text.length <= longestResult) return text;
  return `${cut(text, longestResult)}\n[It was cut: it had ${text.length} characters.]`;
}
