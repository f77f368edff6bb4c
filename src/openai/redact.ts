/** What stands in the key's place wherever text that might hold it is shown or logged. */
export const redacted = '[key removed]';

/** What others write is cut to this length, in UTF-16 units: a reason is shorter, an echo of the request is not needed. */
const longestText = 4_000;

/**
 * Removes a key from text that others wrote: providers echo it in the body of a 401, in full or with its middle starred.
 * @param key the key's exact value; an empty one changes nothing.
 */
export function redact(text: string, key: string): string {
  let result = text.slice(0, longestText);
  for (const form of formsOf(key)) result = result.replaceAll(form, redacted);
  // OpenAI shows the first and last characters around a run of asterisks.
  return result.replace(/(?<![\w-])[\w-]{2,200}\*{4,}[\w-]*/g, redacted);
}

function formsOf(key: string): string[] {
  if (key.length < 4) return [];
  const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(key)));
  return [
    ...new Set([
      key,
      encodeURIComponent(key),
      JSON.stringify(key).slice(1, -1),
      encoded,
      encoded.replace(/=+$/, ''),
    ]),
  ];
}
