import { countEach, countTokens } from '../models/tokens.ts';

/** What an editor's language support knows about a piece of code. All of it is data that others wrote. */
export interface CodeContext {
  /** The symbols around it, the outermost first, as `class Queue`. */
  path: readonly string[];
  /** How the innermost of them begins; empty when that is part of the code itself. */
  signature: string;
  problems: readonly CodeProblem[];
  /** Declarations of the names in it, as a hover shows them. */
  types: readonly string[];
  /** The file's import statements. */
  imports: readonly string[];
}

export interface CodeProblem {
  /** As the editor numbers it. */
  line: number;
  severity: string;
  message: string;
}

/** A context as it is sent. */
export interface ContextText {
  text: string;
  tokens: number;
}

/** For the sentence that says what was left out. */
const tokensForRest = 30;

/**
 * A context as one text of at most so many tokens. What says most goes first: where the code stands, what is wrong with
 * it, what its names are, what the file imports. An entry is there whole or not at all, and what is not there is counted.
 * @returns `undefined` when there is nothing to say, or no room for any of it.
 */
export async function contextText(
  { path, signature, problems, types, imports }: CodeContext,
  budget: number,
): Promise<ContextText | undefined> {
  const all: [heading: string, noun: string, entries: string[]][] = [
    ['Inside', 'enclosing symbol', path.length > 0 ? [inside(path, signature)] : []],
    [
      'Problems',
      'problems',
      problems.map(({ line, severity, message }) => `- line ${line}, ${severity}: ${oneLine(message)}`),
    ],
    ['Types', 'types', [...new Set(types.map(oneLine))].map(type => `- ${type}`)],
    ['Imports', 'imports', imports.map(statement => `- ${oneLine(statement)}`)],
  ];
  const sections = all.filter(([, , entries]) => entries.length > 0);
  const texts: string[] = [];
  const left: string[] = [];
  let tokens = 0;
  for (const [heading, noun, entries] of sections) {
    const taken: string[] = [];
    const written = entries.map(entry => `\n${entry}\n`);
    const [ofHeading = 0, ...counts] = await countEach([`${heading}:`, ...written]);
    for (const [index, entry] of entries.entries()) {
      const cost = (taken.length === 0 ? ofHeading : 0) + (counts[index] ?? 0);
      if (tokens + cost > budget - tokensForRest) continue;
      taken.push(entry);
      tokens += cost;
    }
    if (taken.length > 0) texts.push(`${heading}:\n${taken.join('\n')}`);
    if (taken.length < entries.length) left.push(`${entries.length - taken.length} ${noun}`);
  }
  if (texts.length === 0) return undefined;
  if (left.length > 0) texts.push(`Left out for its length: ${left.join(', ')}.`);
  const text = texts.join('\n\n');
  return { text, tokens: await countTokens(text) };
}

function inside(path: readonly string[], signature: string): string {
  return `- ${path.map(oneLine).join(' › ')}${signature ? `\n${signature}` : ''}`;
}

/** On one line nothing can pass itself off as a heading. */
function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
