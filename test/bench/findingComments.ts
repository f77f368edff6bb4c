import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { root } from '../../scripts/folders.ts';
import { findComments } from '../../src/comments/findComments.ts';
import { tokenizeText } from '../../src/comments/tokenizeText.ts';
import { installedContributions, installedGrammars, tokenize } from '../unit/comments/installedGrammars.ts';
import type { Benchmark } from './benchmark.ts';
import { ratioOf, takeTurns } from './takeTurns.ts';
import { threadTime } from './threadTime.ts';

const lineCount = 10_000;
const rounds = 7;
/** Of the time of one plain tokenisation. */
const goal = 1.3;

export const findingComments: Benchmark = {
  title: 'Finding all comments of a file',
  async measure() {
    const text = typescriptLines().join('\n');
    // The first call also loads the engine, which the plain tokenisation below uses, too.
    const comments = findComments(await tokenize('typescript', text)).length;
    const plain = await plainGrammar();
    const taken = await takeTurns(
      {
        plain: () => timeOf(() => plain(text)),
        ours: () => timeOf(async () => findComments(await tokenize('typescript', text))),
      },
      rounds,
    );
    const { median: ratio, least, most } = ratioOf(taken, 'ours', 'plain');
    const keystrokes = {
      'a space': await typeInTheMiddle(text, ' '),
      'the opening of a comment': await typeInTheMiddle(text, '/*'),
    };
    return {
      figures: [
        {
          what: `Finding all comments of ${lineCount.toLocaleString('en')} lines, to tokenising them once; median of ${rounds}`,
          measured: `${ratio.toFixed(2)} times`,
          spread: `${least.toFixed(2)}–${most.toFixed(2)}`,
          goal: `≤ ${goal} times`,
          met: ratio <= goal,
        },
        ...Object.entries(keystrokes).map(([what, { read, changed }]) => ({
          what: `Lines tokenised again after ${what} in the middle`,
          measured: String(read),
          goal: `≤ ${changed}, those that begin in another state or are another text`,
          met: read <= changed,
        })),
      ],
      notes: [
        `Gloss’s own sources, one after another, up to ${lineCount.toLocaleString('en')} lines of TypeScript with ` +
          `${comments} comments. What it is compared with is the plainest use of vscode-textmate with the same grammar: ` +
          '`tokenizeLine` for each line, its result thrown away. The two take turns.',
        `In the order of the rounds, in milliseconds of processor time: ${[...taken]
          .map(([name, times]) => `${times.map(time => time.toFixed(0)).join(', ')} ${name}`)
          .join('; ')}.`,
        `After a keystroke in the middle all comments are there again in: ${Object.entries(keystrokes)
          .map(([what, { time }]) => `${time.toFixed(0)} ms, ${what}`)
          .join('; ')}.`,
      ],
    };
  },
};

function typescriptLines(): string[] {
  const lines = ['src', 'test'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .toSorted()
      .flatMap(file => readFileSync(join(root, folder, file), 'utf8').split('\n')),
  );
  assert.ok(lines.length >= lineCount);
  return lines.slice(0, lineCount);
}

/** vscode-textmate as its readme shows it. */
async function plainGrammar(): Promise<(text: string) => void> {
  const byScope = new Map(installedContributions().map(grammar => [grammar.scopeName, grammar]));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: sources => oniguruma.createOnigScanner(sources),
      createOnigString: text => oniguruma.createOnigString(text),
    }),
    loadGrammar: async scopeName => {
      const uri = byScope.get(scopeName)?.uri;
      return uri ? textmate.parseRawGrammar(readFileSync(uri, 'utf8'), uri) : null;
    },
  });
  const grammar = await registry.loadGrammar('source.ts');
  assert.ok(grammar);
  return text => {
    let state = textmate.INITIAL;
    for (const line of text.split('\n')) state = grammar.tokenizeLine(line, state).ruleStack;
  };
}

/** @returns how many lines were read again, how many had to be, and how many milliseconds of processor time it took. */
async function typeInTheMiddle(
  text: string,
  typed: string,
): Promise<{ read: number; changed: number; time: number }> {
  const grammar = await installedGrammars.open('typescript');
  assert.ok(grammar);
  const { tokenizeLine, initial, isSame } = grammar;
  const { known } = await tokenizeText(text, grammar);
  let read = 0;
  const counting: typeof grammar = {
    ...grammar,
    tokenizeLine(line, state) {
      read += 1;
      return tokenizeLine(line, state);
    },
  };
  const before = text.split('\n');
  // An empty one: what else stands in a line decides how far a comment that is opened in it reaches.
  const line = before.indexOf('', lineCount / 2);
  const after = before.with(line, typed);
  const time = await timeOf(async () =>
    findComments((await tokenizeText(after.join('\n'), counting, known)).lines),
  );
  let changed = 0;
  let [old, now] = [initial, initial];
  for (const [index, line] of after.entries()) {
    const was = before[index] ?? '';
    if (line !== was || !isSame(old, now)) changed += 1;
    [old, now] = [tokenizeLine(was, old).end, tokenizeLine(line, now).end];
  }
  return { read, changed, time };
}

async function timeOf(work: () => unknown): Promise<number> {
  const time = threadTime();
  await work();
  return time();
}
