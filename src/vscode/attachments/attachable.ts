/** What of the workspace can go along with a message, each as it is at this moment. */
import * as vscode from 'vscode';
import { base64, isPdf } from '../../chat/pdf.ts';
import { largestFile } from '../../chat/protocol.ts';
import { aboutTokens } from '../../models/tokens.ts';
import { isBinary } from '../../tasks/textShape.ts';
import { linesOf } from '../services/linesOf.ts';
import { pathBelow } from '../services/pathBelow.ts';
import { privateFiles } from '../services/privateFiles.ts';
import { searchedFiles } from '../services/searchedFiles.ts';
import type { NewAttached } from './attached.ts';
import { currentText } from './currentText.ts';

/** A folder of more files goes along as a list of their paths. */
const mostFiles = 20;
const mostPaths = 2_000;
const mostProblems = 100;

/** A picture as it is on disk, which the panel has yet to scale. */
export interface RawPicture {
  name: string;
  bytes: Uint8Array;
}

/** Something that can go along, or why it cannot, for people to read. */
export type Attachable = NewAttached | { picture: RawPicture } | { reason: string };

/** By their names; whether they are is found out by whoever reads them. */
const pictureNames = /\.(?:png|jpe?g|webp|gif)$/i;
const pdfNames = /\.pdf$/i;

/** A file as it is when the message is sent. */
export async function fileAttached(uri: vscode.Uri): Promise<Attachable> {
  const label = vscode.workspace.asRelativePath(uri);
  const size = await sizeOf(uri);
  if (size === undefined) return { reason: vscode.l10n.t('{0} is not there any more.', label) };
  if (size > largestFile) return { reason: vscode.l10n.t('{0} is too large to send.', label) };
  if (pictureNames.test(uri.path) || pdfNames.test(uri.path)) {
    // Once they are bytes with a name, nobody can tell any more where they are from.
    if ((await privateFiles()(uri)) === 'outside')
      return { reason: vscode.l10n.t('{0} is a link that leads out of the workspace.', label) };
    const bytes = await vscode.workspace.fs.readFile(uri);
    return pdfNames.test(uri.path) ? bytesAttached(label, bytes) : { picture: { name: label, bytes } };
  }
  const document = await documentOf(uri);
  const text = (await currentText(uri.toString())) ?? '';
  if (!document || isBinary(text)) return { reason: vscode.l10n.t('{0} is no text.', label) };
  if (text.trim() === '') return { reason: vscode.l10n.t('{0} is empty.', label) };
  const origin = { uri: uri.toString(), start: { line: 0, character: 0 } };
  const attachment = { label, detail: '', languageId: document.languageId, text, origin };
  return { attachment, icon: 'file-code', tokens: await aboutTokens(text), whole: true };
}

/** What was given to Gloss as no more than bytes with a name: a PDF, or text. */
export async function bytesAttached(label: string, bytes: Uint8Array): Promise<Attachable> {
  if (isPdf(bytes)) {
    const detail = vscode.l10n.t(
      'PDF, {0} KB',
      Math.ceil(bytes.length / 1_000).toLocaleString(vscode.env.language),
    );
    const { pdfAsText } = await import('./pdfAsText.ts');
    const { text, problem } = await pdfAsText(bytes);
    const attachment = {
      ...{ label, detail, languageId: '', text, pdf: base64(bytes) },
      ...(problem ? { pdfProblem: problem } : {}),
    };
    return { attachment, icon: 'file-pdf', tokens: await aboutTokens(text) };
  }
  // The editor refuses to decode what looks binary to it.
  const text = await vscode.workspace.decode(bytes).then(
    decoded => decoded,
    () => undefined,
  );
  if (text === undefined || isBinary(text)) return { reason: vscode.l10n.t('{0} is no text.', label) };
  if (text.trim() === '') return { reason: vscode.l10n.t('{0} is empty.', label) };
  const attachment = { label, detail: '', languageId: '', text };
  return { attachment, icon: 'file', tokens: await aboutTokens(text) };
}

/** A piece of a document, as it is now. */
export async function rangeAttached(
  document: vscode.TextDocument,
  range: vscode.Range,
  icon = 'file-code',
): Promise<NewAttached> {
  const text = document.getText(range);
  const { line, character } = range.start;
  const attachment = {
    label: vscode.workspace.asRelativePath(document.uri),
    detail: linesOf(range),
    languageId: document.languageId,
    text,
    origin: { uri: document.uri.toString(), start: { line, character } },
  };
  return { attachment, icon, tokens: await aboutTokens(text) };
}

/** What is selected in an editor; all cursors that have something. */
export function selectionAttached({ document, selections }: vscode.TextEditor): Promise<NewAttached[]> {
  const ranges = selections.filter(range => document.getText(range).trim() !== '');
  return Promise.all(ranges.map(range => rangeAttached(document, range)));
}

/** Files that were not chosen one by one, without those that are not sent unasked; these are named. */
export async function withoutPrivate(
  files: readonly vscode.Uri[],
): Promise<{ sendable: vscode.Uri[]; leftOut: { reason: string }[] }> {
  const reasonOf = privateFiles();
  const reasons = await Promise.all(files.map(reasonOf));
  const names = files
    .filter((_file, index) => reasons[index])
    .map(file => vscode.workspace.asRelativePath(file))
    .sort();
  return {
    sendable: files.filter((_file, index) => !reasons[index]),
    leftOut:
      names.length > 0
        ? [{ reason: vscode.l10n.t('Not sent unasked, and so left out: {0}.', names.join(', ')) }]
        : [],
  };
}

/** A folder's files that are text; of more than a few, their paths alone. */
export async function folderAttached(folder: vscode.Uri): Promise<Attachable[]> {
  const label = vscode.workspace.asRelativePath(folder);
  const { files, isAll } = await searchedFiles(folder, { most: mostPaths });
  if (files.length <= mostFiles && isAll) {
    const { sendable, leftOut } = await withoutPrivate(files);
    const read = await Promise.all(sendable.map(fileAttached));
    const all = [...read.filter(one => 'attachment' in one && !one.attachment.pdf), ...leftOut];
    return all.length > 0 ? all : [{ reason: vscode.l10n.t('There is no file in {0} to send.', label) }];
  }
  const reasons = await Promise.all(files.map(privateFiles()));
  const inside = files.filter((_file, index) => reasons[index] !== 'outside');
  const paths = inside.map(file => pathBelow(folder, file)).sort();
  const text = [...paths, ...(isAll ? [] : ['…'])].join('\n');
  const detail = vscode.l10n.t('{0} paths', paths.length);
  const attachment = { label: `${label}/`, detail, languageId: '', text };
  return [{ attachment, icon: 'folder', tokens: await aboutTokens(text) }];
}

/**
 * What the editor complains of, the worst first: in all files, or in a place of one.
 * @returns `undefined` when there is nothing.
 */
export async function problemsAttached(
  of?: vscode.Uri,
  place?: vscode.Range,
): Promise<NewAttached | undefined> {
  const problems = problemsOf(of).filter(
    ({ diagnostic }) => !place || diagnostic.range.intersection(place) !== undefined,
  );
  if (problems.length === 0) return undefined;
  const text = problems
    .slice(0, mostProblems)
    .map(problem => problemLine(problem))
    .join('\n');
  const label = of ? vscode.workspace.asRelativePath(of) : vscode.l10n.t('Problems');
  const count = Math.min(mostProblems, problems.length);
  const detail = count === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', count);
  const attachment = { label, detail, languageId: '', text };
  return { attachment, icon: 'warning', tokens: await aboutTokens(text) };
}

/** What the editor complains of in a file. */
export interface Problem {
  uri: vscode.Uri;
  diagnostic: vscode.Diagnostic;
}

/** The errors and warnings of all files or of one, the worst first. */
export function problemsOf(of?: vscode.Uri): Problem[] {
  const all: [vscode.Uri, readonly vscode.Diagnostic[]][] = of
    ? [[of, vscode.languages.getDiagnostics(of)]]
    : vscode.languages.getDiagnostics();
  return all
    .flatMap(([uri, diagnostics]) => diagnostics.map(diagnostic => ({ uri, diagnostic })))
    .filter(({ diagnostic }) => diagnostic.severity <= vscode.DiagnosticSeverity.Warning)
    .sort((a, b) => a.diagnostic.severity - b.diagnostic.severity);
}

/** A problem as it is sent. @param path what the file is called. */
export function problemLine(
  { uri, diagnostic }: Problem,
  path = vscode.workspace.asRelativePath(uri),
): string {
  const { message, severity, source, code, range } = diagnostic;
  const name = typeof code === 'object' ? code.value : code;
  const from = [source, name].filter(part => part !== undefined).join(' ');
  const place = `${path}:${range.start.line + 1}:${range.start.character + 1}`;
  const kind = vscode.DiagnosticSeverity[severity].toLowerCase();
  return `${place}: ${kind}: ${message}${from ? ` (${from})` : ''}`;
}

/** A symbol's whole declaration, where its language says how far that goes. */
export async function symbolAttached({ name, location }: vscode.SymbolInformation): Promise<Attachable> {
  const document = await documentOf(location.uri);
  if (!document) return { reason: vscode.l10n.t('{0} is not there any more.', name) };
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    location.uri,
  );
  const range = declarationAt(symbols ?? [], location.range) ?? location.range;
  return rangeAttached(document, range, 'symbol-method');
}

/** The innermost declaration whose name is there. */
function declarationAt(
  symbols: readonly vscode.DocumentSymbol[],
  place: vscode.Range,
): vscode.Range | undefined {
  for (const { range, selectionRange, children = [] } of symbols) {
    if (!range.contains(place.start)) continue;
    // Some languages answer with symbols of the older kind, which have one range only.
    const isIt = selectionRange?.contains(place.start) === true || range.isEqual(place);
    return declarationAt(children, place) ?? (isIt ? range : undefined);
  }
  return undefined;
}

async function sizeOf(uri: vscode.Uri): Promise<number | undefined> {
  if (uri.scheme === 'untitled') return 0;
  return vscode.workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => undefined,
  );
}

async function documentOf(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  return vscode.workspace.openTextDocument(uri).then(
    document => document,
    () => undefined,
  );
}
