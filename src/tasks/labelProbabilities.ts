import type { Logprob, TokenLogprob } from '../openai/answer.ts';
import { parseJson } from '../openai/parseJson.ts';

/** A label and how probable the model held it; `null` when the endpoint does not say. */
export interface LabelProbability {
  name: string;
  probability: number | null;
}

/**
 * How probable each label was, the most probable first, from the logprobs of an answer `{"label":"feature"}`. The label
 * that the answer names is always among them; of the others those that the model was seen to consider.
 *
 * The tokens of the answer are a path through all that the model might have written. Where it might have turned off,
 * the other token's probability times that of the path so far belongs to the labels that the text then still allows. On
 * the path itself the next token tells labels apart that begin alike. In the end the shares are made to add up to one,
 * so that each is the probability of a label given that the answer is one of them.
 *
 * Limits: what follows on a token beside the path nobody knows, so labels that begin alike there get equal shares. Only
 * the alternatives count that the endpoint names, at most twenty a token; those that lead to no label, or not as far as
 * the label's first character, count for nothing.
 */
export function labelProbabilities(
  labels: readonly string[],
  chosen: string,
  logprobs: readonly TokenLogprob[],
): LabelProbability[] {
  const names = [...new Set(labels)];
  if (names.length === 1) return [{ name: chosen, probability: 1 }];
  const shares = sharesOf(names, chosen, logprobs.map(readToken));
  const total = [...shares.values()].reduce((sum, share) => sum + share, 0);
  if (total === 0) return [{ name: chosen, probability: null }];
  return [chosen, ...names.filter(name => name !== chosen)]
    .map(name => ({ name, probability: (shares.get(name) ?? 0) / total }))
    .filter(({ name, probability }) => name === chosen || probability > 0)
    .sort((a, b) => b.probability - a.probability);
}

/** A token as it might have been written. `text` has one character a byte: a token may be a part of a character. */
interface Token {
  text: string;
  probability: number;
}

/** A token of the answer, and what might have stood in its place. */
interface PathToken extends Token {
  others: Token[];
}

/** A way to write a label, up to and with its closing quote; `rest` is what is still to come of it. */
interface Candidate {
  name: string;
  rest: string;
  /** With characters escaped that need not be: models hardly do that, so it counts where nothing else fits. */
  escaped: boolean;
}

function sharesOf(names: readonly string[], chosen: string, path: readonly PathToken[]): Map<string, number> {
  const shares = new Map<string, number>();
  const answer = path.map(({ text }) => text).join('');
  const value = findValue(answer, chosen);
  if (!value) return shares;
  const share = (candidates: readonly Candidate[], probability: number) => {
    const plain = candidates.filter(({ escaped }) => !escaped);
    const among = new Set((plain.length > 0 ? plain : candidates).map(({ name }) => name));
    for (const name of among) shares.set(name, (shares.get(name) ?? 0) + probability / among.size);
  };

  let candidates = [...names.flatMap(spellingsOf), { name: chosen, rest: value.written, escaped: true }];
  let offset = 0;
  let pathProbability = 1;
  for (const { text, probability, others } of path) {
    // What still comes before the label.
    const lead = answer.slice(offset, value.start);
    for (const other of others) {
      if (other.text.length <= lead.length || !other.text.startsWith(lead)) continue;
      share(allowedBy(other.text.slice(lead.length), candidates), pathProbability * other.probability);
    }
    candidates = allowedBy(text.slice(lead.length), candidates);
    pathProbability *= probability;
    offset += text.length;
    // Until something turns off, all labels have the path in common, however improbable it was: it cancels out.
    if (offset <= value.start && shares.size === 0) pathProbability = 1;
    if (candidates.every(({ name }) => name === chosen)) break;
  }
  share(candidates, pathProbability);
  return shares;
}

/** Of the candidates those that may go on with a text, with what is to come of them after it. */
function allowedBy(text: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ rest }) => rest.startsWith(text) || text.startsWith(rest))
    .map(candidate => ({ ...candidate, rest: candidate.rest.slice(text.length) }));
}

/** Where the label begins in an answer, after its opening quote, and how it is written there, with its closing quote. */
function findValue(answer: string, label: string): { start: number; written: string } | undefined {
  const found = [...answer.matchAll(/"label"\s*:\s*"((?:[^"\\]|\\.)*")/gs)];
  // Of several members of the same name the last counts.
  const match = found.findLast(([, written = '']) => parseJson(`"${decode(written)}`) === label);
  const [whole, written] = match ?? [];
  if (!match || whole === undefined || written === undefined) return undefined;
  return { start: match.index + whole.length - written.length, written };
}

/** As JSON may write a label: characters beyond ASCII as they are, or escaped. */
function spellingsOf(name: string): Candidate[] {
  const plain = JSON.stringify(name);
  const escaped = plain.replace(
    /[^\0-\x7f]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    { name, rest: bytesOf(plain.slice(1)), escaped: false },
    { name, rest: bytesOf(escaped.slice(1)), escaped: true },
  ];
}

function readToken({ top, ...token }: TokenLogprob): PathToken {
  const { text, probability } = readLogprob(token);
  const others = top.map(readLogprob).filter(other => other.text !== text && other.probability > 0);
  return { text, probability, others };
}

function readLogprob({ token, bytes, logprob }: Logprob): Token {
  return {
    text: bytesOf(token, bytes),
    probability: Number.isNaN(logprob) ? 0 : Math.min(Math.exp(logprob), 1),
  };
}

/** One character a byte. */
function bytesOf(text: string, bytes: Iterable<number> = new TextEncoder().encode(text)): string {
  return Array.from(bytes, byte => String.fromCharCode(byte)).join('');
}

function decode(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, character => character.charCodeAt(0)));
}
