/** What stands in the key's place wherever text that might hold it is shown or logged. */
export const redacted = '[key removed]';

/** So many characters of a key in a row are more of it than anybody needs to tell it from others. */
const shortestPart = 10;

/** The same data with the key taken out of every text in it, as `keyRemover` does it. For what others have written. */
export function withoutKey<Data extends object>(data: Data, key: string): Data {
  const copy = structuredClone(data);
  clean(copy, keyRemover(key));
  return copy;
}

/** As many characters as one of a key may be written in: `&amp;amp;amp;amp;#x000041;`. */
const longestEscape = 27;

/**
 * The beginning of a text, without the key. That is taken out first: of an encoded key that was cut, nobody can tell any more
 * what it is.
 * @param longest in UTF-16 units.
 */
export function beginningWithoutKey(text: string, key: string, longest: number): string {
  const margin = longestEscape * key.length;
  const read = text.slice(0, longest + margin);
  const cleaned = keyRemover(key)(read);
  // At its end a further one may be cut.
  const whole = read === text ? cleaned : cleaned.slice(0, Math.max(0, cleaned.length - margin));
  return whole.slice(0, longest);
}

function clean(value: unknown, remove: (text: string) => string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') Reflect.set(value, name, remove(inner));
    else clean(inner, remove);
  }
}

/**
 * Removes a key from text that others wrote: providers echo it in the body of a 401, in full, in part or with its middle
 * starred, and whoever is in between encodes it.
 * @param key the key's exact value; for an empty one, or one that is a short word, only what is starred is removed.
 */
export function keyRemover(key: string): (text: string) => string {
  const starred = (text: string) => text.replace(/(?<![\w-])[\w-]{2,200}\*{4,}[\w-]*/g, redacted);
  // `none` stands for no key at all, and what is shorter than four is in too many words.
  if (key.length < 4 || /^[a-z]{1,7}$/i.test(key)) return starred;
  const whole = new RegExp([escapedForm(key), hexForm(key), ...base64Forms(key)].join('|'), 'gi');
  return text => starred(withoutShortened(withoutParts(text.replace(whole, redacted), key), key));
}

/** Each character as it is, behind backslashes, so many that the search stays linear, or in the escapes of URLs, JSON and HTML. */
function escapedForm(key: string): string {
  const forms = [...key].map(character => {
    const hex = hexOf(character);
    const named = entityNames[character];
    return [
      `\\\\{0,8}\\x${hex}`,
      `%(?:25){0,4}${hex}`,
      `\\\\{1,8}(?:u00|x)${hex}`,
      `&(?:amp;){0,4}#(?:0{0,5}${character.charCodeAt(0)}|x0{0,5}${hex});?`,
      ...(named ? [`&(?:amp;){0,4}${named};`] : []),
    ].join('|');
  });
  return forms.map(form => `(?:${form})`).join('');
}

const entityNames: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

function hexForm(key: string): string {
  return [...key].map(hexOf).join('[\\s:-]?');
}

/** A key is printable ASCII: nothing else can be sent in a header. */
function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** In either alphabet, by itself or in a longer text, where up to two bytes before it shift its letters. */
function base64Forms(key: string): string[] {
  return [0, 1, 2].map(shift => {
    const encoded = btoa('\0'.repeat(shift) + key);
    // What a letter shares with the bytes around the key is not the key's alone.
    const own = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + key.length) * 8) / 6));
    return `[\\w+/-]{0,3}${own.replaceAll('+', '[+-]').replaceAll('/', '[/_]')}[\\w+/-]{0,2}={0,2}`;
  });
}

/** Takes out the runs of characters that are a part of the key. */
function withoutParts(text: string, key: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const found = key.indexOf(text.slice(at, at + shortestPart).padEnd(shortestPart, '\0'));
    let length = found < 0 ? 0 : shortestPart;
    while (length > 0 && found + length < key.length && key[found + length] === text[at + length])
      length += 1;
    result += length > 0 ? redacted : text[at];
    at += Math.max(length, 1);
  }
  return result;
}

/** Takes out what shows the key's ends around something that stands for its middle. */
function withoutShortened(text: string, key: string): string {
  return text.replace(
    /(?<![\w-])([\w-]{0,200})(?:\*{3,}|\.{3}|…|•{3,})([\w-]{0,200})/g,
    (all: string, head: string, tail: string) => {
      const isOfKey = key.startsWith(head) && key.endsWith(tail) && head.length + tail.length > 5;
      return isOfKey ? redacted : all;
    },
  );
}
