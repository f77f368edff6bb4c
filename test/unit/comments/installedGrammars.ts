import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { builtInExtensions as extensions } from '../../../scripts/editor/getEditor.ts';
import type { CommentBlock } from '../../../src/comments/commentBlock.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { createGrammars, type GrammarContribution } from '../../../src/comments/grammars.ts';
import type { TokenizedLine } from '../../../src/comments/tokens.ts';

interface Manifest {
  contributes?: { grammars?: { language?: string; scopeName: string; path: string; injectTo?: string[] }[] };
}

/** The grammars of the extensions that the real editor is shipped with. */
export function installedContributions(): GrammarContribution[] {
  if (!fs.existsSync(extensions)) {
    throw new Error(
      `The editor's grammars are not at ${extensions}: run "npm start" or "npm test" once to fetch it.`,
    );
  }
  return fs.readdirSync(extensions).flatMap(folder => {
    const manifestPath = path.join(extensions, folder, 'package.json');
    if (!fs.existsSync(manifestPath)) return [];
    const manifest: Manifest = JSON.parse(fs.readFileSync(manifestPath, 'utf8'));
    return (manifest.contributes?.grammars ?? []).map(({ path: file, ...grammar }) => ({
      ...grammar,
      uri: path.join(extensions, folder, file),
    }));
  });
}

export const readFile = (uri: string) => fs.promises.readFile(uri, 'utf8');

export async function onigWasm(): Promise<ArrayBuffer> {
  const file = new URL(import.meta.resolve('vscode-oniguruma/release/onig.wasm'));
  const bytes = await fs.promises.readFile(file);
  return new Uint8Array(bytes).buffer;
}

export const installedGrammars = createGrammars({
  contributions: installedContributions(),
  readFile,
  onigWasm,
});

export async function tokenize(languageId: string, text: string): Promise<TokenizedLine[]> {
  const lines = await installedGrammars.tokenize(languageId, text);
  assert.ok(lines, `no grammar for ${languageId}`);
  return lines;
}

export async function commentsOf(languageId: string, text: string): Promise<CommentBlock[]> {
  return findComments(await tokenize(languageId, text));
}
