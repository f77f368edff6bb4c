import * as vscode from 'vscode';
import type { CommentBlock } from '../../comments/commentBlock.ts';
import { findPassages } from '../../comments/findPassages.ts';
import type { TokenizedLine } from '../../comments/tokens.ts';
import type { DocumentTokens } from './documentTokens.ts';

/** The comments of a document at one version of it, with its strings and its prose. */
export interface FoundComments {
  text: string;
  lines: TokenizedLine[];
  /** In the document's order. */
  blocks: CommentBlock[];
}

/** Of a notebook as JSON, whose strings are the code of its cells: these are documents of their own. */
export function isNotebookFile({ scheme, path }: vscode.Uri): boolean {
  return path.endsWith('.ipynb') && scheme !== 'vscode-notebook-cell';
}

interface Version {
  version: number;
  languageId: string;
  found: Promise<FoundComments>;
}

/** The comments of documents; those of a version are looked for once. */
export class DocumentComments implements vscode.Disposable {
  readonly #tokens: DocumentTokens;
  readonly #listening: vscode.Disposable;
  #known = new WeakMap<vscode.TextDocument, Version>();

  constructor(tokens: DocumentTokens) {
    this.#tokens = tokens;
    // With them come grammars.
    this.#listening = vscode.extensions.onDidChange(() => {
      this.#known = new WeakMap();
    });
  }

  /** The comments of a document as it is now. */
  of(document: vscode.TextDocument): Promise<FoundComments> {
    const { version, languageId } = document;
    const known = this.#known.get(document);
    if (known?.version === version && known.languageId === languageId) return known.found;
    const found = this.#find(document);
    this.#known.set(document, { version, languageId, found });
    // What failed, as a file that could not be read, is tried again the next time.
    found.catch(() => this.#known.delete(document));
    return found;
  }

  /**
   * The tokens of a text, as those of its document are made.
   * @param document what the text would become: only what is new in it is tokenised.
   */
  tokenize(languageId: string, text: string, document?: vscode.TextDocument): Promise<TokenizedLine[]> {
    return this.#tokens.tokenize(languageId, text, document);
  }

  async #find(document: vscode.TextDocument): Promise<FoundComments> {
    const text = document.getText();
    const lines = await this.tokenize(document.languageId, text, document);
    return { text, lines, blocks: isNotebookFile(document.uri) ? [] : findPassages(lines) };
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
