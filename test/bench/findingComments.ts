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
    plain(text);

    const times: { plain: number; found: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push({
        plain: await milliseconds(() => plain(text)),
        found: await milliseconds(async () => findComments(await tokenize('typescript', text))),
      });
    }
    const ratios = times.map(({ plain, found }) => found / plain).toSorted((a, b) => a - b);
    const ratio = ratios[Math.floor(rounds / 2)] ?? Number.NaN;
    const keystroke = await typeInTheMiddle(text);
    return {
      figures: [
        {
          what: `Finding all comments of ${lineCount.toLocaleString('en')} lines, to tokenising them once; median of ${rounds}`,
          measured: `${ratio.toFixed(2)} times`,
          spread: `${ratios[0]?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)}`,
          goal: `≤ ${goal} times`,
          met: ratio <= goal,
        },
      ],
      notes: [
        `Gloss’s own sources, one after another, up to ${lineCount.toLocaleString('en')} lines of TypeScript with ` +
          `${comments} comments. What it is compared with is the plainest use of vscode-textmate with the same grammar: ` +
          '`tokenizeLine` for each line, its result thrown away. The two take turns.',
        `In the order of the rounds, in milliseconds, plain and ours: ${times
          .map(({ plain, found }) => `${plain.toFixed(0)} and ${found.toFixed(0)}`)
          .join(', ')}.`,
        `After one keystroke in the middle, ${keystroke.lines} line${keystroke.lines === 1 ? '' : 's'} of them ` +
          `${keystroke.lines === 1 ? 'is' : 'are'} tokenised again, and all comments are there after ` +
          `${keystroke.time.toFixed(0)} ms.`,
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

async function typeInTheMiddle(text: string): Promise<{ lines: number; time: number }> {
  const grammar = await installedGrammars.open('typescript');
  assert.ok(grammar);
  const { known } = await tokenizeText(text, grammar);
  let lines = 0;
  const counting: typeof grammar = {
    ...grammar,
    tokenizeLine(line, state) {
      lines += 1;
      return grammar.tokenizeLine(line, state);
    },
  };
  const edited = text.split('\n');
  edited[lineCount / 2] += ' ';
  const time = await milliseconds(async () =>
    findComments((await tokenizeText(edited.join('\n'), counting, known)).lines),
  );
  return { lines, time };
}

async function milliseconds(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
