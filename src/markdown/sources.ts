import { withoutHidden } from './hiddenCharacters.ts';
import { safeLink } from './safeLink.ts';

/** A page that an answer refers to, as its server said. */
export interface Cited {
  url: string;
  title: string;
}

/** A page as it is shown: its words as plain text on one line, and where it may be opened. */
export interface Source {
  /** May be empty. */
  title: string;
  host: string;
  /** Missing where the panel opens nothing. */
  url?: string;
}

/** So many are shown, and so much of a title, in characters. */
const mostSources = 64;
const longestTitle = 160;

/**
 * What is shown of the pages that an answer cites. What is no address of a page is left out; one that the panel does not open,
 * because anybody on the way may read along, is there without a link.
 */
export function sourcesOf(cited: readonly Cited[]): Source[] {
  return cited.slice(0, mostSources).flatMap(({ url, title }): Source[] => {
    const link = safeLink(url);
    const { host } = link ?? safeLink(url.replace(/^http:/i, 'https:')) ?? {};
    if (host === undefined) return [];
    return [{ title: plainTitle(title), host, ...(link ? { url: link.url } : {}) }];
  });
}

function plainTitle(title: string): string {
  // As many as may be left out, and no more: it comes from anywhere.
  const line = withoutHidden(title.slice(0, 4_000)).replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > longestTitle ? `${characters.slice(0, longestTitle).join('').trim()}…` : line;
}
