// Words that carry no subject, in prose and in code.
const stopWords = new Set(
  `the and for with that this from are was not but you your have has can its all any one two how what when
  why who will into than then them they our out let var const function return async await new null true
  false undefined import export default class type interface string number boolean void while try catch
  throw break continue else case switch public private static`.split(/\s+/),
);

/**
 * The words of `text` that say what it is about, in lower-case kebab-case (`uploadWithRetry` →
 * `upload-with-retry`), the most frequent first. Of a text with a code block only the code counts.
 */
export function findSubjects(text: string): string[] {
  const code = findCode(text);
  const counts = new Map<string, number>();
  for (const [word] of (code?.body ?? text).matchAll(/\p{L}[\p{L}\p{N}_-]*/gu)) {
    const subject = toKebabCase(word);
    if (subject.length < 3 || stopWords.has(subject)) continue;
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  // Names made of several words say more than single words.
  const weight = ([subject, count]: [string, number]) => count + (subject.includes('-') ? 5 : 0);
  return [...counts].sort((a, b) => weight(b) - weight(a)).map(([subject]) => subject);
}

/** The first fenced code block of a markdown text. */
export function findCode(text: string): { language: string; body: string } | undefined {
  const found = /^(`{3,}|~{3,})([^\s`]*)[^\n]*\n([\s\S]*?)\n?^\1/m.exec(text);
  return found ? { language: found[2] ?? '', body: found[3] ?? '' } : undefined;
}

function toKebabCase(word: string): string {
  return word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1-$2')
    .replace(/[_-]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
