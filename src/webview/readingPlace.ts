/** What a reader has at the upper edge: a turn, and how far into it, in CSS pixels. */
export interface ReadingPlace {
  turn: string;
  offset: number;
}

/** @returns `undefined` where there are no turns. */
export function readingPlace(scroller: HTMLElement, content: HTMLElement): ReadingPlace | undefined {
  const edge = scroller.getBoundingClientRect().top;
  for (const turn of content.children) {
    const { top, bottom } = turn.getBoundingClientRect();
    const id = turn.getAttribute('data-id');
    if (bottom > edge && id !== null) return { turn: id, offset: edge - top };
  }
  return undefined;
}

/** Where to scroll to for a place, in CSS pixels from the top; `undefined` when its turn is not there. */
export function placeTop(
  { turn, offset }: ReadingPlace,
  scroller: HTMLElement,
  content: HTMLElement,
): number | undefined {
  const found = content.querySelector(`:scope > [data-id="${CSS.escape(turn)}"]`);
  if (!found) return undefined;
  const edge = scroller.getBoundingClientRect().top;
  return scroller.scrollTop + found.getBoundingClientRect().top - edge + offset;
}
