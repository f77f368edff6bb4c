/**
 * One regular expression that finds any of the keywords however their words are joined: `retryUpload` also stands for
 * `retry_upload`, `retry-upload`, `Retry Upload`. For the Search view, which gives it to ripgrep for files and to
 * JavaScript for open editors: it is written in what both read alike, with JavaScript's flags `iu`.
 */
export function searchPattern(keywords: readonly string[]): string {
  return keywords.map(patternOf).join('|');
}

/** Where one word of a name ends and the next begins; what stands between them is part of it. */
const seam =
  /(?<=[\p{L}\p{N}])[_\- ](?=[\p{L}\p{N}])|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Keywords up to this length are found as whole words only. */
const longestOfWholeWords = 3;

function patternOf(keyword: string): string {
  const words = keyword.split(seam).map(word => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  // `upload` is meant to find `uploadWithRetry`, but what is very short is in everything.
  const whole = keyword.length <= longestOfWholeWords;
  // JavaScript sees a boundary beside ASCII's word characters alone; beside any other, `\b` would never match.
  const start = whole && /^\w/.test(keyword) ? '\\b' : '';
  const end = whole && /\w$/.test(keyword) ? '\\b' : '';
  // With `search.smartCase` a capital would make the search mind the case. Only ASCII's have but one small letter each.
  return start + words.join('[_\\- ]?').replace(/[A-Z]/g, letter => letter.toLowerCase()) + end;
}
