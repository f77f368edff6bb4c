/** @returns `undefined` for text that is no JSON; `null` is a value. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
