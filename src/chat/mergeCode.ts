import { fitIndentation, indentOf, unitOf } from './fitIndentation.ts';

/** A statement or declaration at the margin of a text, with all that belongs to it: its lines from `start` to before `end`. */
interface Part {
  start: number;
  end: number;
  /** Comments and decorators come before its own first line. */
  isLed: boolean;
  /** What it is known by, whatever stands in it. */
  key: string;
}

/**
 * A file with a block of code in it: each declaration of the block in place of the one of its name in the file, others
 * after the one that they follow in the block. What the block leaves out, as by `// …`, stays.
 * @returns `undefined` when nothing of the block is to be found in the file, or not for certain.
 */
export function mergeCode(file: string, code: string): string | undefined {
  if (file.trim() === '') return `${code}\n`;
  const lines = file.split(/\r\n|\r|\n/);
  const block = fitIndentation(code, '', unitOf(lines) ?? unitOf(code.split('\n')) ?? '\t');
  const parts = partsOf(block);
  if (isWhole(lines, block, parts)) return [...block, ...trailing(lines)].join('\n');
  const merged: string[] = [];
  let copied = 0;
  let waiting: string[] = [];
  let isElided = false;
  let isFound = false;
  for (const part of parts) {
    const own = block.slice(part.start, part.end);
    if (own.every(isElision)) {
      isElided = true;
      continue;
    }
    const places = placesOf(part, lines);
    const [place] = places;
    if (!place) {
      waiting.push(...own, ...(own.length > 1 ? [''] : []));
      continue;
    }
    // Any of several may be meant; and what is in another order is put together otherwise.
    if (places.length > 1 || place.start < copied) return undefined;
    const base = indentOf(lines[place.start] ?? '');
    const fresh = indented(waiting, base);
    const between = lines.slice(copied, place.start);
    merged.push(...(isFound && !isElided ? [...separated(fresh), ...between] : [...between, ...fresh]));
    merged.push(...indented(withElided(own, lines.slice(place.start, place.end), base), base));
    copied = place.end;
    waiting = [];
    isElided = false;
    isFound = true;
  }
  if (!isFound) return undefined;
  const base = indentOf(lines[copied - 1] ?? '');
  const fresh = separated(indented(waiting, base));
  const rest = lines.slice(copied);
  // What comes after all that is left out comes last.
  const isLast = isElided && base === '';
  const end = isLast ? [...withoutBlankEnd(rest), ...fresh, ...trailing(lines)] : [...fresh, ...rest];
  return [...merged, ...end].join('\n');
}

function indented(lines: readonly string[], base: string): string[] {
  return lines.map(line => (line === '' ? '' : base + line));
}

function withoutBlankEnd(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex(line => line.trim() !== '') + 1);
}

/** Parts that are put after another begin with the blank line that they would have ended with. */
function separated(lines: string[]): string[] {
  return lines.at(-1) === '' ? ['', ...lines.slice(0, -1)] : lines;
}

function trailing(lines: readonly string[]): string[] {
  return lines.at(-1) === '' ? [''] : [];
}

/** Whether a block is the file from its first declaration to its last, with nothing left out. */
function isWhole(lines: readonly string[], block: readonly string[], parts: readonly Part[]): boolean {
  const all = partsOf(lines);
  const same = (one: Part | undefined, other: Part | undefined) =>
    one !== undefined && one.key !== '' && one.key === other?.key;
  return all.length > 1 && same(all[0], parts[0]) && same(all.at(-1), parts.at(-1)) && !block.some(isElision);
}

function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  let start: number | undefined;
  lines.forEach((line, index) => {
    if (line.trim() === '' || indentOf(line) !== '' || goesOn(line)) return;
    start ??= index;
    // What introduces a declaration is part of it.
    if (isLead(line)) return;
    parts.push({ start, end: endOf(lines, index), isLed: start < index, key: keyOf(line) });
    start = undefined;
  });
  if (start !== undefined) parts.push({ start, end: lines.length, isLed: false, key: '' });
  return parts;
}

/** Where the declaration whose first line is given ends: before the next line that stands as far out. */
function endOf(lines: readonly string[], header: number): number {
  const indent = indentOf(lines[header] ?? '').length;
  let end = header + 1;
  for (let index = end; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    const own = indentOf(line).length;
    if (own < indent || (own === indent && !goesOn(line))) break;
    end = index + 1;
  }
  return end;
}

/** The declarations in the file that go by the same name, wherever they are; with what leads to them, if the part has that. */
function placesOf({ key, isLed }: Part, lines: readonly string[]): { start: number; end: number }[] {
  if (key === '') return [];
  const headers = lines.flatMap((line, index) => (keyOf(line) === key ? [index] : []));
  return headers.map(header => {
    let start = header;
    while (isLed && isLead((lines[start - 1] ?? '').trim())) start -= 1;
    return { start, end: endOf(lines, header) };
  });
}

const modifiers =
  /^(?:(?:export|default|declare|public|private|protected|internal|static|async|abstract|readonly|final|override|sealed|virtual|pub(?:\([^)]*\))?|unsafe|inline)\s+)*/;
const declaration =
  /^(?:function\s*\*?|class|interface|type|enum|const|let|var|val|def|fn|fun|func(?:\s+\([^)]*\))?|struct|impl|trait|module|namespace|record|mod)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u;
const method = /^(?:get\s+|set\s+|\*\s*)?(#?[\p{L}_$][\p{L}\p{N}_$]*)\s*(?:<[^>]*>)?\(.*\{\s*$/u;
const notMethods = /^(?:if|for|while|switch|catch|with|return|function)$/;

/** What a line that begins a declaration is known by: its kind and name, or else all of it; empty for a mere sign. */
function keyOf(line: string): string {
  const text = line.trim().replace(modifiers, '');
  const declared = declaration.exec(text);
  if (declared)
    return `${declared[0].split(/\s/, 1)[0]?.replace(/^(?:let|var|val)$/, 'const')} ${declared[1]}`;
  const imported = /^import\b.*?['"]([^'"]+)['"]/.exec(text)?.[1];
  if (imported !== undefined) return `import ${imported}`;
  const named = method.exec(text)?.[1];
  if (named !== undefined && !notMethods.test(named)) return `method ${named}`;
  const property = /^["']([^"']+)["']\s*:/.exec(text)?.[1];
  if (property !== undefined) return `property ${property}`;
  return /[\p{L}\p{N}]{2}/u.test(text) && !isElision(line) ? text : '';
}

/** A comment or a decorator before what it is of. */
function isLead(line: string): boolean {
  return (
    /^(?:\/\/|\/\*|\*|--|@|#(?!include|define|if|endif|pragma|region)\W|<!--)/.test(line) && !isElision(line)
  );
}

/** A line at the margin that belongs to what is above it. */
function goesOn(line: string): boolean {
  return /^\s*(?:[)}\]>{]|\*|<\/|(?:else|elif|elsif|except|rescue|ensure|finally|catch|end|fi|done|esac)\b)/.test(
    line,
  );
}

/** A comment that says that something is left out. */
function isElision(line: string): boolean {
  return /^\s*(?:\/\/|#|--|\/\*|<!--|;|%|\{\/\*)+\s*(?:\.{3}|…|\(?(?:the )?(?:rest|existing|remaining|unchanged|previous)\b.*(?:code|unchanged|same|here|\.{3}|…))/i.test(
    line,
  );
}

/** A part of the block with what it leaves out taken from the one in the file, moved to the margin. */
function withElided(own: readonly string[], old: readonly string[], base: string): string[] {
  if (!own.some(isElision)) return [...own];
  const moved = old.map(line => (line.startsWith(base) ? line.slice(base.length) : line));
  const find = (line: string | undefined, from: number) =>
    line === undefined
      ? -1
      : moved.findIndex((other, index) => index >= from && other.trim() === line.trim());
  const result: string[] = [];
  let at = 0;
  own.forEach((line, index) => {
    if (!isElision(line)) {
      const found = line.trim() === '' ? -1 : find(line, at);
      if (found >= 0) at = found + 1;
      result.push(line);
      return;
    }
    const rest = own.slice(index + 1);
    const anchor = rest.find(other => /[\p{L}\p{N}]/u.test(other) && find(other, at) >= 0);
    const signs = rest.filter(other => other.trim() !== '').length;
    const until = anchor === undefined ? moved.length - (rest.some(isWord) ? 0 : signs) : find(anchor, at);
    const left = moved.slice(at, Math.max(at, until));
    // The block has blank lines of its own around what it leaves out.
    if (result.at(-1)?.trim() === '') while (left[0]?.trim() === '') left.shift();
    if (rest[0]?.trim() === '') while (left.at(-1)?.trim() === '') left.pop();
    result.push(...left);
    at = Math.max(at, until);
  });
  return result;
}

function isWord(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}
