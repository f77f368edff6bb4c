/** Tags in the front matter of a Markdown file. Loaded on first use: the YAML parser is not needed at activation. */
import { type Document, isMap, isNode, isScalar, isSeq, parseDocument, stringify } from 'yaml';

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
  const change = changeFor(file, tags);
  if (!change) return undefined;
  const changed = file.slice(0, change.start) + change.text + file.slice(change.end);
  return withoutTags(changed) === withoutTags(file) ? change : undefined;
}

/** The tags in a file's front matter; none where they cannot be read. */
export function readTags(file: string): string[] {
  const tags = yamlOf(file)?.get('tags');
  if (isSeq(tags)) return tags.items.flatMap(item => (isScalar(item) ? textsOf(item.value) : []));
  return typeof tags === 'string' ? tags.split(',').flatMap(textsOf) : textsOf(tags);
}

function textsOf(value: unknown): string[] {
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';
  return text === '' ? [] : [text];
}

/** The front matter but for its tags, to see that nothing else has changed: an alias of theirs may have been lost. */
function withoutTags(file: string): string | undefined {
  try {
    const { tags: _tags, ...rest }: Record<string, unknown> = yamlOf(file)?.toJS() ?? {};
    return JSON.stringify(rest);
  } catch {
    return undefined; // an alias of nothing
  }
}

const opening = /^\uFEFF?---[ \t]*\r?\n/;
const closing = /^(?:---|\.\.\.)[ \t]*$/m;
/** Front matter in TOML or JSON, as several site generators take it. */
const otherOpening = /^\uFEFF?(?:\+\+\+|;;;|---\w|\{[ \t]*\r?\n)/;

/** @returns `undefined` without front matter, or when it is no mapping in YAML. */
function yamlOf(file: string): Document | undefined {
  const start = opening.exec(file)?.[0].length;
  if (start === undefined) return undefined;
  const length = closing.exec(file.slice(start))?.index;
  if (length === undefined) return undefined;
  const document = parseDocument(file.slice(start, start + length));
  return document.errors.length === 0 && isMap(document.contents) ? document : undefined;
}

function changeFor(file: string, tags: readonly string[]): TextChange | undefined {
  if (otherOpening.test(file)) return undefined;
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const lines = `tags:${eol}${tags.map(tag => `  - ${scalar(tag)}${eol}`).join('')}`;
  const opened = opening.exec(file);
  if (!opened) {
    const start = file.startsWith('\uFEFF') ? 1 : 0;
    return { start, end: start, text: `---${eol}${lines}---${eol}${eol}` };
  }
  const bodyStart = opened[0].length;
  const closed = closing.exec(file.slice(bodyStart));
  if (!closed) return undefined;
  const bodyEnd = bodyStart + closed.index;
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
  const text = `${space}[${tags.map(scalar).join(', ')}]`;
  return { start, end, text: file.slice(start, end).endsWith('\n') ? text + eol : text };
}

/** A tag as YAML: quoted where it would otherwise read as a number, a truth value or a sign. */
function scalar(tag: string): string {
  // As YAML 1.1 reads it, too, where `yes` is true: site generators still do.
  return stringify(tag, { version: '1.1' }).trim();
}
