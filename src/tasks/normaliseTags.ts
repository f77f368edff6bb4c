import type { TaskSettings } from './taskSettings.ts';

type Style = TaskSettings['tags']['style'];

/** Longer ones are no tags that anybody would file by. */
const longestTag = 40;

const styled: Record<Style, (words: readonly string[]) => string> = {
  'kebab-case': words => words.join('-').toLowerCase(),
  snake_case: words => words.join('_').toLowerCase(),
  camelCase: words =>
    words.map((word, index) => (index === 0 ? uncapitalised(word) : capitalised(word))).join(''),
  words: words => words.join(' '),
};

/** Tags as a style writes them: one form for each, none twice. */
export function normaliseTags(tags: readonly string[], style: Style): string[] {
  const forms = tags.map(tag => styled[style](wordsOf(tag.normalize('NFC'), style)));
  const keys = forms.map(tag => tag.toLowerCase());
  return forms.filter(
    (tag, index) => tag !== '' && tag.length <= longestTag && keys.indexOf(tag.toLowerCase()) === index,
  );
}

/** Plain words keep the hyphens and apostrophes within them; a comma would make two tags of one. */
function wordsOf(tag: string, style: Style): string[] {
  const between = style === 'words' ? /[^\p{L}\p{M}\p{N}'’+#.&-]+/u : /[^\p{L}\p{M}\p{N}]+/u;
  return tag.split(between).filter(word => /[\p{L}\p{N}]/u.test(word));
}

/** `HTTPClient` to `httpClient`. */
function uncapitalised(word: string): string {
  return word.replace(/^\p{Lu}+(?!\p{Ll})|^\p{Lu}/u, start => start.toLowerCase());
}

function capitalised(word: string): string {
  return word.replace(/^\p{Ll}/u, first => first.toUpperCase());
}
