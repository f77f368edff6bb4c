/** Numbers, of which the least comes out first. Holds as many as it was made for. */
export class MinHeap {
  readonly #numbers: Float64Array;
  #size = 0;

  /** @param capacity how many it can hold at once. */
  constructor(capacity: number) {
    this.#numbers = new Float64Array(capacity);
  }

  push(number: number): void {
    const numbers = this.#numbers;
    let at = this.#size;
    if (at === numbers.length) throw new RangeError('The heap is full.');
    this.#size += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = numbers[above] ?? 0;
      if (parent <= number) break;
      numbers[at] = parent;
      at = above;
    }
    numbers[at] = number;
  }

  /** Takes out the least. @returns `undefined` when there is none. */
  pop(): number | undefined {
    if (this.#size === 0) return undefined;
    const numbers = this.#numbers;
    const least = numbers[0];
    this.#size -= 1;
    const last = numbers[this.#size] ?? 0;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#size) break;
      const right = left + 1;
      const lesser = right < this.#size && (numbers[right] ?? 0) < (numbers[left] ?? 0) ? right : left;
      const child = numbers[lesser] ?? 0;
      if (child >= last) break;
      numbers[at] = child;
      at = lesser;
    }
    numbers[at] = last;
    return least;
  }
}
