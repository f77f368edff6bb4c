const none = -1;
const root = 0;
/** Of the table that the tree's branches are kept in; o200k_base fills two fifths of it. */
const tableBits = 20;
/** Knuth's: spreads neighbouring numbers over the table. */
const spread = 0x9e3779b1;

/** Every token of a vocabulary as a path of bytes from the root: a place in it is a number, and costs a look in a table. */
export class TokenTree {
  /** Each branch with the place where it ends beside it: both are in one line of the processor's cache. */
  readonly #table = new Int32Array(2 << tableBits).fill(none);
  readonly #ranks: Int32Array;

  /** @param vocabulary the tokens in the order of their ranks, as text or as bytes where they are no whole characters. */
  constructor(vocabulary: readonly (string | readonly number[] | Uint8Array | undefined)[]) {
    const encoder = new TextEncoder();
    const longest = vocabulary.reduce((most, token) => Math.max(most, token?.length ?? 0), 0);
    // A UTF-16 unit is at most three bytes.
    const encoded = new Uint8Array(longest * 3);
    const ranks = new Int32Array(1 << tableBits).fill(none);
    let places = 1;
    vocabulary.forEach((token, rank) => {
      if (token === undefined) return;
      const bytes = typeof token === 'string' ? encoded : token;
      const length = typeof token === 'string' ? encoder.encodeInto(token, encoded).written : token.length;
      let place = root;
      for (let at = 0; at < length; at += 1) {
        const slot = this.#slotOf(place, bytes[at] ?? 0);
        if (this.#table[slot] === none) {
          this.#table[slot] = branchOf(place, bytes[at] ?? 0);
          this.#table[slot + 1] = places;
          places += 1;
        }
        place = this.#table[slot + 1] ?? root;
      }
      ranks[place] = rank;
    });
    this.#ranks = ranks.slice(0, places);
  }

  /** Follows bytes from a place. @returns where they lead; `undefined` where no token goes on so. */
  follow(bytes: Uint8Array, from: number, to: number, place = root): number | undefined {
    let reached = place;
    for (let at = from; at < to; at += 1) {
      const slot = this.#slotOf(reached, bytes[at] ?? 0);
      if (this.#table[slot] === none) return undefined;
      reached = this.#table[slot + 1] ?? root;
    }
    return reached;
  }

  /** The rank of the token that ends at a place; the lower, the earlier it is merged. */
  rankAt(place: number): number | undefined {
    const rank = this.#ranks[place];
    return rank === none ? undefined : rank;
  }

  /** Where a branch is kept, or would be: the table has room left for every further one to find an empty slot. */
  #slotOf(place: number, byte: number): number {
    const branch = branchOf(place, byte);
    const last = this.#table.length - 1;
    let slot = (Math.imul(branch, spread) >>> (32 - tableBits)) * 2;
    while (this.#table[slot] !== branch && this.#table[slot] !== none) slot = (slot + 2) & last;
    return slot;
  }
}

function branchOf(place: number, byte: number): number {
  return (place << 8) | byte;
}
