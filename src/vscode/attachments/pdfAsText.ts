import { textOfPdf } from '../../pdf/pdfText.ts';

/** Two pages at least, or it would say nothing which one is meant. */
const pageMark = (number: number) => `[page ${number}]`;

/** What a PDF says, with its pages marked, for models that read no PDFs; empty when that cannot be read. */
export async function pdfAsText(bytes: Uint8Array): Promise<string> {
  const read = await textOfPdf(bytes);
  if ('problem' in read) return '';
  if (read.pages.length === 1) return read.pages.join('');
  return read.pages.map((page, index) => `${pageMark(index + 1)}\n${page || '[no text]'}`).join('\n\n');
}
