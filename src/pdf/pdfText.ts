import { type KnownFonts, type Page, readPage } from './pageReader.ts';
import { PdfFile, TooLarge } from './pdfFile.ts';
import { isDict, type PdfDict, type PdfValue } from './pdfObjects.ts';

/** Why nothing of a PDF can be read; a scan has no text. */
export type PdfProblem = 'encrypted' | 'noText' | 'damaged';

/** What a PDF says, page by page; or why that cannot be read. */
export type PdfText = { pages: readonly string[] } | { problem: PdfProblem };

/** More is for nobody to read. */
const mostPages = 5_000;

/**
 * The text of a PDF, in the order in which its pages show it. A page is `''` if it has none, if too many of its characters
 * are unknown, or if the file is made to unpack to more than anybody reads; pages behind the first 5,000 are left out.
 * Never rejects, whatever the bytes are.
 */
export async function textOfPdf(bytes: Uint8Array): Promise<PdfText> {
  const file = await PdfFile.read(bytes).catch(ifTooLarge);
  if (file?.isEncrypted) return { problem: 'encrypted' };
  const root = file?.pages;
  if (!file || !root) return { problem: 'damaged' };
  const pages: string[] = [];
  const fonts: KnownFonts = new Map();
  for (const page of pagesOf(file, root)) {
    pages.push((await readPage(file, page, fonts).catch(ifTooLarge)) ?? '');
    if (pages.length === mostPages) break;
  }
  if (pages.length === 0) return { problem: 'damaged' };
  return pages.every(page => page === '') ? { problem: 'noText' } : { pages };
}

function ifTooLarge(error: unknown): undefined {
  if (!(error instanceof TooLarge)) throw error;
}

/** The pages of a tree in their order, with what they have from the nodes above them. */
function* pagesOf(file: PdfFile, root: PdfDict): Generator<Page> {
  // The arrays, too: many nodes may have the same one.
  const seen = new Set<PdfDict | PdfValue[]>();
  const waiting: Page[] = [{ dict: root, resources: new Map() }];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { dict } = node;
    const kids = file.array(dict.get('Kids'));
    const resources = dict.has('Resources') ? file.dict(dict.get('Resources')) : node.resources;
    if (seen.has(dict) || seen.has(kids)) continue;
    seen.add(dict).add(kids);
    if (!dict.has('Kids')) yield { dict, resources };
    for (const kid of kids.toReversed()) {
      const found = file.get(kid);
      if (isDict(found)) waiting.push({ dict: found, resources });
    }
  }
}
