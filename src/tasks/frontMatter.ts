/** Tags in the front matter of a Markdown file. Loaded on first use: the YAML parser is not needed at activation. */
import { isMap, isNode, isScalar, isSeq, parseDocument, stringify } from 'yaml';

/** Text in place of the characters from `start` to `end`. */
export interface TextChange {
  start: number;
  end: number;
  text: string;
}

/**
 * Sets the `tags` of a file's front matter, adding either where there is none. Only the value of `tags` is replaced:
 * other keys, comments and their layout stay as they are.
 * @returns `undefined` when the front matter is not YAML that can be changed safely.
 */
export function setTags(file: string, tags: readonly string[]): TextChange | undefined {
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const lines = `tags:${eol}${tags.map(tag => `  - ${scalar(tag)}${eol}`).join('')}`;
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(file);
  if (!opening) {
    const start = file.startsWith('\uFEFF') ? 1 : 0;
    return { start, end: start, text: `---${eol}${lines}---${eol}${eol}` };
  }
  const bodyStart = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(file.slice(bodyStart));
  if (!closing) return undefined;
  const bodyEnd = bodyStart + closing.index;
  const document = parseDocument(file.slice(bodyStart, bodyEnd));
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return { start: bodyEnd, end: bodyEnd, text: lines };
  // An indented mapping would take no key at the margin.
  if (!isMap(document.contents) || file[bodyStart] === ' ') return undefined;
  const pair = document.contents.items.find(({ key }) => isScalar(key) && key.value === 'tags');
  if (pair) return valueChange(file, bodyStart, pair.value, tags, eol);
  return document.contents.flow ? undefined : { start: bodyEnd, end: bodyEnd, text: lines };
}

/** A list in lines stays one; a list in brackets, a single tag or nothing becomes a list in brackets. */
function valueChange(
  file: string,
  offset: number,
  value: unknown,
  tags: readonly string[],
  eol: string,
): TextChange | undefined {
  if (!isNode(value) || !value.range) return undefined;
  const start = offset + value.range[0];
  const end = offset + value.range[1];
  if (isSeq(value) && !value.flow) {
    const indent = /[^\n]*$/.exec(file.slice(0, start))?.[0] ?? '';
    const text = tags.map(tag => `- ${scalar(tag)}`).join(eol + indent);
    return { start, end, text: file.slice(start, end).endsWith('\n') ? text + eol : text };
  }
  const space = /\s$/.test(file.slice(0, start)) ? '' : ' ';
  return { start, end, text: `${space}[${tags.map(scalar).join(', ')}]` };
}

/** A tag as YAML: quoted where it would otherwise read as a number, a truth value or a sign. */
function scalar(tag: string): string {
  // As YAML 1.1 reads it, too, where `yes` is true: site generators still do.
  return stringify(tag, { version: '1.1' }).trim();
}
