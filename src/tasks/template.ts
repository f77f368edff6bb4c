import { fence, ticksAround } from '../models/fence.ts';

/** What can stand in instructions as `{{name}}`. */
export const placeholders = ['selection', 'file', 'fileName', 'language', 'words'] as const;
export type Placeholder = (typeof placeholders)[number];

/** What is put in place of a placeholder: the text of a file, a name, or what the user typed. */
export type Filling =
  | { type: 'block'; text: string; languageId: string }
  | { type: 'name'; text: string }
  | { type: 'words'; text: string };

/** With a backslash before it, a placeholder is meant literally. */
const placeholder = /(\\?)\{\{([^{}\n]*)\}\}/g;

/** The placeholders of a template, known or not, and where each begins. */
export function placeholdersIn(template: string): { name: string; offset: number }[] {
  return [...template.matchAll(placeholder)]
    .filter(([, backslash]) => backslash === '')
    .map(({ 2: name = '', index }) => ({ name: name.trim(), offset: index }));
}

/**
 * Fills a template in one pass, so that what is put in is never expanded again. Texts of files are fenced and names are in
 * code spans, whatever is in them; the user's own words stand as they were typed.
 */
export function fillTemplate(template: string, fillings: ReadonlyMap<string, Filling>): string {
  return template.replace(placeholder, (match: string, backslash: string, name: string, offset: number) => {
    if (backslash !== '') return match.slice(1);
    const filling = fillings.get(name.trim());
    if (!filling) return '';
    switch (filling.type) {
      case 'block':
        return onLinesOfItsOwn(
          fence(filling.text, filling.languageId),
          template.slice(0, offset),
          template.slice(offset + match.length),
        );
      case 'name':
        return codeSpan(filling.text);
      case 'words':
        return filling.text;
    }
  });
}

function onLinesOfItsOwn(block: string, before: string, after: string): string {
  const start = before === '' || before.endsWith('\n') ? '' : '\n';
  return start + block + (/^(\r?\n|$)/.test(after) ? '' : '\n');
}

/** A name on one line, between more backticks than it has itself. */
function codeSpan(name: string): string {
  const line = name.replace(/\s+/g, ' ');
  const ticks = ticksAround(line);
  return line.includes('`') ? `${ticks} ${line} ${ticks}` : ticks + line + ticks;
}
