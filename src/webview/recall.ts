export interface Recall {
  /** @returns the message sent before the one that is shown, or the last; `undefined` when there is none. */
  earlier(shown: string, sent: readonly string[]): string | undefined;
  /** @returns the message sent after it, in the end what was being typed. */
  later(sent: readonly string[]): string | undefined;
  /** Whether it has come to the oldest. */
  isOldest(sent: readonly string[]): boolean;
  /** Whether this is what was called back, as it was. */
  shows(text: string): boolean;
}

/** Calls messages back into the composer that were sent before, as a shell does. */
export function createRecall(): Recall {
  /** How far back it goes; 0 is what was being typed. */
  let back = 0;
  let typed = '';
  let recalled: string | undefined;
  const at = (sent: readonly string[]): string | undefined => {
    recalled = back === 0 ? typed : sent.at(-back);
    return recalled;
  };
  return {
    earlier(shown, sent) {
      if (shown !== recalled) back = 0;
      if (back >= sent.length) return undefined;
      if (back === 0) typed = shown;
      back += 1;
      return at(sent);
    },
    later(sent) {
      if (back === 0) return undefined;
      back -= 1;
      return at(sent);
    },
    isOldest: sent => back >= sent.length,
    shows: text => back > 0 && text === recalled,
  };
}
