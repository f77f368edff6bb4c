/** So many characters of an answer are repeated where it goes on, so that the two can be put together without a seam. */
const longestAnchor = 80;
/** If they have not come within so many characters more, they will not. */
const patience = 200;
/** What is repeated without being asked for counts from this length on; shorter is chance. */
const shortestOverlap = 8;

/** The last words of an answer that broke off. */
function anchorOf(text: string): string {
  const end = text.trimEnd().slice(-longestAnchor);
  const space = end.length < longestAnchor ? 0 : end.search(/\s\S/) + 1;
  return end.slice(space);
}

/** What is said to the model after its own answer, for it to go on with it. */
export function goOnRequest(text: string): string {
  return (
    'Your last message broke off. Go on exactly where it stops, and say nothing else. To show where that is, begin by ' +
    `repeating its last words, character for character:\n\n${anchorOf(text)}`
  );
}

export interface Seam {
  /** @returns what of the text that has come follows on; nothing until it is known. */
  next(text: string): string;
  /** @returns what is left when nothing more comes. */
  end(): string;
}

/** Joins what comes to an answer that broke off: the words that it repeats, and a fence it opens anew, are left out. */
export function seam(before: string): Seam {
  let waiting: string | undefined = '';
  const anchor = anchorOf(before);
  // What follows the anchor may be space that is there already.
  const space = before.length - before.trimEnd().length;
  const flush = (): string => {
    const text = joined(before, waiting ?? '');
    waiting = undefined;
    return text;
  };
  return {
    next(text) {
      if (waiting === undefined) return text;
      waiting += text;
      const found = waiting.indexOf(anchor);
      const enough = anchor.length + (found < 0 ? patience : found + space);
      return waiting.length > enough ? flush() : '';
    },
    end: flush,
  };
}

function joined(before: string, text: string): string {
  const anchor = anchorOf(before);
  const found = anchor === '' ? -1 : text.slice(0, anchor.length + patience).indexOf(anchor);
  if (found >= 0) return withoutSpaceOf(before, text.slice(found + anchor.length));
  const fresh = isInFence(before) ? text.replace(/^\s*(?:`{3,}|~{3,})[^\n`]*\n/, '') : text;
  return fresh.slice(overlap(before, fresh));
}

/** Space that ends what is there is not there twice. */
function withoutSpaceOf(before: string, text: string): string {
  const space = before.slice(before.trimEnd().length);
  let common = 0;
  while (common < space.length && text[common] === space[common]) common += 1;
  return text.slice(common);
}

/** How much of the beginning of a text repeats the end of what is before it. */
function overlap(before: string, text: string): number {
  for (let length = Math.min(before.length, text.length, 1_000); length >= shortestOverlap; length -= 1) {
    if (before.endsWith(text.slice(0, length))) return length;
  }
  return 0;
}

function isInFence(text: string): boolean {
  return (text.match(/^ {0,3}(?:`{3,}|~{3,})/gm) ?? []).length % 2 === 1;
}
