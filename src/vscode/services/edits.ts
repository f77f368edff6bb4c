import * as vscode from 'vscode';
import { visibleEditorOf } from './editorOf.ts';

/** A document as it was when work on it began. */
export interface Snapshot {
  document: vscode.TextDocument;
  text: string;
}

export interface Replacement {
  range: vscode.Range;
  text: string;
}

/** `changed`: somebody has edited it since. `refused`: the editor took the edit and did not make it. */
export type EditOutcome = 'applied' | 'changed' | 'refused';

export function takeSnapshot(document: vscode.TextDocument): Snapshot {
  return { document, text: document.getText() };
}

/**
 * Whether a document can be written to, open or not, as far as the editor lets an extension know. Asked before money is
 * spent.
 */
export async function isWritable(uri: vscode.Uri): Promise<boolean> {
  if (!isWritableScheme(uri.scheme) || (await isReadOnlyFile(uri))) return false;
  const files = vscode.workspace.getConfiguration('files', uri);
  const include = globsIn(files.get('readonlyInclude'));
  if (include.length === 0) return true;
  // The editor holds no more than documents against globs.
  const document = await vscode.workspace.openTextDocument(uri).then(
    opened => opened,
    () => undefined,
  );
  const matches = (globs: readonly string[]) => document !== undefined && matchesAny(document, globs);
  return !matches(include) || matches(globsIn(files.get('readonlyExclude')));
}

/** Some file systems have single files that cannot be written to. */
function isReadOnlyFile(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ permissions = 0 }) => (permissions & vscode.FilePermission.Readonly) !== 0,
    () => false, // it is no file, or not there yet
  );
}

/** Whether documents of this kind of address can be written to at all. */
export function isWritableScheme(scheme: string): boolean {
  if (scheme === 'untitled' || scheme === 'vscode-notebook-cell') return true;
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** Those of a setting that are on. */
function globsIn(setting: unknown): string[] {
  return Object.entries(setting ?? {}).flatMap(([glob, on]) => (on === true ? [glob] : []));
}

function matchesAny(document: vscode.TextDocument, globs: readonly string[]): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  // Settings may name a path from the workspace's folder.
  const relative = (pattern: string) => (folder ? [new vscode.RelativePattern(folder, pattern)] : []);
  return globs
    .flatMap(glob => [glob, ...relative(glob)])
    .some(pattern => vscode.languages.match({ pattern }, document) > 0);
}

/**
 * The one door to the user's documents: all replacements in one undoable edit, only if the document is still as it was,
 * and read back afterwards, because the editor may say yes and do nothing.
 * @param replacements in any order; they do not overlap.
 */
export async function applyEdit(snapshot: Snapshot, replacements: Replacement[]): Promise<EditOutcome> {
  const { document } = snapshot;
  if (document.isClosed || document.getText() !== snapshot.text) return 'changed';
  const fitted = withLineEndsOf(document, replacements);
  const expected = replaceAll(document, fitted);
  const { version } = document;
  const made = await replaceIn(document, fitted);
  // Closed meanwhile, it may have been opened again for the edit.
  const there = document.isClosed ? openDocument(document.uri) : document;
  if (there?.getText() === expected) return 'applied';
  if (there !== document) return 'changed';
  if (document.version === version) return 'refused';
  // Made, though somebody typed on before it could be read back, or undid it.
  return made ? 'applied' : 'changed';
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
}

/** @returns what the editor says: whether all replacements are made, none of them otherwise. */
async function replaceIn(
  document: vscode.TextDocument,
  replacements: readonly Replacement[],
): Promise<boolean> {
  const { version } = document;
  // Another than the one in front may be the side of a diff that takes no edit.
  const editor = visibleEditorOf(document);
  if (editor) {
    try {
      return await editor.edit(builder => {
        for (const { range, text } of replacements) builder.replace(range, text);
      });
    } catch {
      // It was hidden, or closed, before the edit came to it.
    }
  }
  // The editor would open it again, and take the ranges for those of the text that there is by now.
  if (document.isClosed || document.version !== version) return false;
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    replacements.map(({ range, text }) => vscode.TextEdit.replace(range, text)),
  );
  return vscode.workspace.applyEdit(edit);
}

/** What is to be done to one of several files, apart from its document: the editor keeps but 50 of those open. */
export interface FileEdit {
  uri: vscode.Uri;
  replacements: Replacement[];
  before: string;
  after: string;
}

export function fileEdit({ document, text }: Snapshot, replacements: readonly Replacement[]): FileEdit {
  const fitted = withLineEndsOf(document, replacements);
  return { uri: document.uri, replacements: fitted, before: text, after: replaceAll(document, fitted) };
}

/**
 * `left`: the user left it out, or the editor did not do it. `changed`: its text is another one now, be it that a part was
 * left out. `stale`: it was edited before it could be shown, and nothing was done to it.
 */
export type ReviewOutcome = 'applied' | 'left' | 'changed' | 'stale';

/**
 * Has the user look through edits of several files in the editor's own preview, and makes and saves those that stay ticked.
 * @param label what is done to each.
 * @returns by the files' URIs what has become of them; `undefined` when the user discarded it all.
 */
export async function reviewEdits(
  edits: readonly FileEdit[],
  label: string,
): Promise<Map<string, ReviewOutcome> | undefined> {
  const outcomes = new Map<string, ReviewOutcome>();
  const fresh: FileEdit[] = [];
  // From here on the editor sees to it that they stay as they are: it names their versions, and looks out for conflicts.
  for (const edit of edits) {
    if ((await textOf(edit.uri)) === edit.before) fresh.push(edit);
    else outcomes.set(edit.uri.toString(), 'stale');
  }
  const [first] = fresh;
  if (!first) return outcomes;
  const all = new vscode.WorkspaceEdit();
  const metadata = { label, needsConfirmation: false };
  for (const { uri, replacements } of fresh) {
    all.set(
      uri,
      replacements.map(({ range, text }): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [
        vscode.TextEdit.replace(range, text),
        metadata,
      ]),
    );
  }
  // The editor shows its preview for an edit that needs a confirmation, but such an edit begins without a tick, of which
  // there would be hundreds to set. This one is a folder that is there already: it stands in no list and does nothing.
  // Not one of the files: of what it is to make the editor checks no version.
  all.createFile(
    vscode.Uri.joinPath(first.uri, '..'),
    { ignoreIfExists: true },
    { label, needsConfirmation: true },
  );
  if (!(await vscode.workspace.applyEdit(all, { isRefactoring: true }))) return undefined;
  for (const { uri, before, after } of fresh) {
    const text = await textOf(uri);
    outcomes.set(uri.toString(), text === after ? 'applied' : text === before ? 'left' : 'changed');
  }
  return outcomes;
}

/** @returns `undefined` when the file is gone. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined;
  }
}

function withLineEndsOf(document: vscode.TextDocument, replacements: readonly Replacement[]): Replacement[] {
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return replacements.map(({ range, text }) => ({ range, text: text.replace(/\r\n|\r|\n/g, eol) }));
}

/** The text of a document as replacements would make it. @param replacements in any order; they do not overlap. */
export function replaceAll(document: vscode.TextDocument, replacements: Replacement[]): string {
  const inOrder = [...replacements].sort((a, b) => b.range.start.compareTo(a.range.start));
  return inOrder.reduce(
    (text, { range, text: replacement }) =>
      text.slice(0, document.offsetAt(range.start)) + replacement + text.slice(document.offsetAt(range.end)),
    document.getText(),
  );
}
