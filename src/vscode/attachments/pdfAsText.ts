import { type PdfProblem, textOfPdf } from '../../pdf/pdfText.ts';

/** What a PDF says, for models that read no PDFs: of several pages each is marked. Empty when it cannot be read, with why. */
export async function pdfAsText(bytes: Uint8Array): Promise<{ text: string; problem?: PdfProblem }> {
  const read = await textOfPdf(bytes);
  if ('problem' in read) return { text: '', problem: read.problem };
  // Of a single page a mark would say nothing.
  if (read.pages.length === 1) return { text: read.pages.join('') };
  const marked = read.pages.map((page, index) => `[page ${index + 1}]\n${page || '[no text]'}`);
  return { text: marked.join('\n\n') };
}
