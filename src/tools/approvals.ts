/** What the user has decided about a call; `always`: about all that only read, in this chat. */
export const decisions = ['allow', 'always', 'refuse'] as const;
export type Decision = (typeof decisions)[number];

/**
 * Calls that wait for the user's word, each by a seal: what stands for exactly this call with exactly these arguments. A word
 * is good for one run of what was seen when it was given, and of nothing else.
 */
export class Approvals {
  readonly #waiting = new Map<string, (decision: Decision) => void>();

  /** Resolves with what the user decides; with `refuse` when the signal aborts. */
  async ask(seal: string, signal: AbortSignal): Promise<Decision> {
    const { promise, resolve } = Promise.withResolvers<Decision>();
    const giveUp = () => resolve('refuse');
    this.#waiting.set(seal, resolve);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.#waiting.delete(seal);
    }
  }

  /** The user's word. @returns whether a call under this seal waited for it. */
  decide(seal: string, decision: Decision): boolean {
    const decide = this.#waiting.get(seal);
    this.#waiting.delete(seal);
    decide?.(decision);
    return decide !== undefined;
  }
}
