import * as vscode from 'vscode';
import type { CodeContext, CodeProblem } from '../../tasks/contextText.ts';
import { hoverCode } from '../../tasks/hoverCode.ts';
import { identifiers } from '../../tasks/identifiers.ts';
import { importStatements } from '../../tasks/importStatements.ts';

const mostNames = 10;
const mostProblems = 20;
/** A declaration whose parameters go over more lines is not shown whole. */
const signatureLines = 6;

/**
 * What the editor knows about a piece of a document. Never fails: whatever a language server does not say before the
 * signal is not there.
 */
export async function codeContext(
  document: vscode.TextDocument,
  selection: vscode.Range,
  signal: AbortSignal,
): Promise<CodeContext> {
  const range = withoutMargins(document, selection);
  const late = aborted(signal);
  const [symbols, hovers] = await Promise.all([
    inTime(late, () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      ),
    ),
    Promise.all(
      positionsOfNames(document, range).map(position => inTime(late, () => hover(document, position))),
    ),
  ]);
  const enclosing = enclosingSymbols(symbols ?? [], range);
  return {
    path: enclosing.map(({ kind, name }) => `${vscode.SymbolKind[kind].toLowerCase()} ${name}`),
    signature: signatureOf(document, enclosing.at(-1), range),
    problems: problemsIn(document, range),
    types: hovers.flatMap(type => type || []),
    imports: importsOutside(document, range),
  };
}

/** A fact, if it comes before it is too late and at all. */
async function inTime<Fact>(late: Promise<undefined>, ask: () => Thenable<Fact>): Promise<Fact | undefined> {
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return undefined; // what a provider stumbles over is not the user's concern
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** Whoever selects whole lines selects more than the code. */
function withoutMargins(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const text = document.getText(range);
  const start = document.offsetAt(range.start);
  return new vscode.Range(
    document.positionAt(start + text.length - text.trimStart().length),
    document.positionAt(start + text.trimEnd().length),
  );
}

/** Those that the whole range is in, the outermost first. */
function enclosingSymbols(
  symbols: readonly vscode.DocumentSymbol[],
  range: vscode.Range,
): vscode.DocumentSymbol[] {
  const outer = symbols.find(symbol => symbol.range.contains(range));
  return outer ? [outer, ...enclosingSymbols(outer.children, range)] : [];
}

/** The lines in which a symbol is declared, unless they are in the range themselves. */
function signatureOf(
  document: vscode.TextDocument,
  symbol: vscode.DocumentSymbol | undefined,
  range: vscode.Range,
): string {
  if (!symbol || range.contains(symbol.selectionRange)) return '';
  const first = symbol.selectionRange.start.line;
  const last = Math.min(symbol.range.end.line, first + signatureLines - 1);
  const lines = Array.from({ length: last - first + 1 }, (_, index) =>
    document.lineAt(first + index).text.trim(),
  );
  const end = lines.findIndex(line => /[{:;]$|=>$|\b(?:do|then|is|begin)$/.test(line));
  return lines.slice(0, end < 0 ? 1 : end + 1).join('\n');
}

function positionsOfNames(document: vscode.TextDocument, range: vscode.Range): vscode.Position[] {
  const start = document.offsetAt(range.start);
  return identifiers(document.getText(range), mostNames).map(({ offset }) =>
    document.positionAt(start + offset),
  );
}

/** What the first hover that shows a declaration declares. */
async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const declarations = hovers.flatMap(({ contents }) => contents).map(codeIn);
  return declarations.find(code => code !== '') ?? '';
}

function codeIn(content: vscode.Hover['contents'][number]): string {
  if (typeof content === 'string') return hoverCode(content);
  return 'language' in content ? content.value : hoverCode(content.value);
}

function problemsIn(document: vscode.TextDocument, range: vscode.Range): CodeProblem[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(diagnostic => diagnostic.range.intersection(range))
    .sort((a, b) => a.severity - b.severity)
    .slice(0, mostProblems)
    .map(({ range: { start }, severity, message }) => ({
      line: start.line + 1,
      severity: vscode.DiagnosticSeverity[severity].toLowerCase(),
      message,
    }));
}

/** The imports that are not sent anyway; first those that name something in the range. */
function importsOutside(document: vscode.TextDocument, range: vscode.Range): string[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const text = document.getText();
  const code = text.slice(start, end);
  const names = new Set(code.match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu));
  const isUsed = (statement: string) =>
    identifiers(statement, Number.POSITIVE_INFINITY).some(({ name }) => names.has(name));
  const statements = importStatements(text.slice(0, start) + text.slice(end), document.languageId);
  return [...statements.filter(isUsed), ...statements.filter(statement => !isUsed(statement))];
}
