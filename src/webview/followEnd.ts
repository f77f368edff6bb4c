export interface EndFollower {
  /** Goes to the end and stays there. */
  follow(): void;
  isFollowing(): boolean;
  /** Goes there, in CSS pixels from the top, and leaves the end. */
  goTo(position: number): void;
}

/** A reader this close to the end, in CSS pixels, is at it: zoomed pages scroll by fractions. */
const tolerance = 2;

/**
 * Keeps `scroller` at its end while its `content` grows or it is resized itself, unless the reader has scrolled up; then
 * the browser's scroll anchoring holds what they read in place.
 *
 * @param onChange told whether the end is followed now
 */
export function followEnd(
  scroller: HTMLElement,
  content: HTMLElement,
  onChange: (following: boolean) => void,
): EndFollower {
  let following = true;
  let lastTop = 0;

  const set = (next: boolean) => {
    if (next === following) return;
    following = next;
    onChange(next);
  };
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
  };

  scroller.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // Growing content leaves the position alone, so only a reader moves it up; at the end it may just have shrunk.
    if (scrollHeight - clientHeight - scrollTop <= tolerance) set(true);
    else if (scrollTop < lastTop) set(false);
    lastTop = scrollTop;
  });
  // Between layout and paint, so that growth is never seen before it is followed.
  const observer = new ResizeObserver(() => {
    if (following) toEnd();
  });
  observer.observe(scroller);
  observer.observe(content);

  return {
    follow() {
      set(true);
      toEnd();
    },
    isFollowing: () => following,
    goTo(position) {
      set(false);
      scroller.scrollTop = position;
      lastTop = scroller.scrollTop;
    },
  };
}
