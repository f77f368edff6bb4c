/** What of a turn decides how long it takes to show. */
interface Sized {
  text: string;
}

/** So many turns at most, and only until they have so many characters. */
interface Page {
  turns: number;
  characters: number;
}

/** A screen full: nobody waits for what is not seen yet, which the webview asks for as soon as this is shown. */
const firstPage: Page = { turns: 24, characters: 4_000 };
/** Some screens full, however long the turns are. */
const earlierPage: Page = { turns: 50, characters: 16_000 };

/**
 * Where the turns begin that the webview is sent of a branch.
 * @param turns all of them. @param before where they began so far: what is on the screen stays there.
 */
export function lastTurns(turns: readonly Sized[], before = Number.POSITIVE_INFINITY): number {
  return Math.min(before, pageBefore(turns, turns.length, firstPage));
}

/** Where they begin with a page more; with as many more as it takes, when one is wanted. */
export function earlierTurns(
  turns: readonly Sized[],
  first: number,
  wanted = Number.POSITIVE_INFINITY,
): number {
  return Math.min(wanted, pageBefore(turns, first, earlierPage));
}

function pageBefore(turns: readonly Sized[], end: number, page: Page): number {
  let first = end;
  let characters = 0;
  while (first > 0 && end - first < page.turns && characters < page.characters) {
    first -= 1;
    characters += turns[first]?.text.length ?? 0;
  }
  return first;
}
