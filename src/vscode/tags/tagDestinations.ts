import * as vscode from 'vscode';
import { isNewComment } from '../../comments/isNewComment.ts';
import { oneLineComment } from '../../comments/oneLineComment.ts';
import type { Replacement } from '../services/edits.ts';
import { commentRules } from '../services/languageComments.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';

/** The change that puts tags into a Markdown file's front matter; `undefined` where that cannot be done safely. */
export async function frontMatterChange(
  document: vscode.TextDocument,
  tags: readonly string[],
): Promise<Replacement | undefined> {
  if (document.languageId !== 'markdown') return undefined;
  const { setTags } = await import('../../tasks/frontMatter.ts');
  const change = setTags(document.getText(), tags);
  if (!change) return undefined;
  return {
    range: new vscode.Range(document.positionAt(change.start), document.positionAt(change.end)),
    text: change.text,
  };
}

/** Only where the line would be a comment and change nothing else: not inside a string, a template, a page's text. */
export async function commentChange(
  tokens: DocumentTokens,
  document: vscode.TextDocument,
  lineNumber: number,
  tags: readonly string[],
): Promise<Replacement | undefined> {
  const text = document.getText();
  const comment = oneLineComment(`Tags: ${tags.join(', ')}`, await commentRules(document.languageId));
  if (!comment) return undefined;
  const line = document.lineAt(lineNumber);
  const added = `${line.text.slice(0, line.firstNonWhitespaceCharacterIndex)}${comment}\n`;
  const at = document.offsetAt(line.range.start);
  const before = await tokens.tokenize(document.languageId, text);
  const after = await tokens.tokenize(document.languageId, text.slice(0, at) + added + text.slice(at));
  if (!isNewComment(before, after, line.lineNumber)) return undefined;
  return { range: new vscode.Range(line.range.start, line.range.start), text: added };
}
