import { frequentWords } from './frequentWords.ts';
import { proseOf } from './protectedParts.ts';

/** Scripts that one language is written in, or that several are. */
const scripts: readonly [script: RegExp, languages: readonly string[]][] = [
  [/\p{Script=Hangul}/gu, ['ko']],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, ['ja']],
  [/\p{Script=Greek}/gu, ['el']],
  [/\p{Script=Hebrew}/gu, ['he']],
  [/\p{Script=Thai}/gu, ['th']],
  [/\p{Script=Armenian}/gu, ['hy']],
  [/\p{Script=Georgian}/gu, ['ka']],
  [/\p{Script=Bengali}/gu, ['bn', 'as']],
  [/\p{Script=Tamil}/gu, ['ta']],
  [/\p{Script=Telugu}/gu, ['te']],
  [/\p{Script=Devanagari}/gu, ['hi', 'mr', 'ne', 'sa']],
  [/\p{Script=Arabic}/gu, ['ar', 'fa', 'ur', 'ps', 'ug']],
  [/\p{Script=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'mn', 'tg']],
];

/** Letters that Russian, Ukrainian and others have alone; without one of them nothing is said. */
const ownLetters: Readonly<Record<string, RegExp>> = {
  ru: /[ыэё]/iu,
  uk: /[їєґ]/iu,
  fa: /[پچژگ]/u,
};
const lettersOfOthers: Readonly<Record<string, RegExp>> = {
  ru: /[іїєґўђљњћџјѓќѕәғқңөұүһ]/iu,
  uk: /[ыэёъў]/iu,
  fa: /[ےٹڈڑںټډړښ]/u,
};

const simplified =
  /[这国们说时会对发现为后经动将从关应实开两无过与个变种样点业员问调读写错误参数据类项单线码试运]/u;
const traditional =
  /[這國們說時會對發現為後經動將從關應實開兩無過與個變種樣點業員問調讀寫錯誤參數據類項單線碼試運]/u;

/** So many letters are needed for a script to count, words for a language. */
const fewestLetters = 4;
const fewestWords = 2;

/**
 * Whether a comment's text is written in a language, by the scripts and the most frequent words alone.
 *
 * @param text as `textOf` gives it
 * @param language its code: `de`, `pt-BR`, `zh-Hans`
 * @returns `undefined` where that cannot be told: short texts, mixed ones, languages that are not known here
 */
export function isWrittenIn(text: string, language: string): boolean | undefined {
  const prose = proseOf(text);
  const [code = '', ...subtags] = language.toLowerCase().split('-');
  const count = (pattern: RegExp) => prose.match(pattern)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  const latin = count(/\p{Script=Latin}/gu);

  // One such letter says as much as a syllable or a word, and among them there are often names from the code.
  const kana = count(/\p{Script=Hiragana}|\p{Script=Katakana}/gu);
  const han = count(/\p{Script=Han}/gu);
  if (han + kana >= fewestLetters && 3 * (han + kana) >= latin) {
    if (kana > 0) return kana * 10 >= han ? code === 'ja' : undefined;
    return code === 'zh' ? isInVariant(prose, subtags) : code === 'ja' ? undefined : false;
  }
  for (const [script, languages] of scripts) {
    const own = count(script);
    if (own < fewestLetters || 2 * own < letters) continue;
    if (!languages.includes(code)) return false;
    return languages.length === 1 ? true : hasLettersOf(prose, code);
  }
  return 2 * latin > letters ? hasWordsOf(prose, code) : undefined;
}

/** Simplified and traditional Chinese share most characters; without any of the others nothing is said. */
function isInVariant(prose: string, subtags: readonly string[]): boolean | undefined {
  const wanted = subtags.some(tag => /^(?:hant|tw|hk|mo)$/.test(tag)) ? 'traditional' : 'simplified';
  const [isSimplified, isTraditional] = [simplified.test(prose), traditional.test(prose)];
  if (isSimplified === isTraditional) return undefined;
  return isSimplified === (wanted === 'simplified');
}

function hasLettersOf(prose: string, code: string): boolean | undefined {
  if (lettersOfOthers[code]?.test(prose)) return false;
  return ownLetters[code]?.test(prose) ? true : undefined;
}

function hasWordsOf(prose: string, code: string): boolean | undefined {
  // Single letters are words in some languages, and what is left of others in all.
  const words = prose.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const hits = Object.entries(frequentWords)
    .map(([language, frequent]) => ({ language, frequent, own: words.filter(word => frequent.has(word)) }))
    .toSorted((a, b) => b.own.length - a.own.length);
  const [best, second, ...others] = hits;
  if (!best || !second) return undefined;
  const rest = words.filter(word => !best.frequent.has(word));
  const foreign = Math.max(
    ...[second, ...others].map(({ frequent }) => rest.filter(word => frequent.has(word)).length),
  );
  const isClear =
    best.own.length >= fewestWords &&
    // Of any prose such words are a fifth or more.
    6 * best.own.length >= words.length &&
    // Related languages share them, and a text may be in two.
    best.own.length >= 1.5 * second.own.length &&
    best.own.length >= 3 * foreign;
  if (!isClear) return undefined;
  return best.language === (code === 'no' || code === 'nn' ? 'nb' : code);
}
