import type { ToolDefinition } from '../models/toolDefinition.ts';

/** A tool that the model may call in a chat, wherever it comes from. */
export interface OfferedTool extends ToolDefinition {
  /** It only looks at what the user has open: they may permit all such at once for a chat. */
  readsOnly: boolean;
  /** Looks at arguments. What is wrong with them is told to the model. */
  prepare(args: unknown): Promise<PreparedCall>;
}

/** A call that can be run, or what is wrong with it, in words for the model. */
export type PreparedCall = { run(signal: AbortSignal): Promise<string> } | { mistake: string };
