/** What is added to an answer. */
export interface Delta {
  id: string;
  text: string;
}

/**
 * The text of an answer on its way to a page: what comes goes at once, if the page has painted what went before, and else
 * together when it has. A page gets one message a frame at most, whatever it takes to paint, and one that is hidden none.
 */
export class DeltaFlow {
  readonly #send: (delta: Delta) => void;
  #held: Delta | undefined;
  /** Something was sent that is not painted yet. */
  #isPainting = false;

  constructor(send: (delta: Delta) => void) {
    this.#send = send;
  }

  add({ id, text }: Delta): void {
    if (this.#held && this.#held.id !== id) this.#go();
    if (this.#held) this.#held.text += text;
    else this.#held = { id, text };
    if (!this.#isPainting) this.#go();
  }

  /** The page has painted what it was sent. */
  painted(): void {
    this.#isPainting = false;
    if (this.#held) this.#go();
  }

  /** The page gets the whole of an answer, and so what is held of it. */
  forget(id: string): void {
    if (this.#held?.id === id) this.#held = undefined;
  }

  /** The page gets everything, maybe because it has come anew and will not paint what an earlier one was sent. */
  reset(): void {
    this.#held = undefined;
    this.#isPainting = false;
  }

  #go(): void {
    const held = this.#held;
    this.#held = undefined;
    this.#isPainting = true;
    if (held) this.#send(held);
  }
}
