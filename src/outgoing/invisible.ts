/** A flag of a part of a country, which is spelled in tag characters: England's is 🏴 and `gbeng`. */
const flag = String.raw`\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{4,6}\u{e007f}`;
const tag = String.raw`[\u{e0000}-\u{e007f}]`;
const selector = String.raw`[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`;

/** Before such there is nothing that they could join or change: at the beginning, in plain Latin, after others of them. */
const alone = String.raw`(?<=^|[\0-\x7f\u200b-\u200d])`;

/**
 * Characters that cannot be seen, and that no script and no emoji needs where they stand. First, so that they are passed by,
 * flags, keycaps and what ends a word in scripts without spaces.
 */
const invisible = new RegExp(
  [
    `(?<fine>${flag}|[0-9#*]\\ufe0f\\u20e3|^\\ufeff|(?<=[\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}])\\u200b)`,
    tag,
    '[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u2060-\\u2064\\u206a-\\u206f\\ufeff\\u180e]',
    '[\\u034f\\u115f\\u1160\\u3164\\uffa0\\ufff9-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}]',
    `${alone}[\\u200c\\u200d\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`,
    `(?<=${selector})${selector}`,
  ].join('|'),
  'gu',
);

/** Marks of direction: in a text that is written from right to left they belong to it. */
const marks = /[\u200e\u200f\u061c]/g;
const rightToLeft =
  /(?!\u061c)[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const tagsAndFlags = new RegExp(`${flag}|${tag}`, 'gu');

/** How many characters of a text nobody sees, and nobody needs: they may say to a model what its reader does not know of. */
export function countInvisible(text: string): number {
  if (!/[\u034f-\u{10ffff}]/u.test(text)) return 0;
  const found = Array.from(text.matchAll(invisible)).filter(({ groups }) => groups?.['fine'] === undefined);
  return found.length + (rightToLeft.test(text) ? 0 : (text.match(marks)?.length ?? 0));
}

/**
 * Data without the tag characters of its texts: nothing is written with them, and models read them as letters. Flags stay.
 * @returns it, how many tag characters there were, and how many characters that nobody sees are left.
 */
export function withoutTags(data: Readonly<Record<string, unknown>>): {
  data: Record<string, unknown>;
  tags: number;
  others: number;
} {
  let tags = 0;
  let others = 0;
  const cleanText = (text: string): string => {
    const cleaned = text.replace(tagsAndFlags, keepFlag);
    others += countInvisible(cleaned);
    return cleaned;
  };
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return cleanText(value);
    if (Array.isArray(value)) return value.map(clean);
    return typeof value === 'object' && value !== null ? entriesOf(value) : value;
  };
  const keepFlag = (found: string): string => {
    if (found.startsWith('\u{1f3f4}')) return found;
    tags += 1;
    return '';
  };
  const entriesOf = (value: object) =>
    Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, clean(entry)]));
  return { data: entriesOf(data), tags, others };
}
