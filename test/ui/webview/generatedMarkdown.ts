/** A document of any blocks in any order and depth, of which one in three is damaged in a place. */
export function generatedMarkdown(random: () => number): string {
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
  const some = (most: number, make: () => string): string[] =>
    Array.from({ length: 1 + Math.floor(random() * most) }, make);

  const word = (): string =>
    pick([
      'some',
      'words',
      'a_b',
      '2 * 3',
      'C:\\dir',
      'you & me',
      'über',
      '你好',
      '👩‍👩‍👧‍👦',
      'x < y',
      '#1',
      'a|b',
    ]);
  const inline = (depth = 0): string => {
    const inside = () => (depth < 2 ? inline(depth + 1) : word());
    return some(5, () =>
      pick<() => string>([
        word,
        word,
        () => `**${inside()}**`,
        () => `_${inside()}_`,
        () => `~~${inside()}~~`,
        () => `\`${word()}\``,
        () => `[${inside()}](https://example.com/${Math.floor(random() * 9)} "t")`,
        () => `[${word()}][ref]`,
        () => '![picture](https://example.com/a.png)',
        () => 'https://example.com/a?b=c&d',
        () => '<https://example.com>',
        () => pick(['&amp;', '&copy;', '&#65;', '\\*', '\\\\', '<br>', '<b>', '**', '`', '[', '](', '~~']),
        () => `${word()}${pick(['  \n', '\\\n', '\n'])}${word()}`,
      ])(),
    ).join(' ');
  };
  const indented = (text: string, by: string, first = by) =>
    text
      .split('\n')
      .map((line, index) => (index === 0 ? first : line === '' ? '' : by) + line)
      .join('\n');
  const block = (depth: number): string =>
    pick<() => string>([
      inline,
      inline,
      () => `${'#'.repeat(1 + Math.floor(random() * 6))} ${word()} ${inline().replaceAll('\n', ' ')}`,
      () => `${word()}\n${pick(['===', '---'])}`,
      () => pick(['---', '* * *']),
      () =>
        `${pick(['```ts', '~~~', '````'])}\nconst a = \`${word()}\`;\n\n  if (a) b();${pick(['\n```', '\n~~~', '\n````', ''])}`,
      () => `    code\n\n    ${word()}`,
      () =>
        [
          '| a | b |',
          pick(['|---|:-:|', '|--:|---']),
          ...some(3, () => `| ${word()} | ${inline(2).replaceAll('\n', ' ')} |`),
        ].join('\n'),
      () => `[ref]: https://example.com/ref`,
      () => `<div>\n${word()}\n</div>`,
      ...(depth < 3 ? [() => list(depth), () => list(depth), () => indented(blocks(depth + 1), '> ')] : []),
    ])();
  const list = (depth: number): string => {
    const bullet = pick(['- ', '* ', '1. ', '9) ', '- [ ] ', '- [x] ']);
    const by = ' '.repeat(bullet.startsWith('-') ? 2 : bullet.length);
    return some(4, () => indented(random() < 0.6 ? inline(1) : blocks(depth + 1), by, bullet)).join(
      pick(['\n', '\n', '\n\n']),
    );
  };
  const blocks = (depth: number): string =>
    some(depth === 0 ? 6 : 2, () => block(depth)).join(pick(['\n\n', '\n\n', '\n', '\n\n\n']));

  const text = blocks(0);
  const at = Math.floor(random() * text.length);
  if (random() > 1 / 3) return text;
  return text.slice(0, at) + pick(['', '\n', ' ', '*', '`', text.charAt(at).repeat(2)]) + text.slice(at + 1);
}
