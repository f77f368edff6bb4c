const none = -1;
const root = 0;
/** Of the table that the tree's branches are kept in; o200k_base fills two fifths of it. */
const tableBits = 20;
/** Knuth's: spreads neighbouring numbers over the table. */
const spread = 0x9e3779b1;

/** Every token of a vocabulary as a path of bytes from the root: a place in it is a number, and costs a look in a table. */
export class TokenTree {
  readonly #branches = new Int32Array(1 << tableBits).fill(none);
  readonly #ends = new Int32Array(1 << tableBits);
  readonly #ranks: Int32Array;

  /** @param vocabulary the tokens in the order of their ranks, as text or as bytes where they are no whole characters. */
  constructor(vocabulary: readonly (string | readonly number[] | Uint8Array | undefined)[]) {
    const encoder = new TextEncoder();
    const paths: number[] = [];
    let places = 1;
    vocabulary.forEach((token, rank) => {
      if (token === undefined) return;
      let place = root;
      for (const byte of typeof token === 'string' ? encoder.encode(token) : token) {
        const slot = this.#slotOf(place, byte);
        if (this.#branches[slot] === none) {
          this.#branches[slot] = branchOf(place, byte);
          this.#ends[slot] = places;
          places += 1;
        }
        place = this.#ends[slot] ?? root;
      }
      paths[place] = rank;
    });
    this.#ranks = Int32Array.from({ length: places }, (_none, place) => paths[place] ?? none);
  }

  /** Follows bytes from a place. @returns where they lead; `undefined` where no token goes on so. */
  follow(bytes: Uint8Array, from: number, to: number, place = root): number | undefined {
    let reached = place;
    for (let at = from; at < to; at += 1) {
      const slot = this.#slotOf(reached, bytes[at] ?? 0);
      if (this.#branches[slot] === none) return undefined;
      reached = this.#ends[slot] ?? root;
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
    const last = this.#branches.length - 1;
    let slot = Math.imul(branch, spread) >>> (32 - tableBits);
    while (this.#branches[slot] !== branch && this.#branches[slot] !== none) slot = (slot + 1) & last;
    return slot;
  }
}

function branchOf(place: number, byte: number): number {
  return (place << 8) | byte;
}
