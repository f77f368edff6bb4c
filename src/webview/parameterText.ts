import type { Control, ParameterValue } from '../chat/protocol.ts';

/** What the protocol takes; the host would drop a message with more, and the text with it. */
const longestText = 4096;
const longestName = 256;
const longestSchema = 100_000;
const longestList = 64;

/** A value as it stands in a field that one types in: a list has a text a line, a map a `name: value` a line. */
export function formatParameter(value: ParameterValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(escapeLine).join('\n');
  return Object.entries(value)
    .map(([name, item]) => `${escapeLine(name).replaceAll(':', '\\:')}: ${escapeLine(String(item))}`)
    .join('\n');
}

/** The value that a typed text stands for; `null` for an empty one, `undefined` for one that stands for none. */
export function parseParameter(control: Control, text: string): ParameterValue | undefined {
  switch (control.control) {
    case 'number':
      return text.trim() === '' ? null : parseNumber(text);
    case 'list':
      return parseList(text);
    case 'map':
      return parseMap(text, control.values);
    case 'schema':
      return text.trim() === '' ? null : isObject(text) ? text : undefined;
    default:
      if (text === '') return null;
      return text.length > longestText ? undefined : text;
  }
}

function isObject(text: string): boolean {
  if (text.length > longestSchema) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function parseNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

function parseList(text: string): string[] | null | undefined {
  const items = text
    .split('\n')
    .filter(line => line !== '')
    .map(unescapeLine);
  if (items.length === 0) return null;
  return items.length > longestList || items.some(item => item.length > longestText) ? undefined : items;
}

function parseMap(
  text: string,
  values: 'number' | 'text',
): Record<string, number | string> | null | undefined {
  const map = new Map<string, number | string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, typedName = '', typedValue = ''] = /^((?:\\.|[^\\:])*):(.*)$/s.exec(line) ?? [];
    const name = unescapeLine(typedName.trim());
    const entry = unescapeLine(typedValue.trim());
    const value = values === 'number' ? parseNumber(entry) : entry;
    // Of two lines with the same name one would be lost without a word.
    if (name === '' || value === undefined || map.has(name)) return undefined;
    if (name.length > longestName || entry.length > longestText) return undefined;
    map.set(name, value);
  }
  return map.size === 0 ? null : Object.fromEntries(map);
}

/** Line breaks are data, too: many a request stops at one. */
function escapeLine(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

/** Leaves a backslash before anything else as it is: patterns are full of them. */
function unescapeLine(text: string): string {
  return text.replace(/\\([nr:\\])/g, (_all, escaped: string) =>
    escaped === 'n' ? '\n' : escaped === 'r' ? '\r' : escaped,
  );
}
