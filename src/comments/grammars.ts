/**
 * The grammar engine. The only importer of vscode-textmate and vscode-oniguruma; it is bundled apart and loaded with
 * `import()` on first use, so it takes and gives plain data only.
 */
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { type KnownLines, type LineGrammar, tokenizeText } from './tokenizeText.ts';
import { longestLine, type TokenizedLine } from './tokens.ts';

/** The parts of a `contributes.grammars` entry that decide scopes; the others only affect colours and brackets. */
export interface GrammarContribution {
  /** Language id; absent for grammars that are only included or injected. */
  language?: string;
  scopeName: string;
  /** Where `readFile` finds it. A JSON grammar ends in `.json`; any other name is read as a property list. */
  uri: string;
  /** Scope names of the grammars this one is injected into. */
  injectTo?: string[];
}

export interface GrammarsOptions {
  /** In the order of the extensions: a later grammar replaces an earlier one of its language or scope, as in the editor. */
  contributions: GrammarContribution[];
  readFile(uri: string): Promise<string>;
  /** The bytes of vscode-oniguruma's `onig.wasm`; asked for once. */
  onigWasm(): Promise<ArrayBuffer>;
}

export interface Grammars {
  /**
   * @param document what the text is of, if it will be tokenised again, changed: its lines are remembered as long as it is
   * @returns undefined: no grammar for the language, or none that can be read
   */
  tokenize(languageId: string, text: string, document?: object): Promise<TokenizedLine[] | undefined>;
  /** The grammar itself; undefined as above. */
  open(languageId: string): Promise<LineGrammar<textmate.StateStack> | undefined>;
}

/** The editor's own limit, in milliseconds. */
const lineTimeLimit = 500;
/** How often in a document a line that ran into the limit is tried again. */
const furtherChances = 5;

let engine: Promise<void> | undefined;

function loadEngine(onigWasm: GrammarsOptions['onigWasm']): Promise<void> {
  engine ??= onigWasm()
    .then(data => oniguruma.loadWASM({ data }))
    .catch(error => {
      // The next use tries again: a read can fail once.
      engine = undefined;
      throw error;
    });
  return engine;
}

export function createGrammars({ contributions, readFile, onigWasm }: GrammarsOptions): Grammars {
  const byScope = new Map(contributions.map(grammar => [grammar.scopeName, grammar]));
  const scopeOf = new Map<string, string>();
  for (const { language, scopeName } of contributions) if (language) scopeOf.set(language, scopeName);

  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: sources => oniguruma.createOnigScanner(sources),
      createOnigString: text => oniguruma.createOnigString(text),
    }),
    loadGrammar: async scopeName => {
      const grammar = byScope.get(scopeName);
      if (!grammar) return null;
      try {
        return textmate.parseRawGrammar(await readFile(grammar.uri), grammar.uri);
      } catch {
        // An embedded grammar that cannot be read leaves its part without comments; the others still work.
        return null;
      }
    },
    // Injecting into `text.html` also injects into `text.html.basic`: the editor's rule.
    getInjections: scopeName =>
      contributions
        .filter(({ injectTo }) => injectTo?.some(into => `${scopeName}.`.startsWith(`${into}.`)))
        .map(grammar => grammar.scopeName),
  });

  /** Of each document, with the language it was read in: a document's language can change. */
  const known = new WeakMap<object, { languageId: string; lines: KnownLines<textmate.StateStack> }>();

  async function open(languageId: string) {
    const scopeName = scopeOf.get(languageId);
    if (!scopeName) return undefined;
    await loadEngine(onigWasm);
    // Rejects when `loadGrammar` above found none.
    const grammar = await registry.loadGrammar(scopeName).catch(() => null);
    return grammar ? boundedGrammar(grammar) : undefined;
  }

  return {
    open,
    async tokenize(languageId, text, document) {
      const grammar = await open(languageId);
      if (!grammar) return undefined;
      const last = document && known.get(document);
      const result = await tokenizeText(
        text,
        grammar,
        last?.languageId === languageId ? last.lines : undefined,
      );
      if (document) known.set(document, { languageId, lines: result.known });
      return result.lines;
    },
  };
}

/** A grammar that no line can keep busy: what is too long or too slow for it has no tokens and changes no state. */
function boundedGrammar(grammar: textmate.IGrammar): LineGrammar<textmate.StateStack> {
  let chances = furtherChances;
  return {
    initial: textmate.INITIAL,
    isSame: (a, b) => a.equals(b),
    tokenizeLine(text, state) {
      if (text.length > longestLine) return { tokens: [], end: state };
      let tokenized = grammar.tokenizeLine(text, state, lineTimeLimit);
      // The first line of a kind compiles the rules for it, which on a busy machine takes longer than the line may.
      for (; tokenized.stoppedEarly && chances > 0; chances--) {
        tokenized = grammar.tokenizeLine(text, state, lineTimeLimit);
      }
      if (tokenized.stoppedEarly) return { tokens: [], end: state };
      const tokens = tokenized.tokens.map(({ startIndex, endIndex, scopes }) => ({
        start: startIndex,
        // The last token counts the line break that the engine adds.
        end: Math.min(endIndex, text.length),
        scopes,
      }));
      return { tokens, end: tokenized.ruleStack };
    },
  };
}
