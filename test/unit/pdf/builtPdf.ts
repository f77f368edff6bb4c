import { deflateSync } from 'node:zlib';

/** Characters up to U+00FF as bytes of the same number. */
export const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** An object that is a stream; its bytes as characters. */
export function stream(content: string, dict = ''): string {
  return `<< ${dict} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** As `stream`, but deflated. */
export function deflated(content: string, dict = ''): string {
  return stream(deflateSync(bytes(content)).toString('latin1'), `${dict} /Filter /FlateDecode`);
}

/**
 * A file of the objects 1, 2, 3, and so on, of which the first is the catalog, with the table of their places.
 * @param trailer more entries of it
 */
export function pdf(objects: readonly string[], trailer = ''): Uint8Array {
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return bytes(file + table + end);
}

export const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** The tree of pages, each with its content and the font /F as object 3; the contents, then more objects, follow. */
export function pages(
  contents: readonly string[],
  {
    font = helvetica,
    more = [],
    resources = '',
  }: { font?: string; more?: readonly string[]; resources?: string } = {},
): string[] {
  const first = 4;
  const kids = contents.map((_, index) => `${first + 2 * index} 0 R`);
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${contents.length} /Kids [${kids.join(' ')}] /MediaBox [0 0 612 792]
      /Resources << /Font << /F 3 0 R >> ${resources} >> >>`,
    font,
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${first + 2 * index + 1} 0 R >>`,
      stream(content),
    ]),
    ...more,
  ];
}

/** The object after those of a single page. */
export const next = 6;

/** One page that shows a string of codes as the content stream has it, in a font of that description. */
export function shown(codes: string, font: string, more: readonly string[] = []): Uint8Array {
  return pdf(pages([`BT /F 10 Tf 72 700 Td ${codes} Tj ET`], { font, more }));
}
