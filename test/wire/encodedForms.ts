/** Ways in which a server, or what is in between, may write a key that it was sent. */
export const encodedForms: Readonly<Record<string, (key: string) => string>> = {
  'as it is': key => key,
  'in capitals': key => key.toUpperCase(),
  'encoded for a URL': key => encodeURIComponent(key),
  'encoded for a URL, twice': key => encodeURIComponent(encodeURIComponent(key)),
  'encoded for a URL, every sign': key => each(key, code => `%${hex(code)}`),
  'escaped in JSON': key => JSON.stringify(key).slice(1, -1),
  'escaped in JSON in JSON': key => JSON.stringify(JSON.stringify(key).slice(1, -1)).slice(1, -1),
  'escaped in JSON, every sign': key => each(key, code => `\\u00${hex(code)}`),
  'escaped in HTML': key =>
    key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('+', '&#43;'),
  'escaped in HTML, every sign': key => each(key, code => `&#x${hex(code)};`),
  'in base64': key => Buffer.from(key).toString('base64'),
  'in base64 without its padding': key => Buffer.from(key).toString('base64').replace(/=+$/, ''),
  'in base64 for URLs': key => Buffer.from(key).toString('base64url'),
  'in hexadecimal': key => Buffer.from(key).toString('hex'),
  'in hexadecimal, with spaces': key => each(key, code => `${hex(code)} `).trimEnd(),
};

/** The forms of a key that a text has, whatever the case of its letters. */
export function formsIn(text: string, key: string): string[] {
  const lower = text.toLowerCase();
  return Object.entries(encodedForms)
    .filter(([, encode]) => lower.includes(encode(key).toLowerCase()))
    .map(([form]) => form);
}

function each(text: string, write: (code: number) => string): string {
  return [...text].map(character => write(character.charCodeAt(0))).join('');
}

function hex(code: number): string {
  return code.toString(16).padStart(2, '0');
}
