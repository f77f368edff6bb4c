import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of GitHub's examples. */
export interface GfmExample {
  /** The heading that it stands under. */
  readonly section: string;
  readonly markdown: string;
}

const folder = join(import.meta.dirname, 'node_modules', 'cmark', 'vendor', 'cmark', 'test');

const fence = '`'.repeat(32);
/** A heading, or an example: its Markdown, a line with a point, its HTML. In an example, nothing is a heading. */
const headingOrExample = new RegExp(
  `^## (?<heading>.+)$|^${fence} example.*\n(?<markdown>[^]*?)^\\.\n[^]*?^${fence}$`,
  'gm',
);

/** The examples of GitHub Flavored Markdown: of its specification, or of the tests of what it adds to CommonMark. */
export function gfmExamples(document: 'spec.txt' | 'extensions.txt'): GfmExample[] {
  const examples: GfmExample[] = [];
  let section = '';
  for (const { groups } of readFileSync(join(folder, document), 'utf8').matchAll(headingOrExample)) {
    const { heading, markdown } = groups ?? {};
    section = heading ?? section;
    // A tab is written as an arrow there.
    if (markdown !== undefined) examples.push({ section, markdown: markdown.replaceAll('→', '\t') });
  }
  return examples;
}
