import type { AnswerCall } from '../../chat/toolCall.ts';
import { definitionOf } from '../../models/toolDefinition.ts';
import type { ToolCall } from '../../openai/answer.ts';
import { textHash } from '../../tasks/batch.ts';
import { Approvals, type Decision } from '../../tools/approvals.ts';
import type { OfferedTool } from '../../tools/offeredTool.ts';
import { runCalls } from '../../tools/runCalls.ts';

/** Whether tools that only read may do so in this chat without a question each time. */
export interface ReadPermission {
  isGiven(): boolean;
  give(): void;
}

/** The calls on the way to one answer, and what the user says of them. */
export class AnswerCalls {
  readonly #tools: readonly OfferedTool[];
  readonly #reading: ReadPermission;
  readonly #approvals = new Approvals();
  /** The seals of calls that only read and wait for the user's word. */
  readonly #waitingReads = new Set<string>();

  constructor(tools: readonly OfferedTool[], reading: ReadPermission) {
    this.#tools = tools;
    this.#reading = reading;
  }

  /**
   * Runs what the model has called at once.
   * @param place which round of which answer it is. @param tell told of how all of them stand, again and again.
   * @returns whether the model has made a mistake.
   */
  async run(
    calls: readonly ToolCall[],
    place: string,
    tell: (calls: AnswerCall[]) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    let all: AnswerCall[] = calls.map(call => ({ ...call, state: 'running' }));
    const change = (index: number, now: Partial<AnswerCall>) => {
      all = all.map((call, at) => (at === index ? changed(call, now) : call));
      tell(all);
    };
    const host = {
      tools: this.#tools,
      permits: async (tool: OfferedTool, index: number) => {
        if (this.#permitsReading(tool)) return true;
        const seal = await textHash(JSON.stringify([place, index, calls[index], definitionOf(tool)]));
        change(index, { state: 'asking', seal, readsOnly: tool.readsOnly });
        return this.#ask(tool, seal, signal);
      },
      tell: change,
    };
    return runCalls(calls, host, signal);
  }

  /** The user's word on the call with this seal; it counts for nothing when no such call waits for it. */
  decide(seal: string, decision: Decision): void {
    const isRead = this.#waitingReads.has(seal);
    // Of a tool that may do anything each call is asked about.
    if (decision === 'always' && !isRead) return;
    if (!this.#approvals.decide(seal, decision) || decision !== 'always') return;
    this.#reading.give();
    for (const other of this.#waitingReads) this.#approvals.decide(other, 'allow');
  }

  #permitsReading({ readsOnly }: OfferedTool): boolean {
    return readsOnly && this.#reading.isGiven();
  }

  async #ask(tool: OfferedTool, seal: string, signal: AbortSignal): Promise<boolean> {
    if (tool.readsOnly) this.#waitingReads.add(seal);
    try {
      // Given for another call while this one was being sealed.
      return this.#permitsReading(tool) || (await this.#approvals.ask(seal, signal)) !== 'refuse';
    } finally {
      this.#waitingReads.delete(seal);
    }
  }
}

/** What a question has is gone with it. */
function changed(
  { seal: _seal, readsOnly: _reads, ...call }: AnswerCall,
  now: Partial<AnswerCall>,
): AnswerCall {
  return { ...call, ...now };
}
