/** How many turns the webview is sent of a conversation, and each time that it asks for earlier ones. */
const page = 50;

/**
 * Where the turns begin that the webview is sent of a branch.
 * @param count of all its turns. @param before where they began so far: what is on the screen stays there.
 */
export function lastTurns(count: number, before = Number.POSITIVE_INFINITY): number {
  return Math.min(before, Math.max(0, count - page));
}

/** Where they begin with a page more; with as many more as it takes, when one is wanted. */
export function earlierTurns(first: number, wanted = Number.POSITIVE_INFINITY): number {
  return Math.min(wanted, Math.max(0, first - page));
}
