/** What stands in the key's place wherever text that might hold it is shown or logged. */
export const redacted = '[key removed]';

/**
 * Removes a key from text that others wrote: providers echo it in the body of a 401, in full or with its middle starred.
 * @param key the key's exact value; an empty one changes nothing.
 */
export function redact(text: string, key: string): string {
  let result = text;
  for (const form of formsOf(key)) result = result.replaceAll(form, redacted);
  // OpenAI shows the first and last characters around a run of asterisks.
  return result.replace(/[\w-]{2,}\*{4,}[\w-]*/g, redacted);
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
