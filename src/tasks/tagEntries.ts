/** Files, by their addresses, and the tags that one source says they have. */
export type TagsByFile = ReadonlyMap<string, readonly string[]>;

/** A tag and the files that have it. */
export interface TagEntry {
  tag: string;
  files: readonly string[];
}

/**
 * The tags that any of the sources knows, each with its files; both in alphabetical order.
 * @param filter only tags with this in them, in whatever case; empty for all.
 */
export function tagEntries(sources: Iterable<TagsByFile>, filter: string): TagEntry[] {
  const files = new Map<string, Set<string>>();
  for (const source of sources) {
    for (const [file, tags] of source) {
      for (const tag of tags) files.set(tag, (files.get(tag) ?? new Set()).add(file));
    }
  }
  const wanted = filter.toLowerCase();
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return [...files]
    .filter(([tag]) => tag.toLowerCase().includes(wanted))
    .sort(([a], [b]) => compare(a, b))
    .map(([tag, having]) => ({ tag, files: [...having].sort(compare) }));
}
