/** Stands in for the thread that counts where its vocabulary is too big to ship: a token is about four bytes of English or of code. */
export async function countEach(texts: readonly string[]): Promise<number[]> {
  return texts.map(text => Math.ceil(new TextEncoder().encode(text).length / 4));
}
