import { EventEmitter } from './eventEmitter.ts';
import { lineStarts, Position, type Range, type Selection } from './positions.ts';
import type { Uri } from './uri.ts';

// The editor as it looks from an extension host: the window has the documents, the host a copy of each that is behind by
// whatever is on its way. An edit names the version that it was made for, and the window refuses it for any other.
// https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/browser/mainThreadEditor.ts

export const EndOfLine = { LF: 1, CRLF: 2 } as const;

interface OffsetEdit {
  start: number;
  end: number;
  text: string;
}

/** A document in the window. */
export interface WindowDocument {
  readonly uri: Uri;
  text: string;
  version: number;
  /** What each undo brings back, the next one last. */
  undos: string[];
  isVisible: boolean;
  /** The editor says that it has made an edit, and has not. */
  isReadOnly: boolean;
}

/** A document as the extension host has it. */
export class HostDocument {
  readonly uri: Uri;
  /** That it is a copy of, and not of another one that is opened at the same address later. */
  readonly original: WindowDocument;
  version: number;
  isClosed = false;
  #text: string;

  constructor(original: WindowDocument, { uri, text, version }: WindowDocument) {
    this.original = original;
    this.uri = uri;
    this.#text = text;
    this.version = version;
  }

  get eol(): number {
    return this.#text.includes('\r\n') ? EndOfLine.CRLF : EndOfLine.LF;
  }

  get languageId(): string {
    return 'plaintext';
  }

  becomes({ text, version }: { text: string; version: number }): void {
    this.#text = text;
    this.version = version;
  }

  getText(range?: Range): string {
    return range ? this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.#text;
  }

  offsetAt({ line, character }: Position): number {
    const starts = lineStarts(this.#text);
    const start = starts[line];
    if (start === undefined) return this.#text.length;
    const next = starts[line + 1];
    const end = next === undefined ? this.#text.length : start + lengthOfLine(this.#text, start);
    return Math.min(start + character, end);
  }

  positionAt(offset: number): Position {
    const starts = lineStarts(this.#text);
    const line = starts.findLastIndex(start => start <= offset);
    return new Position(line, offset - (starts[line] ?? 0));
  }
}

function lengthOfLine(text: string, start: number): number {
  return /^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
}

class HostEditor {
  readonly document: HostDocument;
  selections: readonly Selection[] = [];
  readonly #model: EditorModel;

  constructor(document: HostDocument, model: EditorModel) {
    this.document = document;
    this.#model = model;
  }

  edit(build: (builder: { replace(range: Range, text: string): void }) => void): Promise<boolean> {
    const { document } = this;
    const edits: OffsetEdit[] = [];
    build({ replace: (range, text) => edits.push(toOffsets(document, range, text)) });
    const { version } = document;
    return this.#model.ask(() => {
      const there = document.original;
      if (!there.isVisible) throw new Error('The editor is disposed.');
      if (there.version !== version) return false;
      if (!there.isReadOnly) this.#model.edit(there, edits, 'host');
      return true;
    });
  }
}

function toOffsets(document: HostDocument, { start, end }: Range, text: string): OffsetEdit {
  return { start: document.offsetAt(start), end: document.offsetAt(end), text };
}

export const TextEdit = { replace: (range: Range, text: string) => ({ range, text }) };

interface RangeEdit {
  range: Range;
  text: string;
}

export class WorkspaceEdit {
  readonly edits: { uri: Uri; edits: readonly RangeEdit[] }[] = [];
  /** Files that are made unless they are there, by their URIs. */
  readonly made = new Set<string>();

  /** @param edits with what the editor's preview says of each, or without. */
  set(uri: Uri, edits: readonly (RangeEdit | readonly [RangeEdit, unknown])[]): void {
    this.edits.push({ uri, edits: edits.map(edit => ('range' in edit ? edit : edit[0])) });
  }

  createFile(uri: Uri): void {
    this.made.add(uri.toString());
  }
}

/** An edit that the window has made. */
export interface MadeEdit {
  document: WindowDocument;
  before: string;
  after: string;
  by: 'user' | 'host';
}

/** A window and its extension host, with what is on its way between the two; nothing arrives by itself. */
export class EditorModel {
  readonly #onDisk = new Map<string, string>();
  readonly #open = new Map<string, WindowDocument>();
  #opened = 0;
  readonly #toWindow: (() => void)[] = [];
  readonly #toHost: (() => void)[] = [];
  readonly #host = new Map<string, HostDocument>();
  readonly #visible = new Map<HostDocument, HostEditor>();
  readonly #made = new EventEmitter<MadeEdit>();
  readonly onMade = this.#made.event;
  readonly #asked = new EventEmitter<WorkspaceEdit>();
  /** Fires when the host has sent an edit on its way to the window. */
  readonly onAsked = this.#asked.event;

  /** What the host can do. */
  get textDocuments(): HostDocument[] {
    return [...this.#host.values()];
  }

  get visibleTextEditors(): HostEditor[] {
    return [...this.#visible.values()];
  }

  get activeTextEditor(): HostEditor | undefined {
    return this.visibleTextEditors[0];
  }

  async openTextDocument(uri: Uri): Promise<HostDocument> {
    await this.ask(() => {
      if (!this.openInWindow(uri)) throw new Error('There is no such file.');
    });
    const document = this.#host.get(uri.toString());
    if (!document) throw new Error('It is closed again.');
    return document;
  }

  async showTextDocument({ uri }: HostDocument): Promise<HostEditor> {
    await this.ask(() => {
      const there = this.openInWindow(uri);
      if (!there) throw new Error('There is no such file.');
      this.show(there, true);
    });
    const document = this.#host.get(uri.toString());
    const editor = document && this.#visible.get(document);
    if (!editor) throw new Error('It is hidden again.');
    return editor;
  }

  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    const { edits, made } = edit;
    const asked = edits.map(({ uri, edits }) => {
      const document = this.#host.get(uri.toString());
      return {
        uri,
        version: document?.version,
        edits: document ? edits.map(({ range, text }) => toOffsets(document, range, text)) : [],
      };
    });
    const result = this.ask(() => {
      const all = asked.map(one => ({ ...one, there: this.openInWindow(one.uri) }));
      // Of a file that the edit makes the host names no version.
      // https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/common/extHostTypeConverters.ts
      const isChecked = ({ uri }: { uri: Uri }) => !made.has(uri.toString());
      if (all.some(one => isChecked(one) && one.there?.version !== one.version)) return false;
      for (const { there, edits } of all) if (there && !there.isReadOnly) this.edit(there, edits, 'host');
      return true;
    });
    this.#asked.fire(edit);
    return result;
  }

  /** Has the window do something, and resolves with what came of it, when that has arrived. */
  ask<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#toWindow.push(() => {
        try {
          const result = work();
          this.#toHost.push(() => resolve(result));
        } catch (error) {
          this.#toHost.push(() => reject(error));
        }
      });
    });
  }

  /** What arrives. @returns whether there was something. */
  deliver(to: 'host' | 'window'): boolean {
    const message = (to === 'host' ? this.#toHost : this.#toWindow).shift();
    message?.();
    return message !== undefined;
  }

  /** Whether there is a file, as the window knows it. */
  hasFile(uri: Uri): Promise<boolean> {
    return this.ask(() => this.#onDisk.has(uri.toString()));
  }

  /** What the user does. */
  writeFile(uri: Uri, text: string): void {
    this.#onDisk.set(uri.toString(), text);
  }

  inWindow(uri: Uri): WindowDocument | undefined {
    return this.#open.get(uri.toString());
  }

  /** @returns `undefined` when there is no such file. */
  openInWindow(uri: Uri): WindowDocument | undefined {
    const open = this.inWindow(uri);
    const text = this.#onDisk.get(uri.toString());
    if (open || text === undefined) return open;
    return this.#add({
      uri,
      text,
      version: this.#nextVersion(),
      undos: [],
      isVisible: false,
      isReadOnly: false,
    });
  }

  edit(there: WindowDocument, edits: readonly OffsetEdit[], by: MadeEdit['by']): void {
    const before = there.text;
    const inOrder = [...edits].sort((a, b) => b.start - a.start);
    there.undos.push(before);
    this.#set(
      there,
      inOrder.reduce(
        (text, { start, end, text: next }) => text.slice(0, start) + next + text.slice(end),
        before,
      ),
    );
    this.#made.fire({ document: there, before, after: there.text, by });
  }

  undo(there: WindowDocument): void {
    const before = there.undos.pop();
    if (before !== undefined) this.#set(there, before);
  }

  show(there: WindowDocument, isVisible: boolean): void {
    there.isVisible = isVisible;
    this.#toHost.push(() => {
      const document = this.#host.get(there.uri.toString());
      if (!document) return;
      if (isVisible)
        this.#visible.set(document, this.#visible.get(document) ?? new HostEditor(document, this));
      else this.#visible.delete(document);
    });
  }

  save({ uri, text }: WindowDocument): void {
    this.#onDisk.set(uri.toString(), text);
  }

  /** Closes a document without saving it. */
  close(there: WindowDocument): void {
    if (there.isVisible) this.show(there, false);
    this.#open.delete(there.uri.toString());
    this.#toHost.push(() => {
      const document = this.#host.get(there.uri.toString());
      if (document) document.isClosed = true;
      this.#host.delete(there.uri.toString());
    });
  }

  /** Renames a file that is open: it is another document then, of the same text. */
  rename(there: WindowDocument, uri: Uri): WindowDocument {
    this.close(there);
    this.#onDisk.set(uri.toString(), this.#onDisk.get(there.uri.toString()) ?? '');
    this.#onDisk.delete(there.uri.toString());
    const renamed = this.#add({ ...there, uri, version: this.#nextVersion(), isVisible: false });
    this.show(renamed, true);
    return renamed;
  }

  /**
   * Of a document that is opened again a higher one than it ever had. In the editor it begins at 1, so that an edit for an
   * earlier one might fit, if somebody closed it, opened it and typed within the milliseconds that a message takes.
   */
  #nextVersion(): number {
    this.#opened += 1;
    return this.#opened * 1_000;
  }

  #add(there: WindowDocument): WindowDocument {
    this.#open.set(there.uri.toString(), there);
    const now = { ...there };
    this.#toHost.push(() => this.#host.set(now.uri.toString(), new HostDocument(there, now)));
    return there;
  }

  #set(there: WindowDocument, text: string): void {
    there.text = text;
    there.version += 1;
    const { version } = there;
    const uri = there.uri.toString();
    this.#toHost.push(() => this.#host.get(uri)?.becomes({ text, version }));
  }
}
