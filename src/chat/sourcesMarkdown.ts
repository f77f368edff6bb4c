import { type Cited, sourcesOf } from '../markdown/sources.ts';
import { escapedMarkdown } from './safeMarkdown.ts';

/** The pages that an answer cites as a numbered list in Markdown, each with its host. Empty for none. @param heading of it, on a line before. */
export function sourcesMarkdown(cited: readonly Cited[], heading: string): string {
  const lines = sourcesOf(cited).map(({ title, host, url }, index) => {
    const words = escapedMarkdown(title || host);
    const page = url === undefined ? words : `[${words}](<${url}>)`;
    return `${index + 1}. ${title ? `${page} — ${escapedMarkdown(host)}` : page}`;
  });
  return lines.length > 0 ? `${escapedMarkdown(heading)}\n\n${lines.join('\n')}` : '';
}
