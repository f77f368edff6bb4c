/**
 * Why a tool does not show a file, as far as a model may know: of what is outside of the workspace, or behind a link that leads
 * there, it learns the same as of what is not there.
 */
export type Refusal = 'noPath' | 'missing' | 'private' | 'binary' | 'tooLarge' | 'changed';

export interface Refused {
  refused: Refusal;
}

export interface FileText {
  text: string;
}

/** Something that is declared in the workspace. Lines are counted from 1. */
export interface FoundSymbol {
  /** Such as `function`, in small letters. */
  kind: string;
  name: string;
  path: string;
  line: number;
}

/** A declaration in a file, with those in it. Lines are counted from 1. */
export interface OutlinedSymbol {
  kind: string;
  name: string;
  line: number;
  lastLine: number;
  children: readonly OutlinedSymbol[];
}

/**
 * What the built-in tools see of the workspace: the files in its folders that may go to a model unasked, and what the editor
 * knows about them. Paths are a model's, as `readWorkspacePath` reads them. Nothing here is written, run or fetched.
 */
export interface WorkspaceView {
  /** What the folders are called. */
  readonly folders: readonly string[];
  /** The text of a file as its user sees it, with what is not saved. */
  read(path: string): Promise<FileText | Refused>;
  /** The paths of the first files in order that searches look into and a function picks, and whether these are all. */
  files(
    isWanted: (path: string) => boolean,
    most: number,
    signal: AbortSignal,
  ): Promise<{ paths: readonly string[]; isAll: boolean }>;
  /**
   * The texts of the same files, one after the other, until the visitor says that it has enough.
   * @returns whether there were no more.
   */
  visitTexts(
    isWanted: (path: string) => boolean,
    visit: (path: string, text: string) => 'enough' | 'more',
    signal: AbortSignal,
  ): Promise<boolean>;
  /** What is called about so, as the editor's own search for symbols finds it. */
  findSymbols(name: string, signal: AbortSignal): Promise<readonly FoundSymbol[]>;
  /** What is declared in a file. */
  outline(path: string, signal: AbortSignal): Promise<{ symbols: readonly OutlinedSymbol[] } | Refused>;
  /** What the editor complains of in a file, or in all of them, a line each and the worst first. */
  problems(path?: string): Promise<{ lines: readonly string[] } | Refused>;
  /** What is changed since the last commit, and whether something of it is kept back. */
  changes(): Promise<{ text: string; isAll: boolean }>;
}
