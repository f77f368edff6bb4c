import { seededRandom } from './random.ts';

/** `mixed` is what models write: prose, lists, tables and code; the others are a single block. */
export type AnswerKind = 'mixed' | 'code' | 'list' | 'table' | 'paragraph';

/** Made-up Markdown of exactly so many characters, the same each time. */
export function answerOf(kind: AnswerKind, length: number): string {
  const random = seededRandom(20_261_122);
  const { begin, more } = kinds[kind];
  let text = begin;
  for (let index = 0; text.length < length; index++) text += more(random, index);
  return text.slice(0, length);
}

type Random = () => number;

const kinds: Record<AnswerKind, { begin: string; more: (random: Random, index: number) => string }> = {
  mixed: { begin: '', more: section },
  code: { begin: '```ts\n', more: codeLine },
  list: { begin: '', more: random => `- ${sentence(random)}\n` },
  table: { begin: '| Name | What it is for | Times |\n| --- | :-- | --: |\n', more: row },
  paragraph: { begin: '', more: random => `${sentence(random)} ` },
};

function section(random: Random, index: number): string {
  const lines = (count: number, line: (random: Random, index: number) => string) =>
    Array.from({ length: count }, (_, at) => line(random, at)).join('');
  return [
    `## ${index + 1}. ${pick(random, words)} and ${pick(random, words)}`,
    paragraph(random),
    paragraph(random),
    lines(4, random => `- ${sentence(random)}\n  - ${sentence(random)}\n`).trimEnd(),
    `\`\`\`ts\n${lines(14, codeLine)}\`\`\``,
    `| Name | What it is for | Times |\n| --- | :-- | --: |\n${lines(5, row)}`.trimEnd(),
    lines(3, (random, at) => `${at + 1}. ${sentence(random)}\n`).trimEnd(),
    `> ${sentence(random)}`,
    '',
  ].join('\n\n');
}

function paragraph(random: Random): string {
  return Array.from({ length: 3 + Math.floor(random() * 3) }, () => sentence(random)).join(' ');
}

function sentence(random: Random): string {
  const parts = Array.from({ length: 8 + Math.floor(random() * 10) }, () => {
    const word = pick(random, words);
    const mark = random();
    if (mark < 0.04) return `**${word} ${pick(random, words)}**`;
    if (mark < 0.07) return `*${word}*`;
    if (mark < 0.12) return `\`${pick(random, names)}()\``;
    if (mark < 0.13) return `[${word}](https://example.com/${word})`;
    return mark < 0.18 ? `${word},` : word;
  });
  return `The ${parts.join(' ')}.`;
}

function row(random: Random): string {
  return `| \`${pick(random, names)}\` | ${pick(random, words)} **${pick(random, words)}** ${pick(random, words)} | ${Math.floor(random() * 1000)} |\n`;
}

function codeLine(random: Random, index: number): string {
  const [name, other] = [pick(random, names), pick(random, names)];
  if (index % 7 === 0) return `// The ${pick(random, words)} is ${pick(random, words)} here.\n`;
  if (index % 3 === 0)
    return `if (${name} > ${Math.floor(random() * 100)}) return '${pick(random, words)}';\n`;
  return `  const ${name}${index} = await ${other}(${name}, { ${pick(random, words)}: ${Math.floor(random() * 10)} });\n`;
}

function pick(random: Random, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

const words =
  'request answer queue file server value token budget model window index record cache editor process reader result line error state time signal batch step retry upload network memory text change number order place short long next first last open slow quick each another under over between until because when while after before often never only still both any'.split(
    ' ',
  );
const names =
  'retry upload readFile parseLine total nextToken budgetOf send close openWindow state limit render flush merge'.split(
    ' ',
  );
