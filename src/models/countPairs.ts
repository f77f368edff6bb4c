import { MinHeap } from './minHeap.ts';
import type { TokenTree } from './tokenTree.ts';

/** More than any number of bytes, so that one number holds a rank and a place, and sorts by rank, then from the left. */
const places = 2 ** 32;

/**
 * The number of tokens that the bytes of one piece are merged into: again and again the pair of lowest rank, the leftmost
 * first. A heap finds it, where looking through all of them would take time quadratic in the length of a run.
 */
export function countPairs(bytes: Uint8Array, tokens: TokenTree): number {
  const { length } = bytes;
  const whole = tokens.follow(bytes, 0, length);
  if (whole !== undefined && tokens.rankAt(whole) !== undefined) return 1;

  // Parts, each named by its first byte: where the next and the one before begin, and its path in the tree.
  const next = new Uint32Array(length);
  const before = new Int32Array(length);
  const path = new Uint32Array(length);
  /** The rank of a part together with the next; a pair in the heap that has another rank by now is out of date. */
  const rank = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const joined = new Uint32Array(length);
  const pairs = new MinHeap(length * 3);

  const weigh = (part: number): void => {
    const other = next[part] ?? length;
    const place = other < length ? tokens.follow(bytes, other, next[other] ?? length, path[part]) : undefined;
    const found = place === undefined ? undefined : tokens.rankAt(place);
    rank[part] = found ?? Number.POSITIVE_INFINITY;
    if (place === undefined || found === undefined) return;
    joined[part] = place;
    pairs.push(found * places + part);
  };

  for (let part = 0; part < length; part += 1) {
    next[part] = part + 1;
    before[part] = part - 1;
    path[part] = tokens.follow(bytes, part, part + 1) ?? 0;
  }
  for (let part = 0; part < length; part += 1) weigh(part);
  let count = length;
  for (let least = pairs.pop(); least !== undefined; least = pairs.pop()) {
    const part = least % places;
    if (rank[part] !== (least - part) / places) continue;
    const other = next[part] ?? length;
    const after = next[other] ?? length;
    next[part] = after;
    if (after < length) before[after] = part;
    path[part] = joined[part] ?? 0;
    rank[other] = Number.POSITIVE_INFINITY;
    count -= 1;
    weigh(part);
    const previous = before[part] ?? -1;
    if (previous >= 0) weigh(previous);
  }
  return count;
}
