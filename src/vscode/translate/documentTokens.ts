import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { GrammarContribution, Grammars } from '../../comments/grammars.ts';
import { scanComments } from '../../comments/scanComments.ts';
import type { TokenizedLine } from '../../comments/tokens.ts';
import { commentRules } from '../services/languageComments.ts';

const contributions = z.object({
  contributes: z.object({
    grammars: z.array(
      z.object({
        language: z.optional(z.string()),
        scopeName: z.string(),
        path: z.string(),
        injectTo: z.optional(z.array(z.string())),
      }),
    ),
  }),
});

/** Tokenises documents with the grammars of the installed extensions; the engine is loaded on first use. */
export class DocumentTokens implements vscode.Disposable {
  readonly #onigWasm: vscode.Uri;
  readonly #listening: vscode.Disposable;
  #grammars: Promise<Grammars> | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#onigWasm = vscode.Uri.joinPath(extensionUri, 'dist', 'onig.wasm');
    this.#listening = vscode.extensions.onDidChange(() => {
      this.#grammars = undefined;
    });
  }

  /**
   * The tokens of a text; from the language's comment delimiters alone where no grammar is to be had.
   *
   * @param document what the text is of, or would be: of a document known already, only what is new is tokenised
   */
  async tokenize(languageId: string, text: string, document?: vscode.TextDocument): Promise<TokenizedLine[]> {
    this.#grammars ??= this.#load();
    const grammars = await this.#grammars;
    return (
      (await grammars.tokenize(languageId, text, document)) ??
      scanComments(text, await commentRules(languageId))
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #load(): Promise<Grammars> {
    const { createGrammars } = await import('../../comments/grammars.ts');
    return createGrammars({
      contributions: vscode.extensions.all.flatMap(grammarsOf),
      readFile: async uri =>
        new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true))),
      onigWasm: async () => Uint8Array.from(await vscode.workspace.fs.readFile(this.#onigWasm)).buffer,
    });
  }
}

function grammarsOf({ packageJSON, extensionUri }: vscode.Extension<unknown>): GrammarContribution[] {
  const parsed = contributions.safeParse(packageJSON);
  return (parsed.data?.contributes.grammars ?? []).map(({ language, scopeName, path, injectTo }) => ({
    ...(language ? { language } : {}),
    scopeName,
    uri: vscode.Uri.joinPath(extensionUri, path).toString(),
    ...(injectTo ? { injectTo } : {}),
  }));
}
