import { secretKinds } from './secretKinds.ts';

/** A secret in a text; `start` and `end` in UTF-16 units. */
export interface FoundSecret {
  /** What it is called. */
  name: string;
  secret: string;
  start: number;
  end: number;
}

/** How far behind a find it is looked whether it is one, in UTF-16 units. */
const lookedBehind = 4_000;

/** A shorter one would be found in any text. */
const shortestKnown = 8;

/**
 * The secrets in a text, in its order; of several that lie over each other the first. The work grows with the text's length
 * and no faster, whatever it says.
 * @param known secrets by their exact value.
 */
export function findSecrets(text: string, known: readonly string[] = []): FoundSecret[] {
  const found = [...known.flatMap(secret => placesOf(text, secret)), ...secretsLikeKinds(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  let end = 0;
  return found.filter(secret => {
    if (secret.start < end) return false;
    end = secret.end;
    return true;
  });
}

function secretsLikeKinds(text: string): FoundSecret[] {
  return secretKinds.flatMap(({ name, pattern, isOne, goesOn }) =>
    Array.from(text.matchAll(pattern)).flatMap(match => {
      const [whole] = match;
      const found = match.groups?.['secret'] ?? whole;
      const start = match.index + whole.lastIndexOf(found);
      const behind = text.slice(start + found.length, start + found.length + lookedBehind);
      if (isOne && !isOne(found, behind)) return [];
      const end = start + found.length + (goesOn?.(behind) ?? 0);
      return [{ name, secret: text.slice(start, end), start, end }];
    }),
  );
}

function placesOf(text: string, secret: string): FoundSecret[] {
  const places: FoundSecret[] = [];
  if (secret.length < shortestKnown) return places;
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
    places.push({ name: 'API key that Gloss uses', secret, start: at, end: at + secret.length });
  }
  return places;
}
